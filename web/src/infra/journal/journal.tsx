import { Button, Drawer, Space, Typography } from 'antd';
import { api, byCursor, http, type Schemas } from '../../api/client';
import { useMay } from '../../frame/session';
import { everyRow } from '../../kit/export';
import { useWords } from '../../kit/language';
import { Page } from '../../kit/page';
import { RecordTable } from '../../kit/record-table';
import { Change, type Names } from './change';
import { useColumnsOfJournal } from './columns';
import { JournalFilter } from './journal-filter';
import { journalRoute, type JournalSearch } from './routes';
import { Verify } from './verify';
import { words } from './words';

export type Row = Schemas['JournalRow'];

async function fetchPage(query: JournalSearch & { cursor?: string }) {
  const { data, error } = await http.GET('/api/v1/journal', { params: { query: { ...query, limit: 500 } } });
  if (!data) throw error;
  return data;
}

/** Every change ever made: filter, time line of a subject, verify, export. */
export default function Journal() {
  const w = useWords(words);
  const may = useMay();
  const { row: chosen, ...search } = journalRoute.useSearch();
  const navigate = journalRoute.useNavigate();
  const change = (changed: JournalSearch) =>
    void navigate({ search: (old: JournalSearch) => ({ ...old, ...changed }) });
  const params = { query: { ...search, limit: 100 } };
  const found = api.useInfiniteQuery('get', '/api/v1/journal', { params }, byCursor);
  const names: Names = Object.assign({}, ...(found.data?.pages.map((page) => page.names) ?? []));
  const rows = found.data?.pages.flatMap((page) => page.items);
  const open = rows?.find((row) => row.seq === chosen);
  const setOpen = (row: Row | undefined) => change({ row: row?.seq });
  const filtered = Object.values(search).some((value) => value !== undefined);
  const whole = new URLSearchParams(Object.entries(search).filter(([, value]) => value));
  const extra = (
    <Space>
      <Button href={`/api/v1/journal/export?kind=ndjson&${whole.toString()}`}>{w.exportAll}</Button>
      {may('journal.verify') && <Verify />}
    </Space>
  );
  return (
    <Page title={w.title} note={w.note} extra={extra}>
      {search.subject && (
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          <span data-content>{w.timelineOf(search.subject)}</span>{' '}
          <Button type="link" onClick={() => change({ subject: undefined })}>
            {w.endTimeline}
          </Button>
        </Typography.Title>
      )}
      <RecordTable
        name="journal"
        label={w.title}
        columns={useColumnsOfJournal(setOpen, names)}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={filtered ? () => void navigate({ search: {} }) : undefined}
        hint={w.none}
        everything={(progress) => everyRow((cursor) => fetchPage({ ...search, cursor }), progress)}
        filters={<JournalFilter search={search} change={change} />}
      />
      <Drawer
        open={!!open}
        onClose={() => setOpen(undefined)}
        size={720}
        title={<span data-content>{open && `${open.seq} · ${open.action}`}</span>}
      >
        {open && (
          <>
            <Change before={open.before} after={open.after} names={names} />
            <Typography.Paragraph type="secondary" style={{ marginTop: 16 }}>
              {w.hash}{' '}
              <Typography.Text code copyable data-content style={{ wordBreak: 'break-all' }}>
                {open.hash}
              </Typography.Text>
            </Typography.Paragraph>
          </>
        )}
      </Drawer>
    </Page>
  );
}
