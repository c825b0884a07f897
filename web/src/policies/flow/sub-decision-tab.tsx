import { Flex, Select } from 'antd';
import { api } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { words } from '../words';
import { useContent } from './content';
import { Field } from './field';

/** Which live policy a node calls. */
export function SubDecisionTab({ id }: { id: string }) {
  const w = useWords(words);
  const say = useText();
  const { content, disabled, change } = useContent<{ key: string }>(id);
  const policies = api.useQuery('get', '/api/v1/policies');
  const live = policies.data?.filter((policy) => policy.live !== null);
  return (
    <div className="node-tab">
      <Flex vertical gap={12}>
        <Field label={w.key} width={360}>
          <Select
            showSearch
            style={{ width: '100%' }}
            value={content?.key || undefined}
            disabled={disabled}
            options={live?.map((policy) => ({
              value: policy.code,
              label: `${say(policy.title)} · ${policy.code}`,
            }))}
            onChange={(key: string) => change({ ...content, key })}
          />
        </Field>
        {content?.key && (
          <a href={`/policies/${content.key}`} target="_blank" rel="noreferrer">
            {w.openPolicy} {content.key}
          </a>
        )}
      </Flex>
    </div>
  );
}
