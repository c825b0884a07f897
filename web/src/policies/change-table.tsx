import { Tag } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { type Column, RecordTable } from '../kit/record-table';
import { words } from './words';

type Row = Schemas['PolicyChange'] & { at: number };
type Props = { changes: Schemas['PolicyChange'][]; before: string; after: string };
const SIGN: Record<string, string> = { added: '+', removed: '−', changed: '≠' };

const shown = (value: unknown) =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** A difference in words: where, and the value before beside the value after. */
export function ChangeTable({ changes, before, after }: Props) {
  const w = useWords(words);
  const say = useText();
  const value = (key: 'before' | 'after', title: string): Column<Row> => ({
    key,
    title,
    width: 300,
    value: (row) => shown(row[key]),
    render: (row) => (
      <span className="code" data-content style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {key === 'before' && row.kind === 'removed' ? <del>{shown(row.before)}</del> : shown(row[key])}
      </span>
    ),
  });
  const columns: Column<Row>[] = [
    {
      key: 'kind',
      title: w.changes,
      width: 90,
      value: (row) => w.kind[row.kind as keyof typeof w.kind],
      render: (row) => <Tag>{`${SIGN[row.kind]} ${w.kind[row.kind as keyof typeof w.kind]}`}</Tag>,
    },
    {
      key: 'node',
      title: w.node,
      width: 160,
      value: (row) => row.name,
      render: (row) => <span data-content>{row.name}</span>,
    },
    {
      key: 'place',
      title: w.place,
      width: 220,
      value: (row) => say(row.place),
      render: (row) => <span data-content>{say(row.place)}</span>,
    },
    value('before', before),
    value('after', after),
  ];
  return (
    <RecordTable
      name="policy-changes"
      label={w.changes}
      columns={columns}
      rows={changes.map((change, at) => ({ ...change, at }))}
      rowKey={(row) => String(row.at)}
      hint={w.noChanges}
    />
  );
}
