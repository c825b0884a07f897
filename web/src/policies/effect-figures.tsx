import { Flex, Statistic, Table, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { OutcomeTag } from '../kit/outcome-tag';
import { api } from '../api/client';
import { EffectExamples } from './effect-examples';
import { words } from './words';

type Counts = Record<string, number>;

/** The effect of a version on recent decisions, scene by scene. */
export function EffectFigures({ report }: { report: Schemas['EffectReport'] }) {
  const w = useWords(words);
  const say = useText();
  const scenes = api.useQuery('get', '/api/v1/scenes');
  const found = Object.entries(report.scenes).filter(([, effect]) => effect.compared > 0);
  if (!found.length) return <Typography.Text type="secondary">{w.effectNone}</Typography.Text>;
  return (
    <Flex vertical gap={20}>
      {found.map(([scene, effect]) => (
        <Flex key={scene} vertical gap={12}>
          <Typography.Text strong>
            {say(scenes.data?.find((s) => s.code === scene)?.title) || scene}
          </Typography.Text>
          <Headline effect={effect} />
          <Flex gap={24} wrap align="start">
            <Shift label={w.outcomes} before={effect.before} after={effect.after} outcome />
            <Shift label={w.reasonCounts} before={effect.reasons_before} after={effect.reasons_after} />
          </Flex>
          <EffectExamples changes={effect.changes} />
        </Flex>
      ))}
    </Flex>
  );
}

function Headline({ effect }: { effect: Schemas['Effect'] }) {
  const w = useWords(words);
  const { percent } = useFigures();
  const share = percent(effect.changed / effect.compared);
  return (
    <Flex gap={40} wrap>
      <Statistic title={w.compared} value={effect.compared} />
      <Statistic title={w.changedOutcomes} value={effect.changed} suffix={<small>{share}</small>} />
      <Statistic title={w.failedRules} value={effect.failed} />
    </Flex>
  );
}

/** Counts before and after, with what moved. */
function Shift({
  label,
  before,
  after,
  outcome,
}: {
  label: string;
  before: Counts;
  after: Counts;
  outcome?: boolean;
}) {
  const w = useWords(words);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const all = names.map((name) => ({ name, was: before[name] ?? 0, is: after[name] ?? 0 }));
  const rows = outcome ? all : all.filter((row) => row.is !== row.was);
  const moved = (by: number) => (by > 0 ? `+${by}` : by === 0 ? '—' : String(by));
  return (
    <Table
      size="small"
      aria-label={label}
      rowKey="name"
      pagination={false}
      dataSource={rows}
      locale={{ emptyText: w.sameReasons }}
      style={{ minWidth: 340 }}
      columns={[
        {
          title: label,
          dataIndex: 'name',
          render: (name: string) =>
            outcome ? <OutcomeTag outcome={name} /> : <span className="code">{name}</span>,
        },
        { title: w.before, dataIndex: 'was', align: 'right', className: 'num' },
        { title: w.after, dataIndex: 'is', align: 'right', className: 'num' },
        {
          title: '±',
          align: 'right',
          className: 'num',
          render: (_, row) => (
            <Typography.Text strong={row.is !== row.was} type={row.is === row.was ? 'secondary' : undefined}>
              {moved(row.is - row.was)}
            </Typography.Text>
          ),
        },
      ]}
    />
  );
}
