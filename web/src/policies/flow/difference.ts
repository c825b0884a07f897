type Content = Record<string, unknown>;

/** Marks the content of one of our nodes as modified when it is, member by member. */
export function differing(now: Content, then: Content, part: string, name?: string): Content {
  if (JSON.stringify(now?.[part] ?? null) === JSON.stringify(then?.[part] ?? null)) return now;
  const marked = { ...now, _diff: { status: 'modified', fields: { [part]: { status: 'modified' } } } };
  if (!name || !Array.isArray(now[part])) return marked;
  const before = new Map(list(then[part]).map((member) => [member[name], JSON.stringify(member)]));
  const members = list(now[part]).map((member) => {
    const old = before.get(member[name]);
    before.delete(member[name]);
    if (old === JSON.stringify(member)) return member;
    return { ...member, _diff: { status: old ? 'modified' : 'added' } };
  });
  const gone = [...before.values()].map((old) => ({
    ...(JSON.parse(old) as Content),
    _diff: { status: 'removed' },
  }));
  return { ...marked, [part]: [...members, ...gone] };
}

const list = (value: unknown) => (Array.isArray(value) ? (value as Content[]) : []);
