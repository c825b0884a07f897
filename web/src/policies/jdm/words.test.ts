import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inChinese } from './say';

const source = readFileSync('node_modules/@gorules/jdm-editor/dist/index.js', 'utf8');
const SAID =
  /\b(?:title|placeholder|label|children|okText|cancelText|displayName|shortDescription|left|description): "([A-Z][a-z][^"\n]*)"/g;
// Words of a child among several: `children: ["Are you sure…", …]`.
const AMONG = /\bchildren: \[\s*"([^"\n]*[A-Za-z]{3}[^"\n]*)"/g;
const CHINESE = /[\u4e00-\u9fff]/;
// Names of things, the same in every language.
const NAMES = new Set(['Esc', 'Ctrl', 'Enter', 'Zen', 'Excel', 'GoRules']);

const found = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((match) => match[1]!))];

test.each([
  ['as properties', SAID],
  ['among children', AMONG],
])('every word the installed editor shows %s is in the dictionary', (_, pattern) => {
  const shown = found(pattern);
  expect(shown.length).toBeGreaterThan(pattern === SAID ? 50 : 0);
  expect(shown.filter((word) => !NAMES.has(word) && !CHINESE.test(inChinese(word)))).toEqual([]);
});

test('sentences that are put together are said whole', () => {
  expect(inChinese('Open problems panel')).toBe('打开problems面板');
  expect(inChinese('Delete nodes')).toBe('删除节点');
  expect(inChinese('amount')).toBe('amount');
});
