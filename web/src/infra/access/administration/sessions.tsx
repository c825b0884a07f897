import { Select } from 'antd';
import { api } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { Page } from '../../../kit/page';
import { RecordTable } from '../../../kit/record-table';
import { sessionsRoute } from './routes';
import { useColumnsOfSessions } from './session-columns';
import { words } from './words';

/** Everybody's sign-ins that can still be used. */
export default function Sessions() {
  const w = useWords(words);
  const { user } = sessionsRoute.useSearch();
  const navigate = sessionsRoute.useNavigate();
  const found = api.useQuery('get', '/api/v1/sessions', {}, { refetchInterval: 30_000 });
  const people = new Map(found.data?.map((each) => [each.user_id, each.user_name]));
  const clear = user ? () => void navigate({ search: {} }) : undefined;
  return (
    <Page title={w.sessions} note={w.sessionsNote}>
      <RecordTable
        name="sessions"
        label={w.sessions}
        columns={useColumnsOfSessions()}
        rows={found.data?.filter((each) => !user || each.user_id === user)}
        rowKey={(row) => row.id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={clear}
        hint={w.noSessions}
        filters={
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 220 }}
            placeholder={w.anyUser}
            aria-label={w.user}
            value={user}
            options={[...people].map(([value, label]) => ({ value, label }))}
            onChange={(chosen) => void navigate({ search: { user: chosen }, replace: true })}
          />
        }
      />
    </Page>
  );
}
