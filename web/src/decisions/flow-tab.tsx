import { Link } from '@tanstack/react-router';
import { Empty, Flex, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useLanguage, useWords } from '../kit/language';
import { pageWords } from './page-words';

/** The way through the flow, and the door to its picture. */
export function FlowTab({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const language = useLanguage();
  const stamp = decision.answer.policy;
  if (!stamp || !decision.trace.nodes.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noFlow} />;
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={12} wrap>
        <Typography.Text type="secondary">{w.flowNote}</Typography.Text>
        <Link
          to="/policies/$code/versions/$number"
          params={{ code: stamp.id, number: String(stamp.version) }}
          search={{ decision: decision.answer.decision_id, view: 'flow' } as never}
        >
          {w.openFlow}
        </Link>
      </Flex>
      <CodeBlock label={w.flow} text={decision.trace.text[language].join('\n')} maxHeight={640} />
    </Flex>
  );
}
