import { describe, expect, it } from 'vitest';
import type { Scope } from './data';
import { type Branch, branches } from './tree';

const scope = (code: string, parent: string | null = null): Scope => ({
  code,
  parent,
  kind: 'unit',
  title: { zh: code, en: code },
  built_in: false,
  scenes: [],
});
const codes = (found: Branch[]): unknown =>
  found.map((each) => (each.children ? [each.code, codes(each.children)] : each.code));

describe('the tree of scopes', () => {
  it('puts each below its parent, whatever comes first', () => {
    const found = branches([scope('cards', 'retail'), scope('bank'), scope('retail', 'bank')]);
    expect(codes(found)).toEqual([['bank', [['retail', ['cards']]]]]);
  });

  it('loses none whose parent is gone or that run in a circle', () => {
    const found = branches([scope('a', 'gone'), scope('b', 'c'), scope('c', 'b')]);
    expect(codes(found)).toEqual(['a', 'b', 'c']);
  });
});
