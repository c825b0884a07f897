import { Link } from '@tanstack/react-router';
import { Card, Descriptions, Flex, Space } from 'antd';
import { api } from '../../../api/client';
import { useMay, useMe } from '../../../frame/session';
import { useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { Moment } from '../../../kit/moment';
import { Page } from '../../../kit/page';
import { RecordTable } from '../../../kit/record-table';
import type { User } from './data';
import { Grants } from './grants';
import { OpenWork } from './open-work';
import { userRoute } from './routes';
import { useColumnsOfSessions } from './session-columns';
import { StateTag } from './tags';
import { UserActions } from './user-actions';
import { words } from './words';

/** One person: grants, sign-ins, what is left open. */
export default function UserPage() {
  const { id } = userRoute.useParams();
  const query = api.useQuery('get', '/api/v1/users/{user_id}', { params: { path: { user_id: id } } });
  return <Loaded query={query}>{(user) => <Person user={user} />}</Loaded>;
}

function Person({ user }: { user: User }) {
  const w = useWords(words);
  const may = useMay();
  const me = useMe().data;
  const self = me?.id === user.id;
  const params = { path: { user_id: user.id } };
  const work = api.useQuery('get', '/api/v1/users/{user_id}/open-work', { params });
  const sessions = api.useQuery('get', '/api/v1/sessions', { params: { query: { user: user.id } } });
  const everybody = api.useQuery('get', '/api/v1/users', { params: { query: { limit: 200 } } });
  const names = Object.fromEntries(everybody.data?.items.map((each) => [each.id, each.name]) ?? []);
  const facts = [
    { key: 'id', label: w.id, children: <span data-content>{user.id}</span> },
    { key: 'created', label: w.created, children: <Moment at={user.created_at} /> },
    { key: 'seen', label: w.seen, children: <Moment at={user.seen_at} /> },
    { key: 'factor', label: w.secondFactor, children: user.second_factor ? w.enrolled : w.notEnrolled },
    { key: 'password', label: w.passwordState, children: user.given_password ? w.given : w.own },
    ...(user.disabled_at
      ? [{ key: 'gone', label: w.disabledAt, children: <Moment at={user.disabled_at} /> }]
      : []),
  ];
  const title = (
    <Space>
      <span data-content>{user.name}</span>
      <StateTag state={user.state} />
    </Space>
  );
  return (
    <Page
      title={title}
      name={user.name}
      extra={
        <>
          {may('journal.read') && (
            <Link to="/system/journal" search={{ subject: `user:${user.id}` }}>
              {w.journalOf}
            </Link>
          )}
          {may('user.manage') && <UserActions user={user} self={self} />}
        </>
      }
    >
      <Flex vertical gap={16}>
        <Descriptions size="small" items={facts} column={{ xs: 1, md: 2, xl: 4 }} />
        <Grants user={user} editable={may('user.manage') && !self} names={names} />
        <Card title={w.openWork} size="small">
          <Loaded query={work}>{(data) => <OpenWork work={data} />}</Loaded>
        </Card>
        <Card title={w.sessions} size="small">
          <RecordTable
            name="user-sessions"
            label={w.sessions}
            columns={useColumnsOfSessions().filter((column) => column.key !== 'user')}
            rows={sessions.data}
            rowKey={(row) => row.id}
            pending={sessions.isPending}
            error={sessions.error}
            hint={w.noSessions}
          />
        </Card>
      </Flex>
    </Page>
  );
}
