import { http, type Schemas } from '../../api/client';
import type { EntriesSearch } from './routes';

export type Entry = Schemas['EntryView'];
export type EntryPage = Schemas['EntryPage'];

/** The filter of the page as the API takes it. */
export const conditions = (search: EntriesSearch) => ({
  standing: search.standing,
  source: search.source,
  expiring_days: search.expiring,
  q: search.q,
});

/** One page of entries, for export. */
export async function fetchEntries(code: string, search: EntriesSearch, cursor: string | undefined) {
  const { data, error } = await http.GET('/api/v1/lists/{code}/entries', {
    params: { path: { code }, query: { ...conditions(search), cursor, limit: 500 } },
  });
  if (error) throw error;
  return data as EntryPage;
}
