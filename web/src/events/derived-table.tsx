import { Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { type Column, RecordTable } from '../kit/record-table';
import { words } from './words';

type Derived = Schemas['DerivedView'];

/** What rules can know of protected fields. */
export function DerivedTable({ derived }: { derived: Derived[] }) {
  const w = useWords(words);
  const say = useText();
  const columns: Column<Derived>[] = [
    {
      key: 'name',
      title: w.code,
      width: 190,
      value: (row) => row.name,
      render: (row) => <span className="code">{row.name}</span>,
    },
    {
      key: 'title',
      title: w.name,
      width: 260,
      value: (row) => say(row.title),
      render: (row) => <span data-content>{say(row.title)}</span>,
    },
    { key: 'type', title: w.fieldType, width: 90, value: (row) => w.type[row.type as keyof typeof w.type] },
    {
      key: 'of',
      title: w.field,
      width: 190,
      value: (row) => row.of,
      render: (row) => <span className="code">{row.of}</span>,
    },
  ];
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 15, marginTop: 0 }}>
        {w.derivedTitle}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{w.derivedNote}</Typography.Paragraph>
      <RecordTable
        name="scene-derived"
        label={w.derivedTitle}
        columns={columns}
        rows={derived}
        rowKey={(row) => row.name}
      />
    </section>
  );
}
