import { Link } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import { useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import type { Column } from '../../kit/record-table';
import { ChangeLine, type Names } from './change';
import { actions } from './actions';
import type { Row } from './journal';
import { words } from './words';

/** Who did what to what, and what it changed; `open` shows all of a row. */
export function useColumnsOfJournal(open: (row: Row) => void, names: Names): Column<Row>[] {
  const w = useWords(words);
  const actionWords = useWords(actions);
  const actor = (row: Row) => row.actor.name ?? row.actor.id;
  return [
    {
      key: 'seq',
      title: w.seq,
      width: 90,
      value: (row) => row.seq,
      render: (row) => (
        <Button
          type="link"
          size="small"
          className="num"
          onClick={() => open(row)}
          aria-label={`${w.change} ${row.seq}`}
        >
          {row.seq}
        </Button>
      ),
    },
    {
      key: 'at',
      title: w.at,
      width: 180,
      value: (row) => row.at,
      render: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <Moment at={row.at} seconds />
        </span>
      ),
    },
    {
      key: 'actor',
      title: w.actor,
      width: 170,
      value: actor,
      render: (row) => (
        <Link to="/system/journal" search={{ actor: row.actor.id }}>
          <Typography.Text type="secondary">{w.kinds[row.actor.kind] ?? row.actor.kind}</Typography.Text>{' '}
          <span data-content>{actor(row)}</span>
        </Link>
      ),
    },
    {
      key: 'action',
      title: w.action,
      width: 170,
      value: (row) => row.action,
      render: (row) => (
        <Flex vertical>
          {actionWords[row.action]}
          <Typography.Text type="secondary" data-content style={{ fontSize: 12 }}>
            {row.action}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'subject',
      title: w.subject,
      width: 250,
      value: (row) => `${row.subject.kind}:${row.subject.name ?? row.subject.id}`,
      render: (row) => (
        <Link
          to="/system/journal"
          search={{ subject: `${row.subject.kind}:${row.subject.id}` }}
          aria-label={`${w.timeline} ${row.subject.kind}:${row.subject.name ?? row.subject.id}`}
        >
          <span data-content>{`${row.subject.kind}:${row.subject.name ?? row.subject.id}`}</span>
        </Link>
      ),
    },
    {
      key: 'change',
      title: w.change,
      width: 400,
      value: (row) => JSON.stringify({ before: row.before, after: row.after }),
      render: (row) => <ChangeLine before={row.before} after={row.after} names={names} />,
    },
    {
      key: 'hash',
      title: w.hash,
      width: 520,
      optional: true,
      value: (row) => row.hash,
      render: (row) => <span data-content>{row.hash}</span>,
    },
  ];
}
