import { Link } from '@tanstack/react-router';
import { Flex, Table, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { words } from './words';

type Found = Schemas['EvidenceView'];

/** The events behind a value, newest first, each a click away. */
export function Evidence({ evidence }: { evidence: Found }) {
  const w = useWords(words);
  const figures = useFigures();
  const { total, events, since } = evidence;
  const shown = (value: Found['events'][number]['value']) =>
    typeof value === 'number' ? figures.number(value) : value === true ? '1' : String(value ?? '—');
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 14, margin: 0 }}>
        {w.behind}
      </Typography.Title>
      <Typography.Text type="secondary">
        {total > events.length ? w.behindMore(events.length, total) : w.behindAll(total)}
        {since && ' · '}
        {since && `${w.behindSince} `}
        {since && <Moment at={since} seconds />}
      </Typography.Text>
      <Table
        size="small"
        rowKey="seq"
        dataSource={events}
        pagination={events.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        locale={{ emptyText: <Typography.Text type="secondary">{w.noneBehind}</Typography.Text> }}
        columns={[
          {
            title: w.event,
            render: (_, event) => (
              <Link to="/events/$scene/$id" params={{ scene: event.scene, id: event.id }}>
                <span className="code" data-content>
                  {event.id}
                </span>
              </Link>
            ),
          },
          { title: w.occurredAt, render: (_, event) => <Moment at={event.occurred_at} seconds /> },
          { title: w.counted, align: 'right', className: 'num', render: (_, event) => shown(event.value) },
        ]}
      />
    </Flex>
  );
}
