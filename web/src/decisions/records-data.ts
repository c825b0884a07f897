import { http } from '../api/client';

export type Row = { decision_id: string; scene: string; id: string; outcome: string; decided_at: string };

/** One page of decisions, for export. */
export async function fetchPage(query: { scene?: string; outcome?: string; cursor?: string }) {
  const { data, error } = await http.GET('/api/v1/decisions', {
    params: { query: { ...query, limit: 500 } },
  });
  if (error) throw error;
  return data as { items: Row[]; next?: string | null };
}
