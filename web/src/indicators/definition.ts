/** The form's state and the definition as packs write it; each becomes the other. */
export type Window = {
  kind: 'sliding' | 'days' | 'months' | 'ever';
  length: number;
  unit: 's' | 'min' | 'h' | 'd';
};
export type Draft = {
  code: string;
  titleZh: string;
  titleEn: string;
  scene?: string;
  key: string[];
  aggregate: string;
  of?: string;
  where: string;
  window: Window;
  current?: 'included' | 'excluded';
  unitZh: string;
  unitEn: string;
};
export type Definition = Record<string, unknown>;

export const EMPTY: Draft = {
  code: '',
  titleZh: '',
  titleEn: '',
  key: [],
  aggregate: 'count',
  where: '',
  window: { kind: 'sliding', length: 1, unit: 'h' },
  unitZh: '',
  unitEn: '',
};

/** What the form does not show (source, match) is carried along in `rest`. */
export function definitionOf(draft: Draft, rest: Definition = {}): Definition {
  const since = draft.aggregate === 'time_since_last';
  const written: Definition = {
    ...rest,
    code: draft.code,
    title: { zh: draft.titleZh, en: draft.titleEn },
    scene: draft.scene,
    key: draft.key.length === 1 ? draft.key[0] : draft.key,
    aggregate: draft.aggregate,
    of: since ? undefined : draft.of,
    where: draft.where.trim() || undefined,
    window: writtenWindow(draft.window),
    current: !since && draft.current === 'excluded' ? 'excluded' : undefined,
    unit: draft.unitZh || draft.unitEn ? { zh: draft.unitZh, en: draft.unitEn } : undefined,
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

function writtenWindow({ kind, length, unit }: Window): unknown {
  if (kind === 'ever') return 'ever';
  return kind === 'sliding' ? `${length}${unit}` : { [kind]: length };
}

const SLIDING = /^([0-9]+)(s|min|h|d)$/;

function windowOf(written: unknown): Window {
  const found = typeof written === 'string' ? SLIDING.exec(written) : null;
  if (found) return { kind: 'sliding', length: Number(found[1]), unit: found[2] as Window['unit'] };
  if (written && typeof written === 'object') {
    const [kind, length] = Object.entries(written)[0] ?? [];
    if (kind === 'days' || kind === 'months') return { kind, length: Number(length), unit: 'd' };
  }
  return { kind: written === 'ever' ? 'ever' : 'sliding', length: 1, unit: 'h' };
}

/** The form's state for a definition, and what the form does not show of it. */
export function draftOf(definition: Definition): { draft: Draft; rest: Definition } {
  const { source, match, ...known } = definition;
  const title = known.title as { zh: string; en: string } | undefined;
  const unit = known.unit as { zh: string; en: string } | undefined;
  const key = known.key as string | string[] | undefined;
  const rest = Object.fromEntries(
    Object.entries({ source, match }).filter(([, value]) => value !== undefined),
  );
  const draft: Draft = {
    code: String(known.code ?? ''),
    titleZh: title?.zh ?? '',
    titleEn: title?.en ?? '',
    scene: known.scene as string | undefined,
    key: Array.isArray(key) ? key : key ? [key] : [],
    aggregate: String(known.aggregate ?? 'count'),
    of: known.of as string | undefined,
    where: String(known.where ?? ''),
    window: windowOf(known.window),
    current: known.current as Draft['current'],
    unitZh: unit?.zh ?? '',
    unitEn: unit?.en ?? '',
  };
  return { draft, rest };
}
