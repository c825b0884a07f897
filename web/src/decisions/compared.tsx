import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useWords } from '../kit/language';
import { words } from '../kit/words';

/** A value of an event or an indicator as people read it. */
export function useValue() {
  const { number } = useFigures();
  const k = useWords(words);
  return (value: unknown): string => {
    if (value === null || value === undefined) return '—';
    if (typeof value === 'number') return number(value);
    if (typeof value === 'boolean') return value ? k.yes : k.no;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** Both sides of a simple comparison: what there was, and what it was held against. */
export function Compared({ reason }: { reason: Schemas['ReasonView'] }) {
  const say = useValue();
  // That yes equals yes is in the title already.
  if (!reason.operator || typeof reason.value === 'boolean') return null;
  return (
    <span className="code num" data-content>
      {say(reason.value)} {reason.operator} {say(reason.threshold)}
    </span>
  );
}
