import { Flex, Table, Typography } from 'antd';
import { useWords } from '../../kit/language';
import { type Difference, differences } from './difference';
import { words } from './words';

/** Who is behind the ids that occur in values. */
export type Names = Record<string, string>;
type Props = { before: unknown; after: unknown; names: Names };

const ID = /(?:usr|key)_[0-9A-Z]{26}/g;
const named = (value: string, names: Names) => value.replace(ID, (id) => names[id] ?? id);

/** What a row changed, field by field. */
export function Change({ before, after, names }: Props) {
  const w = useWords(words);
  const found = differences(before, after);
  if (!found.length) return <Typography.Text type="secondary">{w.noChange}</Typography.Text>;
  const cell = (value: string | undefined, gone: boolean) =>
    value === undefined ? (
      '—'
    ) : (
      <Typography.Text delete={gone} data-content style={{ wordBreak: 'break-all', whiteSpace: 'pre-wrap' }}>
        {named(value, names)}
      </Typography.Text>
    );
  const columns = [
    {
      key: 'path',
      title: w.field,
      width: 200,
      render: (_: unknown, row: Difference) => <span data-content>{row.path || '—'}</span>,
    },
    {
      key: 'before',
      title: w.before,
      render: (_: unknown, row: Difference) => cell(row.before, row.after !== undefined),
    },
    { key: 'after', title: w.after, render: (_: unknown, row: Difference) => cell(row.after, false) },
  ];
  return (
    <Table<Difference> size="small" rowKey="path" dataSource={found} columns={columns} pagination={false} />
  );
}

/** The same in one line, for the list. */
export function ChangeLine({ before, after, names }: Props) {
  const found = differences(before, after).slice(0, 3);
  return (
    <Flex vertical>
      {found.map((each) => (
        <Typography.Text key={each.path} ellipsis data-content style={{ maxWidth: 380 }}>
          {named(summary(each), names)}
        </Typography.Text>
      ))}
    </Flex>
  );
}

const summary = ({ path, before, after }: Difference) =>
  [path && `${path}: `, before && `${before} → `, after || '∅'].join('');
