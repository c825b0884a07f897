import { Tag } from 'antd';
import { useWords } from './language';
import { INK, LEVEL, OUTCOME_LEVEL, type Outcome } from './palette';
import { words } from './words';

/** An outcome in its colour and in words. */
export function OutcomeTag({ outcome }: { outcome: string }) {
  const w = useWords(words);
  const level = OUTCOME_LEVEL[outcome as Outcome];
  if (!level) return <Tag>{outcome}</Tag>;
  return (
    <Tag color={LEVEL[level]} variant="solid" style={{ color: INK[level], marginInlineEnd: 0 }}>
      {w.outcome[outcome as Outcome]}
    </Tag>
  );
}
