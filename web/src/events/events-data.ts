import { http, type Schemas } from '../api/client';
import type { EventsSearch } from './routes';

export type Page = Schemas['EventPage'];

/** The filter of the page as the API takes it. */
export function conditions(search: EventsSearch) {
  return {
    scene: search.scene,
    since: search.since,
    until: search.until,
    late: search.lateness && search.lateness === 'late',
  };
}

/** One page of events; a value to look for goes into the body, never into an address. */
export async function fetchEvents(
  search: EventsSearch,
  value: string | undefined,
  cursor: string | undefined,
  limit: number,
): Promise<Page> {
  const given = { ...conditions(search), cursor, limit };
  const { data, error } = value
    ? await http.POST('/api/v1/events/search', { body: { ...given, value } })
    : await http.GET('/api/v1/events', { params: { query: { ...given, event_id: search.id } } });
  if (error) throw error;
  return data as Page;
}
