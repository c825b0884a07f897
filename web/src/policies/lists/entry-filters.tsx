import { Input, Select } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { type EntriesSearch, STANDINGS } from './routes';
import { words } from './words';

type Props = {
  list: Schemas['ListView'];
  search: EntriesSearch;
  onSearch: (change: Partial<EntriesSearch>) => void;
  onLookUp: (value: string) => void;
};

const PERIODS = [7, 30, 90];

/** What narrows the entries of a list; a protected value is looked up, never written into the address. */
export function EntryFilters({ list, search, onSearch, onLookUp }: Props) {
  const w = useWords(words);
  const sources = api.useQuery('get', '/api/v1/lists/{code}/sources', {
    params: { path: { code: list.code } },
  });
  const counts: Partial<Record<string, number>> = list.counts;
  const clear = list.sensitivity === 'C1';
  const standing = (value: (typeof STANDINGS)[number]) =>
    counts[value] === undefined ? w.standing[value] : `${w.standing[value]} ${counts[value]}`;
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 220 }}
        placeholder={w.anyStanding}
        aria-label={w.standingTitle}
        value={search.standing}
        options={STANDINGS.map((value) => ({ value, label: standing(value) }))}
        onChange={(value) => onSearch({ standing: value.length ? value : undefined })}
      />
      <Select
        allowClear
        showSearch
        style={{ width: 150 }}
        placeholder={w.allSources}
        aria-label={w.source}
        value={search.source}
        options={sources.data?.filter(Boolean).map((value) => ({ value, label: value }))}
        onChange={(source) => onSearch({ source })}
      />
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={w.anyExpiry}
        aria-label={w.expires}
        value={search.expiring}
        options={PERIODS.map((value) => ({ value, label: w.within(value) }))}
        onChange={(expiring) => onSearch({ expiring })}
      />
      {clear && (
        <Input.Search
          allowClear
          key={search.q ?? ''}
          style={{ width: 180 }}
          placeholder={w.searchEntry}
          aria-label={w.searchEntry}
          defaultValue={search.q}
          onSearch={(q) => onSearch({ q: q || undefined })}
        />
      )}
      <Input.Search
        allowClear
        style={{ width: 180 }}
        placeholder={w.lookUp}
        aria-label={w.lookUp}
        autoComplete="off"
        onSearch={(value) => value.trim() && onLookUp(value.trim())}
      />
    </>
  );
}
