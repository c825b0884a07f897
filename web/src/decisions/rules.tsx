import { Alert, Empty, Flex, Segmented, theme } from 'antd';
import type { CSSProperties } from 'react';
import type { Schemas } from '../api/client';
import { useLanguage, useWords } from '../kit/language';
import { NodeOfRules } from './node-of-rules';
import { pageWords } from './page-words';
import { decisionRoute, type Shown } from './routes';
import { allNodes, judged, tally } from './units';

/** Every rule that ran: hit, missed, unknown or failed, with the values it saw. */
export function Rules({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const language = useLanguage();
  const { token } = theme.useToken();
  const { rules: chosen } = decisionRoute.useSearch();
  const navigate = decisionRoute.useNavigate();
  const { trace } = decision;
  if (trace.problem)
    return (
      <Alert
        type="warning"
        showIcon
        title={w.problem}
        description={<span data-content>{trace.text[language].join(' ')}</span>}
      />
    );
  if (!trace.nodes.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noRules} />;
  const count = tally(trace.nodes);
  const options = (['all', 'hit', 'missed', 'unknown', 'failed'] as const)
    .filter((key) => key === 'all' || count[key] > 0)
    .map((key) => ({ value: key, label: `${w.statusShort[key]} ${count[key]}` }));
  const nodes = allNodes(trace.nodes)
    .map((node) => ({
      node,
      units: chosen ? judged(node).filter((unit) => unit.status === chosen) : node.units,
    }))
    .filter(({ node, units }) => units.length > 0 || (!chosen && Object.keys(node.outputs).length > 0));
  return (
    <Flex vertical gap={16} style={{ '--line': token.colorBorderSecondary } as CSSProperties}>
      <Segmented
        aria-label={w.rules}
        value={chosen ?? 'all'}
        options={options}
        onChange={(value) =>
          void navigate({
            search: (old) => ({ ...old, rules: value === 'all' ? undefined : (value as Shown) }),
            replace: true,
          })
        }
        style={{ alignSelf: 'start' }}
      />
      {nodes.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noneSuch} />}
      {nodes.map(({ node, units }) => (
        <NodeOfRules key={node.node} node={node} units={units} policy={decision.answer.policy?.id} />
      ))}
    </Flex>
  );
}
