import { Tag } from 'antd';
import { useWords } from '../kit/language';
import { INK, LEVEL } from '../kit/palette';
import { wordOf, words } from './words';

const LOUD: Record<string, keyof typeof LEVEL> = { live: 'green', submitted: 'orange', returned: 'red' };

/** The status of an indicator or of a version, in words. */
export function StatusTag({ status }: { status: string }) {
  const w = useWords(words);
  const level = LOUD[status];
  const said = wordOf(w.statuses, status);
  if (!level) return <Tag style={{ marginInlineEnd: 0 }}>{said}</Tag>;
  return (
    <Tag color={LEVEL[level]} variant="solid" style={{ color: INK[level], marginInlineEnd: 0 }}>
      {said}
    </Tag>
  );
}
