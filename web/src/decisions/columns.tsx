import { Link } from '@tanstack/react-router';
import { Flex, Tag, Tooltip } from 'antd';
import { api } from '../api/client';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { OutcomeTag } from '../kit/outcome-tag';
import type { Column } from '../kit/record-table';
import type { Row } from './records-data';
import { words } from './words';

/** The columns of every list of decisions. */
export function useColumnsOfDecisions(): Column<Row>[] {
  const w = useWords(words);
  const say = useText();
  const { number, percent, micros } = useFigures();
  const scenes = api.useQuery('get', '/api/v1/scenes', {}, { staleTime: 60_000 });
  return [
    {
      key: 'event',
      title: w.event,
      width: 200,
      value: (row) => row.id,
      render: (row) => (
        <Link to="/decisions/$id" params={{ id: row.decision_id }} className="code" data-content>
          {row.id}
        </Link>
      ),
    },
    {
      key: 'outcome',
      title: w.outcome,
      width: 110,
      value: (row) => row.outcome,
      render: (row) => <OutcomeTag outcome={row.outcome} />,
    },
    {
      key: 'reasons',
      title: w.reasons,
      width: 360,
      value: (row) => row.reasons.map((reason) => say(reason.title)).join('；'),
      render: (row) => <Reasons row={row} />,
    },
    {
      key: 'score',
      title: w.score,
      width: 80,
      align: 'right',
      value: (row) => row.score,
      render: (row) => number(row.score),
    },
    {
      key: 'scene',
      title: w.scene,
      width: 200,
      value: (row) => say(scenes.data?.find((s) => s.code === row.scene)?.title) || row.scene,
    },
    { key: 'subject', title: w.customer, width: 140, value: (row) => row.subject || null },
    {
      key: 'policy',
      title: w.policy,
      width: 170,
      value: (row) => (row.policy ? `${row.policy.id} v${row.policy.version}` : null),
      render: (row) =>
        row.policy ? (
          <span className="code" data-content>{`${row.policy.id} v${row.policy.version}`}</span>
        ) : (
          <Tag>{w.fallbackTag}</Tag>
        ),
    },
    {
      key: 'at',
      title: w.at,
      width: 160,
      value: (row) => row.decided_at,
      render: (row) => <Moment at={row.decided_at} seconds />,
    },
    {
      key: 'occurred',
      title: w.occurred,
      width: 160,
      value: (row) => row.occurred_at,
      render: (row) => <Moment at={row.occurred_at} seconds />,
    },
    {
      key: 'elapsed',
      title: w.elapsed,
      width: 90,
      align: 'right',
      value: (row) => row.elapsed_us,
      render: (row) => micros(row.elapsed_us),
      optional: true,
    },
    {
      key: 'limit',
      title: w.limit,
      width: 110,
      align: 'right',
      value: (row) => row.limit,
      render: (row) => number(row.limit),
      optional: true,
    },
    {
      key: 'rate',
      title: w.rate,
      width: 90,
      align: 'right',
      value: (row) => row.rate,
      render: (row) => percent(row.rate),
      optional: true,
    },
    { key: 'term', title: w.term, width: 80, align: 'right', value: (row) => row.term, optional: true },
    { key: 'id', title: w.id, width: 270, value: (row) => row.decision_id, optional: true },
  ];
}

function Reasons({ row }: { row: Row }) {
  const say = useText();
  const [first, ...others] = row.reasons;
  if (!first) return <>—</>;
  return (
    <Flex gap={6} align="center">
      <span
        data-content
        style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: 290 }}
      >
        {say(first.title)}
      </span>
      {others.length > 0 && (
        <Tooltip title={<span data-content>{others.map((reason) => say(reason.title)).join('；')}</span>}>
          <Tag tabIndex={0}>+{others.length}</Tag>
        </Tooltip>
      )}
    </Flex>
  );
}
