import { SearchOutlined } from '@ant-design/icons';
import { Button, Typography } from 'antd';
import { useState } from 'react';
import { api, byCursor } from '../api/client';
import { useMay } from '../frame/session';
import { everyRow } from '../kit/export';
import { useWords } from '../kit/language';
import { Page } from '../kit/page';
import { RecordTable } from '../kit/record-table';
import { useColumnsOfDecisions } from './columns';
import { fetchPage } from './records-data';
import { RecordsFilter } from './records-filter';
import { recordsRoute } from './routes';
import { ValueSearch } from './value-search';
import { words } from './words';

/** The list of decisions, newest first. */
export default function Records() {
  const w = useWords(words);
  const may = useMay();
  const search = recordsRoute.useSearch();
  const navigate = recordsRoute.useNavigate();
  const [seeking, setSeeking] = useState(false);
  const params = { query: { ...search, limit: 100 } };
  const found = api.useInfiniteQuery('get', '/api/v1/decisions', { params }, byCursor);
  const columns = useColumnsOfDecisions();
  const filtered = Object.values(search).some((value) => value !== undefined);
  const total = found.data?.pages[0]?.total;
  return (
    <Page
      title={w.title}
      note={w.note}
      extra={
        may('event.read') && (
          <Button icon={<SearchOutlined />} onClick={() => setSeeking(true)}>
            {w.byValue}
          </Button>
        )
      }
    >
      <RecordTable
        name="decisions"
        label={w.title}
        columns={columns}
        rows={found.data?.pages.flatMap((page) => page.items)}
        rowKey={(row) => row.decision_id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={filtered ? () => void navigate({ search: {} }) : undefined}
        hint={w.none}
        everything={(progress) => everyRow((cursor) => fetchPage({ ...search, cursor }), progress)}
        filters={
          <>
            <RecordsFilter
              search={search}
              change={(changed) =>
                void navigate({ search: (old) => ({ ...old, ...changed }), replace: true })
              }
            />
            {total && (
              <Typography.Text type="secondary" className="num">
                {w.total(total.count, total.more)}
              </Typography.Text>
            )}
          </>
        }
      />
      {seeking && <ValueSearch onClose={() => setSeeking(false)} />}
    </Page>
  );
}
