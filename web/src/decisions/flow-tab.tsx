import { Link } from '@tanstack/react-router';
import { Alert, Collapse, Empty, Flex, Typography } from 'antd';
import { api, type Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useLanguage, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { PaintedFlow } from '../policies/painted-flow';
import { pageWords } from './page-words';

/** The very version that answered, with the trace painted on it; and the same way in words. */
export function FlowTab({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const language = useLanguage();
  const { policy: stamp, decision_id: id } = decision.answer;
  const params = { path: { decision_id: id } };
  const query = api.useQuery('get', '/api/v1/decisions/{decision_id}/flow', { params });
  if (!stamp) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noFlow} />;
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={12} wrap>
        <Typography.Text type="secondary">{w.flowNote}</Typography.Text>
        <Link
          to="/policies/$code/versions/$number"
          params={{ code: stamp.id, number: String(stamp.version) }}
          search={{ decision: id }}
        >
          {w.openFlow}
        </Link>
      </Flex>
      <Loaded query={query}>{(flow) => <Picture flow={flow} />}</Loaded>
      {decision.trace.text[language].length > 0 && (
        <Collapse
          items={[
            {
              key: 'words',
              label: w.inWords,
              children: (
                <CodeBlock
                  label={w.inWords}
                  text={decision.trace.text[language].join('\n')}
                  maxHeight={560}
                />
              ),
            },
          ]}
        />
      )}
    </Flex>
  );
}

function Picture({ flow }: { flow: Schemas['FlowView'] }) {
  const w = useWords(pageWords);
  if (!flow.document) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noFlow} />;
  return (
    <>
      {flow.problem && <Alert type="warning" showIcon title={w.problem} />}
      <PaintedFlow document={flow.document} simulation={flow.simulation} height={560} />
    </>
  );
}
