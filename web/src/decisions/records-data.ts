import { http, type Schemas } from '../api/client';
import type { RecordsSearch } from './routes';

export type Row = Schemas['DecisionItem'];

/** One page of decisions, for export. */
export async function fetchPage(query: RecordsSearch & { cursor?: string }) {
  const { data, error } = await http.GET('/api/v1/decisions', {
    params: { query: { ...query, limit: 500 } },
  });
  if (error) throw error;
  return data;
}
