import type { Schemas } from '../api/client';
import type { ListSearch } from './routes';

export type Row = Schemas['IndicatorSummary'];

/** The rows that a filter leaves; words are looked for in both languages. */
export function filtered(rows: Row[], search: ListSearch): Row[] {
  const wanted = (search.q ?? '').trim().toLowerCase();
  return rows.filter(
    (row) =>
      (!search.scene || row.scene === search.scene) &&
      (!search.aggregate || row.aggregate === search.aggregate) &&
      (!search.origin || row.origin === search.origin) &&
      (!search.status || row.status === search.status || row.pending === search.status) &&
      (!wanted || said(row).includes(wanted)),
  );
}

const said = (row: Row) =>
  [row.code, row.title.zh, row.title.en, row.description.zh, row.description.en, ...row.key]
    .join('\n')
    .toLowerCase();
