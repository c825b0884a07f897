import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import type { Column } from '../../../kit/record-table';
import { words } from './words';

export type Session = Schemas['SessionView'];

/** Who is signed in, from where, since when. */
export function useColumnsOfSessions(): Column<Session>[] {
  const w = useWords(words);
  return [
    {
      key: 'user',
      title: w.user,
      width: 180,
      value: (row) => row.user_name,
      render: (row) => (
        <Link to="/system/users/$id" params={{ id: row.user_id }} data-content>
          {row.user_name}
        </Link>
      ),
    },
    { key: 'carrier', title: w.carrier, width: 100, value: (row) => w.carriers[row.carrier] ?? row.carrier },
    {
      key: 'agent',
      title: w.agent,
      width: 200,
      value: (row) => row.agent,
      render: (row) => <span data-content>{row.agent || '—'}</span>,
    },
    {
      key: 'address',
      title: w.address,
      width: 160,
      value: (row) => row.address,
      render: (row) => <span data-content>{row.address || '—'}</span>,
    },
    {
      key: 'started',
      title: w.started,
      width: 160,
      value: (row) => row.created_at,
      render: (row) => <Moment at={row.created_at} />,
    },
    {
      key: 'seen',
      title: w.seen,
      width: 160,
      value: (row) => row.seen_at,
      render: (row) => <Moment at={row.seen_at} />,
    },
    {
      key: 'ends',
      title: w.ends,
      width: 160,
      value: (row) => row.expires_at,
      render: (row) => <Moment at={row.expires_at} />,
    },
    { key: 'id', title: w.id, width: 280, optional: true, value: (row) => row.id },
  ];
}
