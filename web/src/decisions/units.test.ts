import { expect, test } from 'vitest';
import { allNodes, judged, type Node, tally, type Unit } from './units';

const unit = (code: string, status: string): Unit => ({
  code,
  kind: 'rule',
  title: { zh: code, en: code },
  status,
  source: '',
  values: {},
  missing: [],
  error: null,
});
const node = (name: string, units: Unit[], sub: Node[] = []): Node => ({
  node: name,
  name,
  kind: 'rules',
  ran: true,
  outputs: {},
  units,
  sub,
});
const nodes = [
  node(
    'a',
    [unit('1', 'hit'), unit('2', 'done'), unit('3', 'unknown')],
    [node('b', [unit('4', 'hit'), unit('5', 'failed')])],
  ),
  node('c', [unit('6', 'missed'), unit('7', 'skipped')]),
];

test('nodes of sub-decisions follow theirs', () => {
  expect(allNodes(nodes).map((each) => each.node)).toEqual(['a', 'b', 'c']);
});

test('an assignment is neither hit nor missed', () => {
  expect(judged(nodes[0]!).map((each) => each.code)).toEqual(['1', '3']);
});

test('every unit is counted once under what became of it', () => {
  expect(tally(nodes)).toEqual({ all: 6, hit: 2, missed: 1, unknown: 1, failed: 1 });
});
