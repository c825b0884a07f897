import { Alert, Collapse, Flex } from 'antd';
import type { Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { words } from './words';

/** What the last check found wrong; nothing when all was well. */
export function LakeFaults({ lake }: { lake: Schemas['LakeView'] }) {
  const w = useWords(words);
  const say = useText();
  const { checked } = lake;
  if (!checked?.count) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={w.faults(checked.count)}
      description={
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'faults',
              label: w.problem,
              children: checked.faults.map((fault) => (
                <Flex key={fault.path} gap={12} wrap>
                  <code className="code" data-content>
                    {fault.path}
                  </code>
                  <span>{say(fault.problem)}</span>
                </Flex>
              )),
            },
          ]}
        />
      }
    />
  );
}
