import { Alert, Button, Empty, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { Chart } from '../kit/chart';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { optionOf, plotted } from './line-option';
import { words } from './words';

type Line = Schemas['IndicatorLine'];

/** A daily line as a chart or as numbers, with what its numbers are and where it is not complete. */
export function LineView({ line }: { line: Line }) {
  const w = useWords(words);
  const say = useText();
  const [table, setTable] = useState(false);
  const drawn = plotted(line);
  const tabular = table || !drawn;
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" gap={12} wrap>
        <Typography.Text type="secondary" data-content>
          {say(line.measure)}
          {line.unit && ` (${say(line.unit)})`} · {line.zone}
        </Typography.Text>
        {drawn && (
          <Button size="small" type="text" onClick={() => setTable(!table)}>
            {table ? w.asChart : w.asTable}
          </Button>
        )}
      </Flex>
      {!line.history_from ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noLine} />
      ) : tabular ? (
        <Numbers line={line} />
      ) : (
        <Chart option={optionOf(line, w)} height={240} label={`${w.line}: ${say(line.measure)}`} />
      )}
      {line.notes.map((note) => (
        <Alert key={note.en} type="info" title={say(note)} />
      ))}
      {line.history_from && (
        <Typography.Text type="secondary">
          {w.since} <Moment at={line.history_from} />
        </Typography.Text>
      )}
    </Flex>
  );
}

function Numbers({ line }: { line: Line }) {
  const w = useWords(words);
  const figures = useFigures();
  const shown = (value: Line['points'][number]['value']) =>
    typeof value === 'number' ? figures.number(value) : value === null ? '—' : String(value);
  const perDay = line.points.some((point) => point.events !== null);
  return (
    <Table
      size="small"
      rowKey="day"
      pagination={false}
      scroll={{ y: 240 }}
      dataSource={[...line.points].reverse()}
      columns={[
        {
          title: w.day,
          render: (_, point) => (point.complete ? point.day : `${point.day} (${w.incomplete})`),
        },
        { title: w.value, align: 'right', className: 'num', render: (_, point) => shown(point.value) },
        ...(perDay
          ? [
              { title: w.events, dataIndex: 'events', align: 'right' as const, className: 'num' },
              { title: w.subjects, dataIndex: 'subjects', align: 'right' as const, className: 'num' },
            ]
          : []),
      ]}
    />
  );
}
