import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useText, useWords } from '../kit/language';
import type { Row } from './filter';
import { AGGREGATES, type ListSearch, listRoute, ORIGINS, STATUSES } from './routes';
import { words } from './words';

/** The filters of the list; all of them live in the address. */
export function ListFilters({ rows }: { rows: Row[] }) {
  const w = useWords(words);
  const say = useText();
  const search = listRoute.useSearch();
  const navigate = listRoute.useNavigate();
  const set = (change: ListSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const scenes = new Map(rows.map((row) => [row.scene, say(row.scene_title)]));
  const among = <T extends string>(codes: readonly T[], named: Record<T, string>) =>
    codes.map((value) => ({ value, label: named[value] }));
  return (
    <>
      <Input
        allowClear
        prefix={<SearchOutlined />}
        style={{ width: 240 }}
        placeholder={w.search}
        aria-label={w.search}
        value={search.q ?? ''}
        onChange={(event) => set({ q: event.target.value || undefined })}
      />
      <Select
        allowClear
        style={{ width: 160 }}
        placeholder={w.allScenes}
        aria-label={w.scene}
        value={search.scene}
        options={[...scenes].map(([value, label]) => ({ value, label }))}
        onChange={(scene) => set({ scene })}
      />
      <Select
        allowClear
        style={{ width: 160 }}
        placeholder={w.allAggregates}
        aria-label={w.aggregate}
        value={search.aggregate}
        options={among(AGGREGATES, w.aggregates)}
        onChange={(aggregate) => set({ aggregate })}
      />
      <Select
        allowClear
        style={{ width: 120 }}
        placeholder={w.allOrigins}
        aria-label={w.origin}
        value={search.origin}
        options={among(ORIGINS, w.origins)}
        onChange={(origin) => set({ origin })}
      />
      <Select
        allowClear
        style={{ width: 120 }}
        placeholder={w.allStatuses}
        aria-label={w.status}
        value={search.status}
        options={among(STATUSES, w.statuses)}
        onChange={(status) => set({ status })}
      />
    </>
  );
}
