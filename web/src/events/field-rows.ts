import type { Schemas } from '../api/client';
import type { Text } from '../kit/language';

type Scene = Pick<Schemas['SceneView'], 'fields'>;
type Event = Pick<Schemas['EventView'], 'data' | 'masked' | 'unknown'>;
type Derived = Schemas['DerivedView'];

export type FieldRow = {
  name: string;
  title: Text | undefined;
  type: string | undefined;
  level: string | undefined;
  /** The protected field that it is derived from. */
  of: { name: string; title: Text } | undefined;
  value: unknown;
  sent: boolean;
  masked: boolean;
  unknown: boolean;
};

/** An event in the order of its scene: each field followed by what is derived of it, unknown fields last. */
export function fieldRows(event: Event, scene: Scene | undefined, derived: Derived[] = []): FieldRow[] {
  const masked = new Set(event.masked);
  const row = (name: string, more: Partial<FieldRow> = {}): FieldRow => ({
    name,
    title: undefined,
    type: undefined,
    level: undefined,
    of: undefined,
    value: event.data[name],
    sent: name in event.data && event.data[name] !== null,
    masked: masked.has(name),
    unknown: event.unknown.includes(name),
    ...more,
  });
  const rows = (scene?.fields ?? []).flatMap((field) => [
    row(field.name, { title: field.title, type: field.type, level: field.sensitivity }),
    ...derived
      .filter((each) => each.of === field.name)
      .map((each) => row(each.name, { title: each.title, type: each.type, of: field })),
  ]);
  const known = new Set(rows.map((each) => each.name));
  const others = Object.keys(event.data).filter((name) => !known.has(name));
  return [...rows, ...others.map((name) => row(name, event.unknown.includes(name) ? { level: 'C3' } : {}))];
}
