import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { useMe } from '../../frame/session';
import { useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import type { Column } from '../../kit/record-table';
import type { Entry } from './entries-data';
import { EntryActions } from './entry-actions';
import { Expiry } from './expiry';
import { StandingTag } from './list-tags';
import { Person } from './person';
import { words } from './words';

/** The columns of the entries of a list. */
export function useEntryColumns(list: Schemas['ListView']): Column<Entry>[] {
  const w = useWords(words);
  const me = useMe().data;
  const person = (id: string | null, name: string | null) => (id && id === me?.id ? w.me : (name ?? id));
  return [
    {
      key: 'value',
      title: w.value,
      width: 150,
      value: (row) => row.value,
      render: (row) => (
        <Link
          to="/lists/$code"
          params={{ code: list.code }}
          search={(old) => ({ ...old, entry: row.id })}
          className="code"
          data-content
        >
          {row.value}
        </Link>
      ),
    },
    {
      key: 'standing',
      title: w.standingTitle,
      width: 120,
      value: (row) => w.standing[row.standing],
      render: (row) => <StandingTag standing={row.standing} />,
    },
    {
      key: 'reason',
      title: w.reason,
      width: 190,
      value: (row) => row.reason,
      render: (row) => <span data-content>{row.reason}</span>,
    },
    {
      key: 'source',
      title: w.source,
      width: 130,
      value: (row) => row.source,
      render: (row) => <span data-content>{row.source || '—'}</span>,
    },
    {
      key: 'starts',
      title: w.starts,
      width: 140,
      value: (row) => row.starts_at,
      render: (row) => <Moment at={row.starts_at} />,
    },
    {
      key: 'expires',
      title: w.expires,
      width: 140,
      value: (row) => row.expires_at,
      render: (row) => <Expiry entry={row} />,
    },
    {
      key: 'requester',
      title: w.requester,
      width: 110,
      value: (row) => person(row.requester, row.requester_name),
      render: (row) => <Person id={row.requester} name={row.requester_name} />,
    },
    {
      key: 'confirmer',
      title: w.confirmer,
      width: 120,
      value: (row) => person(row.confirmer, row.confirmer_name),
      render: (row) => <Person id={row.confirmer} name={row.confirmer_name} />,
      optional: true,
    },
    {
      key: 'author',
      title: w.author,
      width: 120,
      value: (row) => person(row.author, row.author_name),
      render: (row) => <Person id={row.author} name={row.author_name} />,
      optional: true,
    },
    {
      key: 'created',
      title: w.created,
      width: 140,
      value: (row) => row.created_at,
      render: (row) => <Moment at={row.created_at} />,
      optional: true,
    },
    {
      key: 'actions',
      title: w.actions,
      width: 170,
      value: () => '',
      screenOnly: true,
      render: (row) => <EntryActions entry={row} twoPerson={list.two_person} />,
    },
  ];
}
