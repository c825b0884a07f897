/** One place that a change touched; `undefined` where there was or is nothing. */
export type Difference = { path: string; before: string | undefined; after: string | undefined };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** Where two recorded values differ, field by field; what stayed the same is left out. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isObject(before) || isObject(after)) {
    const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return names.flatMap((name) => differences(old[name], now[name], path ? `${path}.${name}` : name));
  }
  const [old, now] = [shown(before), shown(after)];
  return old === now ? [] : [{ path, before: old, after: now }];
}
