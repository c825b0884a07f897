import { Flex } from 'antd';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { OutcomeTag } from '../kit/outcome-tag';
import { words } from './words';

/** Which decisions would come out otherwise, with a few to look at. */
export function EffectExamples({ changes }: { changes: Schemas['OutcomeChange'][] }) {
  const w = useWords(words);
  return (
    <Flex vertical gap={6}>
      {changes.map((change) => (
        <Flex key={`${change.before}${change.after}`} gap={8} align="center" wrap>
          <OutcomeTag outcome={change.before} />
          →
          <OutcomeTag outcome={change.after} />
          <strong className="num">{change.count}</strong>
          <span>{w.examples}:</span>
          {change.examples.map((id) => (
            <a key={id} className="code" href={`/decisions/${id}`}>
              {id.slice(-8)}
            </a>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}
