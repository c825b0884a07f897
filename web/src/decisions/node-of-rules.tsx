import { Link } from '@tanstack/react-router';
import { Flex, Tag, Tooltip, Typography } from 'antd';
import { useText, useWords } from '../kit/language';
import { useValue } from './compared';
import { pageWords } from './page-words';
import { UnitStatus } from './unit-status';
import type { Node, Unit } from './units';

type Props = { node: Node; units: Unit[]; outputs: boolean; policy: string | undefined };

const FINDABLE = ['rule', 'row', 'check'];

/** One node of the flow and what became of its rules. */
export function NodeOfRules({ node, units, outputs: withOutputs, policy }: Props) {
  const w = useWords(pageWords);
  const value = useValue();
  const outputs = Object.entries(withOutputs ? node.outputs : {}).filter(([, each]) => each !== null);
  return (
    <section aria-label={node.name}>
      <Flex gap={8} align="baseline" style={{ marginBottom: 4 }}>
        <Typography.Title level={2} style={{ fontSize: 14, margin: 0 }}>
          <span data-content>{node.name}</span>
        </Typography.Title>
        <Tag>{w.nodeKind[node.kind] ?? node.kind}</Tag>
        {!node.ran && <Typography.Text type="secondary">{w.notRun}</Typography.Text>}
      </Flex>
      <div>
        {units.map((unit) => (
          <UnitLine key={unit.code} unit={unit} policy={policy} />
        ))}
      </div>
      {outputs.length > 0 && (
        <Typography.Text type="secondary" className="unit-values">
          {w.outputs}
          {outputs.map(([name, each]) => (
            <span key={name} className="code" data-content>
              {name} = {value(each)}
            </span>
          ))}
        </Typography.Text>
      )}
    </section>
  );
}

function UnitLine({ unit, policy }: { unit: Unit; policy: string | undefined }) {
  const w = useWords(pageWords);
  const say = useText();
  const value = useValue();
  const values = Object.entries(unit.values);
  return (
    <div className="unit">
      <UnitStatus status={unit.status} />
      <div>
        <div className="unit-line">
          <span data-content>{say(unit.title)}</span>
          {FINDABLE.includes(unit.kind) && (
            <Tooltip title={w.ruleDecisions}>
              <Link to="/decisions" search={{ rule: unit.code, policy }} className="code" data-content>
                {unit.code}
              </Link>
            </Tooltip>
          )}
          {unit.error && (
            <Typography.Text type="danger" data-content>
              {unit.error}
            </Typography.Text>
          )}
        </div>
        <div className="unit-values code num">
          {unit.source && (
            <Typography.Text type="secondary" className="code" data-content>
              {unit.source}
            </Typography.Text>
          )}
          {values.map(([name, each]) => (
            <span key={name} data-content>
              {name} = <strong>{value(each)}</strong>
            </span>
          ))}
          {unit.missing.length > 0 && (
            <Typography.Text type="warning">
              {w.missing} <span data-content>{unit.missing.join('、')}</span>
            </Typography.Text>
          )}
        </div>
      </div>
    </div>
  );
}
