import { Link } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { type Column, RecordTable } from '../kit/record-table';
import { StatusTag } from './status-tag';
import { words } from './words';

type Row = Schemas['PolicyVersionView'];
type Props = { code: string; versions: Row[]; live?: number; onDraft?: (number: number) => void };

/** The history of a policy, newest first. */
export function VersionTable({ code, versions, live, onDraft }: Props) {
  const w = useWords(words);
  const columns: Column<Row>[] = [
    {
      key: 'number',
      title: w.versions,
      width: 110,
      value: (row) => row.number,
      render: (row) => (
        <Link to="/policies/$code/versions/$number" params={{ code, number: String(row.number) }}>
          {w.version(row.number)}
        </Link>
      ),
    },
    {
      key: 'status',
      title: w.state,
      width: 90,
      value: (row) => w.status[row.status as keyof typeof w.status],
      render: (row) => <StatusTag status={row.status} />,
    },
    who(
      'author',
      w.author,
      (row) => row.author_name,
      (row) => row.created_at,
    ),
    who(
      'submitter',
      w.submitted,
      (row) => row.submitter_name,
      (row) => row.submitted_at,
    ),
    who(
      'approver',
      w.decided,
      (row) => row.approver_name,
      (row) => row.decided_at,
    ),
    {
      key: 'comment',
      title: w.comment,
      width: 260,
      value: (row) => row.comment,
      render: (row) => (
        <Flex vertical>
          <span data-content>{row.comment || '—'}</span>
          {row.replaced && row.status === 'live' && (
            <Typography.Text type="secondary">{w.replaced(row.replaced)}</Typography.Text>
          )}
        </Flex>
      ),
    },
    {
      key: 'actions',
      title: w.actions,
      width: 230,
      value: () => '',
      render: (row) => (
        <Flex gap={8} wrap>
          {live && row.number !== live && (
            <Link to="/policies/$code/compare" params={{ code }} search={{ before: live, after: row.number }}>
              {w.compareWithLive}
            </Link>
          )}
          {onDraft && (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onDraft(row.number)}>
              {w.draftFrom}
            </Button>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <RecordTable
      name={`policy-${code}`}
      label={w.versions}
      columns={columns}
      rows={versions}
      rowKey={(row) => String(row.number)}
    />
  );
}

/** Who did it, and when. */
function who(
  key: string,
  title: string,
  name: (row: Row) => string | null | undefined,
  at: (row: Row) => string | null | undefined,
): Column<Row> {
  return {
    key,
    title,
    width: 150,
    value: (row) => [name(row), at(row)].filter(Boolean).join(' '),
    render: (row) =>
      name(row) && at(row) ? (
        <Flex vertical>
          <span data-content>{name(row)}</span>
          <Moment at={at(row)} />
        </Flex>
      ) : (
        '—'
      ),
  };
}
