import type { Scope } from './data';

export type Branch = Scope & { children?: Branch[] };

/** Scopes as a tree; one whose parent is gone, or that runs in a circle, stands at the top. */
export function branches(scopes: Scope[]): Branch[] {
  const known = new Map<string, Branch>(scopes.map((scope) => [scope.code, { ...scope }]));
  const reachesTop = (scope: Branch, seen = new Set<string>()): boolean => {
    if (seen.has(scope.code)) return false;
    const parent = scope.parent ? known.get(scope.parent) : undefined;
    return !parent || reachesTop(parent, seen.add(scope.code));
  };
  const top: Branch[] = [];
  for (const scope of known.values()) {
    const parent = scope.parent && reachesTop(scope) ? known.get(scope.parent) : undefined;
    if (parent) (parent.children ??= []).push(scope);
    else top.push(scope);
  }
  return top;
}
