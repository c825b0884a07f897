import type { Schemas } from '../api/client';
import type { Text } from '../kit/language';

type Field = Pick<Schemas['FieldView'], 'name' | 'title' | 'required' | 'subject'>;

/** The first things to know of an event: whom it is about, what is required of it, then the rest. */
export function brief(
  data: Record<string, unknown>,
  fields: Field[] | undefined,
  say: (text: Text) => string,
  w: { yes: string; no: string },
  most = 3,
): string {
  const word = (value: unknown) => (typeof value === 'boolean' ? (value ? w.yes : w.no) : String(value));
  const rank = (field: Field) => (field.subject ? 0 : field.required ? 1 : 2);
  const known = [...(fields ?? [])].sort((a, b) => rank(a) - rank(b));
  return known
    .filter((field) => data[field.name] !== undefined && data[field.name] !== null)
    .slice(0, most)
    .map((field) => `${say(field.title)} ${word(data[field.name])}`)
    .join(' · ');
}
