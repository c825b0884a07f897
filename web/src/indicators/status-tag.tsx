import { Tag } from 'antd';
import { useWords } from '../kit/language';
import { wordOf, words } from './words';

const COLOURS: Record<string, string> = { live: 'green', submitted: 'gold', draft: 'blue', returned: 'red' };

/** The status of an indicator or of a version, in words. */
export function StatusTag({ status }: { status: string }) {
  const w = useWords(words);
  return (
    <Tag color={COLOURS[status]} variant="outlined">
      {wordOf(w.statuses, status)}
    </Tag>
  );
}
