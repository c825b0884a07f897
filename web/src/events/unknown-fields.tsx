import { Empty, Flex, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { type Column, RecordTable } from '../kit/record-table';
import { words } from './words';

type Row = Schemas['UnknownField'];

/** Fields that were sent lately and that the scene does not define. */
export function UnknownFields({ found, lookedAt }: { found: Row[]; lookedAt: number }) {
  const w = useWords(words);
  if (!found.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noUnknown(lookedAt)} />;
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: w.unknown,
      width: 260,
      value: (row) => row.name,
      render: (row) => (
        <span className="code" data-content>
          {row.name}
        </span>
      ),
    },
    { key: 'events', title: w.events, width: 100, align: 'right', value: (row) => row.events },
    {
      key: 'last',
      title: w.lastAt,
      width: 180,
      value: (row) => row.last_at,
      render: (row) => <Moment at={row.last_at} />,
    },
  ];
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">
        {w.unknownLately(lookedAt)} {w.unknownNote}
      </Typography.Text>
      <RecordTable
        name="scene-unknown"
        label={w.unknown}
        columns={columns}
        rows={found}
        rowKey={(row) => row.name}
      />
    </Flex>
  );
}
