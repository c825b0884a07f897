import { Input, Select, Space } from 'antd';
import { useRef } from 'react';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import type { Draft } from './definition';
import { Entry } from './entry';
import type { Problems } from './use-checked';
import { words } from './words';

type Props = {
  draft: Draft;
  fields: Schemas['OfferedField'][];
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
};

/** The condition, with the scene's fields one click away; what is wrong names its character. */
export function ConditionField({ draft, fields, problems, onChange }: Props) {
  const w = useWords(words);
  const say = useText();
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const text = fields.find((field) => field.name === name)?.values[0];
    const added = text === undefined ? name : `${name} == '${text}'`;
    const at = box.current?.selectionStart ?? draft.where.length;
    onChange({ where: `${draft.where.slice(0, at)}${added}${draft.where.slice(at)}` });
  };
  return (
    <Entry label={w.where} id="where" field="where" problems={problems} help={w.whereHelp}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Input.TextArea
          id="where"
          className="code"
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder="amount >= 100 and method == 'pos'"
          value={draft.where}
          onChange={(event) => {
            box.current = event.target;
            onChange({ where: event.target.value });
          }}
          onSelect={(event) => {
            box.current = event.target as HTMLTextAreaElement;
          }}
        />
        <Select
          size="small"
          style={{ width: 280 }}
          value={null}
          disabled={fields.length === 0}
          placeholder={w.insert}
          aria-label={w.insert}
          showSearch={{ optionFilterProp: 'label' }}
          options={fields.map((field) => ({
            value: field.name,
            label: `${say(field.title)} · ${field.name}`,
          }))}
          onChange={(name: string | null) => name && insert(name)}
        />
      </Space>
    </Entry>
  );
}
