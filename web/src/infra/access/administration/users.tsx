import { PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api, byCursor } from '../../../api/client';
import { useMay } from '../../../frame/session';
import { everyRow } from '../../../kit/export';
import { useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import { Page } from '../../../kit/page';
import { type Column, RecordTable } from '../../../kit/record-table';
import { type User, usersPage } from './data';
import { NewUser } from './new-user';
import { usersRoute } from './routes';
import { GrantTags, StateTag, useGrantName } from './tags';
import { UsersFilter } from './users-filter';
import { words } from './words';

function useColumnsOfUsers(): Column<User>[] {
  const w = useWords(words);
  const nameOf = useGrantName();
  return [
    {
      key: 'name',
      title: w.name,
      width: 180,
      value: (row) => row.name,
      render: (row) => (
        <Link to="/system/users/$id" params={{ id: row.id }} data-content>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'state',
      title: w.state,
      width: 100,
      value: (row) => w.states[row.state],
      render: (row) => <StateTag state={row.state} />,
    },
    {
      key: 'grants',
      title: w.grants,
      width: 380,
      value: (row) => row.grants.map(nameOf).join('; '),
      render: (row) => (row.grants.length ? <GrantTags grants={row.grants} /> : '—'),
    },
    { key: 'sessions', title: w.sessionsCount, width: 100, align: 'right', value: (row) => row.sessions },
    {
      key: 'seen',
      title: w.seen,
      width: 160,
      value: (row) => row.seen_at,
      render: (row) => <Moment at={row.seen_at} />,
    },
    {
      key: 'created',
      title: w.created,
      width: 160,
      value: (row) => row.created_at,
      render: (row) => <Moment at={row.created_at} />,
    },
    { key: 'id', title: w.id, width: 280, optional: true, value: (row) => row.id },
  ];
}

/** Everybody who may sign in. */
export default function Users() {
  const w = useWords(words);
  const may = useMay();
  const search = usersRoute.useSearch();
  const navigate = usersRoute.useNavigate();
  const [adding, setAdding] = useState(false);
  const params = { query: { ...search, limit: 100 } };
  const found = api.useInfiniteQuery('get', '/api/v1/users', { params }, byCursor);
  const filtered = Object.values(search).some((value) => value !== undefined);
  const add = may('user.manage') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {w.newUser}
    </Button>
  );
  return (
    <Page title={w.users} note={w.usersNote} extra={add}>
      <RecordTable
        name="users"
        label={w.users}
        columns={useColumnsOfUsers()}
        rows={found.data?.pages.flatMap((page) => page.items)}
        rowKey={(row) => row.id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={filtered ? () => void navigate({ search: {} }) : undefined}
        everything={(progress) => everyRow((cursor) => usersPage({ ...search, cursor }), progress)}
        filters={
          <UsersFilter
            search={search}
            change={(changed) => void navigate({ search: (old) => ({ ...old, ...changed }), replace: true })}
          />
        }
      />
      {adding && <NewUser onClose={() => setAdding(false)} />}
    </Page>
  );
}
