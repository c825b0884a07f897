import { useQueryClient } from '@tanstack/react-query';
import { http, type Schemas } from '../../api/client';

export type Change = 'remove' | 'confirm' | 'refuse';
export type Settled = Schemas['SettledView'];

/** Everything on screen that a change of a list makes stale. */
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1] ?? '').startsWith('/api/v1/lists'),
    });
}

/** Changes one entry; throws what the API says when it refuses. */
export async function changeEntry(change: Change, code: string, entry: string) {
  const params = { path: { code, entry } };
  const { data, error } =
    change === 'remove'
      ? await http.POST('/api/v1/lists/{code}/entries/{entry}/remove', { params })
      : change === 'confirm'
        ? await http.POST('/api/v1/lists/{code}/entries/{entry}/confirm', { params })
        : await http.POST('/api/v1/lists/{code}/entries/{entry}/refuse', { params });
  if (error) throw error;
  return data;
}

const MOST = 500;

/** Settles several entries, as many at a time as the API takes; each is answered for itself. */
export async function settleEntries(change: 'confirm' | 'refuse', code: string, entries: string[]) {
  const settled: Settled[] = [];
  for (let start = 0; start < entries.length; start += MOST) {
    const given = { params: { path: { code } }, body: { entries: entries.slice(start, start + MOST) } };
    const { data, error } =
      change === 'confirm'
        ? await http.POST('/api/v1/lists/{code}/confirm', given)
        : await http.POST('/api/v1/lists/{code}/refuse', given);
    if (error) throw error;
    settled.push(...(data as Settled[]));
  }
  return settled;
}
