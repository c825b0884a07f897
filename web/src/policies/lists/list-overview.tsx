import { Checkbox, Input } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { Page } from '../../kit/page';
import { RecordTable } from '../../kit/record-table';
import { useListColumns, waiting } from './list-columns';
import { listsRoute } from './routes';
import { words } from './words';

type Row = Schemas['ListView'];

/** Every list, with how many entries count, wait and end soon. */
export default function ListOverview() {
  const w = useWords(words);
  const { q, waiting: onlyWaiting } = listsRoute.useSearch();
  const navigate = listsRoute.useNavigate();
  const found = api.useQuery('get', '/api/v1/lists');
  const wanted = (row: Row) =>
    `${row.code} ${row.title.zh} ${row.title.en}`.toLowerCase().includes((q ?? '').toLowerCase()) &&
    (!onlyWaiting || waiting(row) > 0);
  return (
    <Page title={w.title} note={w.note}>
      <RecordTable
        name="lists"
        label={w.title}
        columns={useListColumns()}
        rows={found.data?.filter(wanted)}
        rowKey={(row) => row.code}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={q || onlyWaiting ? () => void navigate({ search: {} }) : undefined}
        hint={w.noLists}
        filters={
          <>
            <Input.Search
              allowClear
              key={q ?? ''}
              style={{ width: 240 }}
              placeholder={w.searchList}
              aria-label={w.searchList}
              defaultValue={q}
              onSearch={(text) =>
                void navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })
              }
            />
            <Checkbox
              checked={!!onlyWaiting}
              onChange={(event) =>
                void navigate({
                  search: (old) => ({ ...old, waiting: event.target.checked || undefined }),
                  replace: true,
                })
              }
            >
              {w.onlyWaiting}
            </Checkbox>
          </>
        }
      />
    </Page>
  );
}
