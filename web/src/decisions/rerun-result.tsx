import { Alert, Card, Flex, Table, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { pageWords } from './page-words';
import { Amounts, Reasons } from './summary';
import { UnitStatus } from './unit-status';
import { words } from './words';

/** Then and again, side by side, and what made the difference. */
export function RerunResult({ rerun }: { rerun: Schemas['Rerun'] }) {
  const w = useWords(pageWords);
  const d = useWords(words);
  const names: Record<string, string> = {
    outcome: d.outcome,
    score: d.score,
    limit: d.limit,
    rate: d.rate,
    term: d.term,
    reasons: d.reasons,
  };
  const different = rerun.changed.length > 0;
  return (
    <Flex vertical gap={16}>
      <Alert
        type={different ? 'warning' : 'success'}
        showIcon
        role="status"
        title={different ? `${w.differs}：${rerun.changed.map((name) => names[name]).join('、')}` : w.same}
      />
      <div className="two-verdicts">
        <Side title={w.then} verdict={rerun.before} />
        <Side title={w.now} verdict={rerun.after} />
      </div>
      <Changes units={rerun.units} />
      {rerun.recomputed.length > 0 && (
        <Typography.Text type="secondary">
          {w.recomputed}：
          <span className="code" data-content>
            {rerun.recomputed.join('、')}
          </span>
        </Typography.Text>
      )}
      {rerun.uncertain.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {w.uncertain}：
              <span className="code" data-content>
                {rerun.uncertain.join('、')}
              </span>
            </>
          }
        />
      )}
    </Flex>
  );
}

function Side({ title, verdict }: { title: string; verdict: Schemas['Verdict'] }) {
  const d = useWords(words);
  return (
    <Card
      size="small"
      title={title}
      extra={
        <span className="code" data-content>
          {verdict.policy ? `${verdict.policy} v${verdict.version}` : '—'}
        </span>
      }
    >
      <Flex vertical gap={12}>
        <Amounts of={verdict} />
        <Reasons of={verdict.reasons} empty={d.noReasons} />
      </Flex>
    </Card>
  );
}

function Changes({ units }: { units: Schemas['UnitChange'][] }) {
  const w = useWords(pageWords);
  const say = useText();
  if (!units.length) return <Typography.Text type="secondary">{w.sameRules}</Typography.Text>;
  const status = (code: string | null) =>
    code ? <UnitStatus status={code} /> : <Typography.Text type="secondary">{w.absent}</Typography.Text>;
  return (
    <Table<Schemas['UnitChange']>
      size="small"
      pagination={false}
      title={() => <strong>{w.changedRules}</strong>}
      rowKey={(row) => `${row.node}/${row.code}`}
      dataSource={units}
      columns={[
        {
          key: 'rule',
          title: w.rules,
          render: (_, row) => <span data-content>{say(row.title) || row.code}</span>,
        },
        { key: 'then', title: w.then, width: 140, render: (_, row) => status(row.before) },
        { key: 'now', title: w.now, width: 140, render: (_, row) => status(row.after) },
      ]}
    />
  );
}
