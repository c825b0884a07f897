import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { api, byCursor, type Schemas } from '../../api/client';
import { useMay, useMe } from '../../frame/session';
import { everyRow } from '../../kit/export';
import { useWords } from '../../kit/language';
import { RecordTable } from '../../kit/record-table';
import { conditions, type Entry, fetchEntries } from './entries-data';
import { useEntryColumns } from './entry-columns';
import { EntryFilters } from './entry-filters';
import { mayDo } from './may-do';
import type { EntriesSearch } from './routes';
import { SettleBar } from './settle-bar';
import { words } from './words';

type Props = {
  list: Schemas['ListView'];
  search: EntriesSearch;
  onSearch: (change: Partial<EntriesSearch>) => void;
  onClear: () => void;
  onLookUp: (value: string) => void;
};

/** The entries of a list, newest first; those that wait can be chosen and settled together. */
export function EntryTable({ list, search, onSearch, onClear, onLookUp }: Props) {
  const w = useWords(words);
  const may = useMay();
  const me = useMe().data;
  const [picked, setPicked] = useState<string[]>([]);
  const columns = useEntryColumns(list);
  const params = { path: { code: list.code }, query: { ...conditions(search), limit: 100 } };
  const found = api.useInfiniteQuery('get', '/api/v1/lists/{code}/entries', { params }, byCursor);
  const rows = found.data?.pages.flatMap((page) => page.items as Entry[]);
  const { entry: _, ...filter } = search;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const refused = (row: Entry) => {
    const { confirm } = mayDo(row, { id: me?.id ?? '', may });
    return confirm ? confirm.refusal && w[confirm.refusal] : w.notWaiting;
  };
  const picking = {
    picked,
    onPick: setPicked,
    refused,
    named: (row: Entry) => row.value,
  };
  const pickable = rows?.filter((row) => !refused(row)).map((row) => row.id) ?? [];
  const settles = list.two_person && may('list.approve');
  return (
    <Flex vertical gap={12}>
      <Waiting list={list} search={search} onSearch={onSearch} />
      <SettleBar
        code={list.code}
        picked={rows?.filter((row) => picked.includes(row.id)) ?? []}
        pickable={settles ? pickable.length : 0}
        onPickAll={() => setPicked(pickable)}
        onDone={() => setPicked([])}
      />
      <RecordTable
        name={`list-${list.code}`}
        label={w.entry}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={filtered ? onClear : undefined}
        hint={w.noEntries}
        everything={(progress) => everyRow((cursor) => fetchEntries(list.code, search, cursor), progress)}
        picking={settles ? picking : undefined}
        filters={<EntryFilters list={list} search={search} onSearch={onSearch} onLookUp={onLookUp} />}
      />
    </Flex>
  );
}

const WAITING = ['pending', 'removing'] as const;

function Waiting({ list, search, onSearch }: Pick<Props, 'list' | 'search' | 'onSearch'>) {
  const w = useWords(words);
  const count = list.counts.pending + list.counts.removing;
  if (!count) return null;
  const shown = WAITING.every((each) => search.standing?.includes(each)) && search.standing?.length === 2;
  return (
    <Alert
      type="info"
      showIcon
      title={w.waitingHere(count)}
      description={w.twoPersonNote}
      action={!shown && <Button onClick={() => onSearch({ standing: [...WAITING] })}>{w.seeWaiting}</Button>}
    />
  );
}
