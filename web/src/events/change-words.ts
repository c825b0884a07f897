import type { Text } from '../kit/language';
import type { zh } from './words';

type Words = typeof zh;
type Say = (text: Text) => string;

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

/** A value of a scene document in words: `value` is JSON text, `what` the property it is of. */
export function said(w: Words, say: Say, what: string, value: string | null): string {
  if (value === null) return '—';
  const read: unknown = JSON.parse(value);
  if (isText(read)) return say(read);
  if (typeof read === 'boolean') return read ? w.yes : w.no;
  if (Array.isArray(read)) return read.join(w.yes === 'Yes' ? ', ' : '、') || '—';
  if (typeof read === 'string') return named(w, what, read);
  if (typeof read === 'object' && read !== null) return field(w, say, read as Record<string, unknown>);
  return read === null ? '—' : String(read);
}

/** A whole field that came or went: its title, then type and class. */
function field(w: Words, say: Say, read: Record<string, unknown>): string {
  const title = isText(read.title) ? say(read.title) : '';
  const parts = [title, named(w, 'type', String(read.type ?? '')), String(read.sensitivity ?? '')];
  return parts.filter(Boolean).join(' · ');
}

function named(w: Words, what: string, code: string): string {
  const table = { type: w.type, kind: w.kind, subject: w.subject }[what] as
    Record<string, string> | undefined;
  return table?.[code] ?? code;
}
