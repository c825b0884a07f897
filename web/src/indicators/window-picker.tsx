import { Flex, InputNumber, Radio, Select, Typography } from 'antd';
import { useWords } from '../kit/language';
import type { Window } from './definition';
import { Entry } from './entry';
import type { FieldsProps } from './fields';
import { words } from './words';

const KINDS = ['sliding', 'days', 'months', 'ever'] as const;
const UNITS = ['s', 'min', 'h', 'd'] as const;

/** The window: its kind, its length, its unit. */
export function WindowPicker({ draft, problems, onChange }: FieldsProps) {
  const w = useWords(words);
  const { window } = draft;
  const set = (change: Partial<Window>) => onChange({ window: { ...window, ...change } });
  return (
    <Entry label={w.window} id="window" field="window" problems={problems}>
      <Flex vertical gap={8}>
        <Radio.Group
          id="window"
          optionType="button"
          value={window.kind}
          options={KINDS.map((value) => ({ value, label: w.windowKinds[value] }))}
          onChange={(event) => set({ kind: event.target.value as Window['kind'] })}
        />
        {window.kind !== 'ever' && (
          <Flex gap={8} align="center">
            <InputNumber
              aria-label={w.length}
              min={1}
              precision={0}
              value={window.length}
              onChange={(length) => set({ length: length ?? 1 })}
            />
            {window.kind === 'sliding' && (
              <Select
                aria-label={w.lengthUnit}
                style={{ width: 120 }}
                value={window.unit}
                options={UNITS.map((value) => ({ value, label: w.units[value] }))}
                onChange={(unit) => set({ unit })}
              />
            )}
            {window.kind === 'days' && <Typography.Text type="secondary">{w.includesToday}</Typography.Text>}
            {window.kind === 'months' && (
              <Typography.Text type="secondary">{w.includesMonth}</Typography.Text>
            )}
          </Flex>
        )}
      </Flex>
    </Entry>
  );
}
