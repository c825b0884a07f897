import { Flex, Table, Tag } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { said } from './change-words';
import { words } from './words';

type Change = Schemas['ChangeView'];
const COLOUR = { added: 'success', removed: 'error', changed: 'processing' } as const;

/** What changed between two versions of a scene, in words. */
export function ChangeTable({ changes, label }: { changes: Change[]; label: string }) {
  const w = useWords(words);
  const say = useText();
  const cell = (change: Change, value: string | null) => (
    <span data-content style={{ overflowWrap: 'anywhere' }}>
      {said(w, say, change.what, value)}
    </span>
  );
  return (
    <section aria-label={label}>
      <Table<Change>
        size="small"
        rowKey={(row) => `${row.field}/${row.what}/${row.change}`}
        dataSource={changes}
        pagination={false}
        scroll={{ x: 720 }}
        columns={[
          {
            title: w.place,
            width: 240,
            render: (_, row) => (
              <Flex gap={6} wrap align="baseline">
                {row.field ? <span className="code">{row.field}</span> : <span>{w.theScene}</span>}
                {row.what && <span>{w.property[row.what as keyof typeof w.property] ?? row.what}</span>}
              </Flex>
            ),
          },
          {
            title: w.how,
            width: 90,
            render: (_, row) => <Tag color={COLOUR[row.change]}>{w.change[row.change]}</Tag>,
          },
          { title: w.before, render: (_, row) => cell(row, row.before) },
          { title: w.after, render: (_, row) => cell(row, row.after) },
        ]}
      />
    </section>
  );
}
