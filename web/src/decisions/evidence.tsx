import { Link } from '@tanstack/react-router';
import { Alert, Drawer, Flex, Tag, Typography } from 'antd';
import { api, type Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Moment } from '../kit/moment';
import { OutcomeTag } from '../kit/outcome-tag';
import { type Column, RecordTable } from '../kit/record-table';
import { useValue } from './compared';
import { pageWords } from './page-words';
import { words } from './words';

type Props = { id: string; indicator: Schemas['IndicatorThen']; onClose: () => void };
type Row = Schemas['EvidenceEvent'];

/** The events that a value came from, and whether they explain it entirely. */
export function EvidenceDrawer({ id, indicator, onClose }: Props) {
  const w = useWords(pageWords);
  const say = useText();
  const params = { path: { decision_id: id, code: indicator.code } };
  const query = api.useQuery('get', '/api/v1/decisions/{decision_id}/indicators/{code}/events', { params });
  return (
    <Drawer
      open
      size={760}
      title={<span data-content>{w.evidenceOf(say(indicator.title))}</span>}
      onClose={onClose}
    >
      <Loaded query={query}>{(evidence) => <Events evidence={evidence} />}</Loaded>
    </Drawer>
  );
}

function Events({ evidence }: { evidence: Schemas['Evidence'] }) {
  const w = useWords(pageWords);
  const d = useWords(words);
  const say = useText();
  const value = useValue();
  const columns: Column<Row>[] = [
    {
      key: 'event',
      title: d.event,
      width: 220,
      value: (row) => row.id,
      render: (row) => (
        <Flex gap={6} align="center">
          <Link
            to={'/events/$scene/$id' as '/'}
            params={{ scene: row.scene, id: row.id } as never}
            className="code"
            data-content
          >
            {row.id}
          </Link>
          {row.itself && <Tag color="blue">{w.itself}</Tag>}
          {row.late && <Tag>{d.late}</Tag>}
        </Flex>
      ),
    },
    {
      key: 'at',
      title: d.occurred,
      width: 170,
      value: (row) => row.occurred_at,
      render: (row) => <Moment at={row.occurred_at} seconds />,
    },
    {
      key: 'value',
      title: w.brings,
      width: 130,
      align: 'right',
      value: (row) => value(row.value),
      render: (row) => <span data-content>{value(row.value)}</span>,
    },
    {
      key: 'outcome',
      title: d.outcome,
      width: 120,
      value: (row) => row.outcome,
      render: (row) =>
        row.decision_id && row.outcome ? (
          <Link to="/decisions/$id" params={{ id: row.decision_id }} aria-label={`${d.outcome} ${row.id}`}>
            <OutcomeTag outcome={row.outcome} />
          </Link>
        ) : (
          <Typography.Text type="secondary">{w.fact}</Typography.Text>
        ),
    },
  ];
  return (
    <Flex vertical gap={12}>
      <Flex gap={16} align="baseline" wrap>
        <Typography.Title level={3} style={{ margin: 0 }} className="num">
          <span data-content>{say(evidence.words)}</span>
        </Typography.Title>
        <Typography.Text type="secondary" data-content>
          {say(evidence.window)}
        </Typography.Text>
      </Flex>
      <Verdict evidence={evidence} />
      <Typography.Text>{w.evidenceCount(evidence.count, evidence.items.length)}</Typography.Text>
      <RecordTable
        name="evidence"
        label={w.evidence}
        columns={columns.filter(
          (column) => column.key !== 'value' || evidence.items.some((row) => row.value != null),
        )}
        rows={evidence.items}
        rowKey={(row) => String(row.seq)}
        hint={w.noEvents}
      />
    </Flex>
  );
}

function Verdict({ evidence }: { evidence: Schemas['Evidence'] }) {
  const w = useWords(pageWords);
  if (!evidence.complete) return <Alert type="warning" showIcon title={w.incomplete} />;
  if (evidence.agrees) return <Alert type="success" showIcon title={w.agrees} />;
  return <Alert type="warning" showIcon title={w.disagrees} />;
}
