import { Select } from 'antd';
import { api, byCursor } from '../api/client';
import { everyRow } from '../kit/export';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { OutcomeTag } from '../kit/outcome-tag';
import { Page } from '../kit/page';
import { OUTCOMES } from '../kit/palette';
import { type Column, RecordTable } from '../kit/record-table';
import { words as kitWords } from '../kit/words';
import { fetchPage, type Row } from './records-data';
import { recordsRoute } from './routes';
import { words } from './words';

/** The list of decisions, newest first. */
export default function Records() {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const search = recordsRoute.useSearch();
  const navigate = recordsRoute.useNavigate();
  const query = { ...search, limit: 100 };
  const found = api.useInfiniteQuery('get', '/api/v1/decisions', { params: { query } }, byCursor);
  const scenes = api.useQuery('get', '/api/v1/scenes');
  const columns: Column<Row>[] = [
    {
      key: 'at',
      title: w.at,
      width: 160,
      value: (row) => row.decided_at,
      render: (row) => <Moment at={row.decided_at} seconds />,
    },
    {
      key: 'scene',
      title: w.scene,
      width: 120,
      value: (row) => say(scenes.data?.find((s) => s.code === row.scene)?.title) || row.scene,
    },
    {
      key: 'outcome',
      title: w.outcome,
      width: 100,
      value: (row) => row.outcome,
      render: (row) => <OutcomeTag outcome={row.outcome} />,
    },
    { key: 'event', title: w.event, width: 220, value: (row) => row.id },
  ];
  return (
    <Page title={w.title}>
      <RecordTable
        name="decisions"
        label={w.title}
        columns={columns}
        rows={found.data?.pages.flatMap((page) => page.items as Row[])}
        rowKey={(row) => row.decision_id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={search.scene || search.outcome ? () => void navigate({ search: {} }) : undefined}
        hint={w.none}
        everything={(progress) => everyRow((cursor) => fetchPage({ ...search, cursor }), progress)}
        filters={
          <>
            <Select
              allowClear
              style={{ width: 160 }}
              placeholder={w.allScenes}
              aria-label={w.scene}
              value={search.scene}
              options={scenes.data?.map((scene) => ({ value: scene.code, label: say(scene.title) }))}
              onChange={(scene) => void navigate({ search: (old) => ({ ...old, scene }), replace: true })}
            />
            <Select
              allowClear
              style={{ width: 140 }}
              placeholder={w.allOutcomes}
              aria-label={w.outcome}
              value={search.outcome}
              options={OUTCOMES.map((value) => ({ value, label: k.outcome[value] }))}
              onChange={(outcome) => void navigate({ search: (old) => ({ ...old, outcome }), replace: true })}
            />
          </>
        }
      />
    </Page>
  );
}
