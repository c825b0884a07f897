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
  const search = decisionRoute.useSearch();
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
  // What was hit explains the outcome, so it is shown first.
  const chosen = search.rules ?? (count.hit ? 'hit' : 'all');
  const options = (['hit', 'failed', 'unknown', 'missed', 'all'] as const)
    .filter((key) => key === 'all' || count[key] > 0)
    .map((key) => ({ value: key, label: `${w.statusShort[key]} ${count[key]}` }));
  const all = chosen === 'all';
  const nodes = allNodes(trace.nodes)
    .map((node) => ({
      node,
      units: all ? node.units : judged(node).filter((unit) => unit.status === chosen),
    }))
    .filter(({ node, units }) => units.length > 0 || (all && Object.keys(node.outputs).length > 0));
  return (
    <Flex vertical gap={16} style={{ '--line': token.colorBorderSecondary } as CSSProperties}>
      <Segmented
        aria-label={w.rules}
        value={chosen}
        options={options}
        onChange={(rules) =>
          void navigate({ search: (old) => ({ ...old, rules: rules as Shown }), replace: true })
        }
        style={{ alignSelf: 'start' }}
      />
      {nodes.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noneSuch} />}
      {nodes.map(({ node, units }) => (
        <NodeOfRules
          key={node.node}
          node={node}
          units={units}
          outputs={all}
          policy={decision.answer.policy?.id}
        />
      ))}
    </Flex>
  );
}
