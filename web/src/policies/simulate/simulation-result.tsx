import { Button, Descriptions, Flex, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { useFigures } from '../../kit/figures';
import { useText, useWords } from '../../kit/language';
import { OutcomeTag } from '../../kit/outcome-tag';
import { words } from '../words';

type Props = { found: Schemas['SimulationView']; onNode: (node: string) => void };

/** What a simulation says: outcome, figures, reasons, and the way through the nodes. */
export function SimulationResult({ found, onNode }: Props) {
  const w = useWords(words);
  const say = useText();
  const { number } = useFigures();
  const ran = found.nodes.filter((node) => node.ran);
  const figures = (['score', 'limit', 'rate', 'term'] as const).filter((name) => found[name] !== null);
  return (
    <Flex vertical gap={10} aria-live="polite">
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          {
            key: 'outcome',
            label: found.about.outcome ? `${w.then} → ${w.now}` : w.outcome,
            children: (
              <Flex gap={8} align="center">
                {found.about.outcome && <OutcomeTag outcome={found.about.outcome} />}
                {found.about.outcome && '→'}
                <OutcomeTag outcome={found.outcome} />
              </Flex>
            ),
          },
          ...figures.map((name) => ({
            key: name,
            label: w[name],
            children: <span className="num">{number(found[name])}</span>,
          })),
          {
            key: 'reasons',
            label: w.reasons,
            children: (
              <Flex vertical gap={2} data-content>
                {found.reasons.map((reason, n) => (
                  <span key={n}>
                    <Tag className="code">{reason.code}</Tag>
                    {say(reason.title)}
                    <Typography.Text type="secondary"> {compared(reason)}</Typography.Text>
                  </span>
                ))}
                {found.reasons.length === 0 && w.noReasons}
              </Flex>
            ),
          },
          ...(found.missing.length
            ? [
                {
                  key: 'missing',
                  label: w.missing,
                  children: <span data-content>{found.missing.join(', ')}</span>,
                },
              ]
            : []),
          { key: 'elapsed', label: w.elapsed, children: found.simulation.performance },
        ]}
      />
      <Values title={w.indicators} values={found.indicators} />
      <Typography.Text strong>{w.nodesRun}</Typography.Text>
      <Flex gap={6} wrap data-content>
        {ran.map((node) => {
          const hits = node.units.filter((unit) => unit.status === 'hit').length;
          return (
            <Button key={node.node} size="small" onClick={() => onNode(node.node)}>
              {node.name}
              {hits > 0 && <Typography.Text type="secondary">{w.hitCount(hits)}</Typography.Text>}
            </Button>
          );
        })}
      </Flex>
    </Flex>
  );
}

const compared = ({ value, operator, threshold }: Schemas['ReasonView']) =>
  operator && value != null ? `${JSON.stringify(value)} ${operator} ${JSON.stringify(threshold)}` : '';

function Values({ title, values }: { title: string; values: Record<string, unknown> }) {
  const entries = Object.entries(values);
  if (!entries.length) return null;
  return (
    <Descriptions
      size="small"
      column={1}
      title={title}
      styles={{ header: { marginBottom: 4 } }}
      items={entries.map(([name, value]) => ({
        key: name,
        label: <span className="code">{name}</span>,
        children: <span className="num">{JSON.stringify(value)}</span>,
      }))}
    />
  );
}
