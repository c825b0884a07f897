import { Alert, Flex, Table, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { words } from './words';

type Good = Schemas['PreviewRow'];
type Bad = Schemas['RefusedRow'];

/** What an import would do: the lines it would add, and those it would leave out and why. */
export function ImportPreview({ plan, file }: { plan: Schemas['PreviewView']; file: string }) {
  const w = useWords(words);
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary" data-content>
        {file}
      </Typography.Text>
      <Alert
        type={plan.accepted ? 'info' : 'error'}
        showIcon
        title={plan.accepted ? w.wouldAdd(plan.accepted) : w.nothingToAdd}
        description={plan.accepted && plan.waits ? w.wouldWait : undefined}
      />
      <RefusedRows rows={plan.refused} count={plan.refused_count} />
      {plan.rows.length > 0 && (
        <section aria-label={w.goodRows}>
          <Heading text={w.goodRows} listed={plan.rows.length} count={plan.accepted} />
          <Table<Good>
            size="small"
            rowKey="line"
            dataSource={plan.rows}
            pagination={false}
            scroll={{ y: 260, x: 760 }}
            columns={[
              { title: w.line, dataIndex: 'line', width: 60, align: 'right' },
              {
                title: w.value,
                width: 180,
                render: (_, row) => (
                  <span className="code" data-content>
                    {row.value}
                  </span>
                ),
              },
              { title: w.reason, render: (_, row) => <span data-content>{row.reason}</span> },
              {
                title: w.source,
                width: 130,
                render: (_, row) => <span data-content>{row.source || '—'}</span>,
              },
              {
                title: w.expires,
                width: 150,
                render: (_, row) => (row.expires_at ? <Moment at={row.expires_at} /> : w.never),
              },
            ]}
          />
        </section>
      )}
    </Flex>
  );
}

/** The lines that stay out, each with its problem and remedy. */
export function RefusedRows({ rows, count }: { rows: Bad[]; count: number }) {
  const w = useWords(words);
  const say = useText();
  if (!rows.length) return null;
  return (
    <section aria-label={w.badRows}>
      <Flex vertical gap={8}>
        <Alert type="warning" showIcon title={w.wouldRefuse(count)} />
        <Heading text={w.badRows} listed={rows.length} count={count} />
        <Table<Bad>
          size="small"
          rowKey="line"
          dataSource={rows}
          pagination={false}
          scroll={{ y: 220 }}
          columns={[
            { title: w.line, dataIndex: 'line', width: 80, align: 'right' },
            { title: w.problem, render: (_, row) => say(row.problem) },
          ]}
        />
      </Flex>
    </section>
  );
}

function Heading({ text, listed, count }: { text: string; listed: number; count: number }) {
  const w = useWords(words);
  return (
    <Flex gap={8} align="baseline" style={{ marginBottom: 6 }}>
      <strong>{text}</strong>
      {listed < count && <Typography.Text type="secondary">{w.firstRows(listed)}</Typography.Text>}
    </Flex>
  );
}
