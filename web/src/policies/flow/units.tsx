import { useDecisionGraphState } from '@gorules/jdm-editor';
import { Tooltip } from 'antd';
import type { Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { words } from '../words';

export type Unit = Schemas['UnitTrace'];
const INK = {
  hit: '#52c41a',
  failed: '#cf1322',
  unknown: '#fa8c16',
  missed: '#bfbfbf',
  done: '#bfbfbf',
  skipped: '#bfbfbf',
};

/** What became of each rule or check of a node in the trace that is painted; nothing without one. */
export function useUnits(node: string): Unit[] | undefined {
  return useDecisionGraphState(
    ({ simulate }) => (simulate?.result?.trace[node] as unknown as { units?: Unit[] } | undefined)?.units,
  );
}

/** A dot and a word: hit, missed, unknown for want of a value, or failed. */
export function UnitMark({ unit }: { unit: Unit | undefined }) {
  const w = useWords(words);
  if (!unit) return null;
  const values = Object.entries(unit.values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const lack = unit.missing?.length ? [`${w.missing}: ${unit.missing.join(', ')}`] : [];
  return (
    <Tooltip
      title={[...values, ...lack, ...(unit.error ? [unit.error] : [])].join('\n')}
      styles={{ root: { whiteSpace: 'pre-line' } }}
    >
      <span style={{ whiteSpace: 'nowrap' }}>
        <span aria-hidden style={{ color: INK[unit.status], marginInlineEnd: 4 }}>
          ●
        </span>
        {w.unit[unit.status]}
      </span>
    </Tooltip>
  );
}
