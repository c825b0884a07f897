import { expect, test } from 'vitest';
import { differing } from './difference';

const rule = (code: string, when = 'x') => ({ code, when });

test('an equal node is left as it is', () => {
  const now = { rules: [rule('A')] };
  expect(differing(now, { rules: [rule('A')] }, 'rules', 'code')).toBe(now);
});

test('members are marked as added, modified and removed', () => {
  const marked = differing(
    { rules: [rule('A', 'y'), rule('N')] },
    { rules: [rule('A'), rule('B')] },
    'rules',
    'code',
  );
  const marks = (marked.rules as { code: string; _diff?: { status: string } }[]).map((r) => [
    r.code,
    r._diff?.status,
  ]);
  expect(marks).toEqual([
    ['A', 'modified'],
    ['N', 'added'],
    ['B', 'removed'],
  ]);
  expect(marked._diff).toEqual({ status: 'modified', fields: { rules: { status: 'modified' } } });
});

test('another policy called is a modified node', () => {
  expect(differing({ key: 'b' }, { key: 'a' }, 'key')).toMatchObject({ _diff: { status: 'modified' } });
});
