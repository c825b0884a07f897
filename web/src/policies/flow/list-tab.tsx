import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Input, Select } from 'antd';
import { api } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { words } from '../words';
import { moved, replaced, useContent, without } from './content';
import { Field } from './field';
import { MemberTools } from './member-tools';
import { UnitMark, useUnits } from './units';

type Check = { list: string; field: string; as: string };

/** The look-ups of a list node, to read and to edit. */
export function ListTab({ id }: { id: string }) {
  const w = useWords(words);
  const say = useText();
  const { content, disabled, change } = useContent<{ checks: Check[] }>(id);
  const lists = api.useQuery('get', '/api/v1/lists');
  const units = useUnits(id);
  const checks = content?.checks ?? [];
  const set = (next: Check[]) => change({ ...content, checks: next });
  const known = lists.data?.map((list) => ({ value: list.code, label: `${say(list.title)} · ${list.code}` }));
  return (
    <div className="node-tab">
      <Flex vertical gap={10}>
        {checks.map((check, at) => (
          <Card key={at} size="small">
            <Flex gap={12} wrap align="end">
              <Field label={w.list} width={260}>
                <Select
                  showSearch
                  style={{ width: '100%' }}
                  value={check.list || undefined}
                  options={known}
                  disabled={disabled}
                  onChange={(list: string) => set(replaced(checks, at, { ...check, list }))}
                />
              </Field>
              <Field label={w.field} width={180}>
                <Input
                  className="code"
                  value={check.field}
                  disabled={disabled}
                  onChange={(event) => set(replaced(checks, at, { ...check, field: event.target.value }))}
                />
              </Field>
              <Field label={w.as} width={180}>
                <Input
                  className="code"
                  value={check.as}
                  disabled={disabled}
                  onChange={(event) => set(replaced(checks, at, { ...check, as: event.target.value }))}
                />
              </Field>
              <UnitMark unit={units?.find((unit) => unit.code === check.as)} />
              {!disabled && (
                <MemberTools
                  name={check.as}
                  confirm={`${w.remove} ${check.as}?`}
                  first={at === 0}
                  last={at === checks.length - 1}
                  onMove={(by) => set(moved(checks, at, by))}
                  onRemove={() => set(without(checks, at))}
                />
              )}
            </Flex>
          </Card>
        ))}
        {!disabled && (
          <Button
            icon={<PlusOutlined />}
            style={{ alignSelf: 'start' }}
            onClick={() =>
              set([
                ...checks,
                { list: lists.data?.[0]?.code ?? '', field: '', as: `listed${checks.length + 1}` },
              ])
            }
          >
            {w.addCheck}
          </Button>
        )}
      </Flex>
    </div>
  );
}
