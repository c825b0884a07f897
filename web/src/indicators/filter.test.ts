import { expect, test } from 'vitest';
import { filtered, type Row } from './filter';

const row = (change: Partial<Row>): Row => ({
  code: 'pays_1h',
  title: { zh: '一小时笔数', en: 'Payments in an hour' },
  scene: 'payment',
  scene_title: { zh: '支付', en: 'Payment' },
  key: ['customer_id'],
  aggregate: 'count',
  window: { zh: '最近 1 小时', en: 'in the last hour' },
  unit: null,
  origin: 'pack',
  status: 'live',
  pending: null,
  ready: true,
  description: { zh: '说明', en: 'Description' },
  uses: 0,
  ...change,
});
const rows = [row({}), row({ code: 'own', origin: 'own', status: 'draft', scene: 'login' })];

test('each filter narrows the list, and words are sought in both languages', () => {
  expect(filtered(rows, {})).toHaveLength(2);
  expect(filtered(rows, { origin: 'own' }).map((r) => r.code)).toEqual(['own']);
  expect(filtered(rows, { scene: 'payment' }).map((r) => r.code)).toEqual(['pays_1h']);
  expect(filtered(rows, { q: ' 一小时 ' })).toHaveLength(2);
  expect(filtered(rows, { q: 'OWN' }).map((r) => r.code)).toEqual(['own']);
  expect(filtered(rows, { aggregate: 'sum' })).toEqual([]);
});

test('a live indicator with a version that waits is found under both', () => {
  const waiting = [row({ pending: 'submitted' })];
  expect(filtered(waiting, { status: 'submitted' })).toHaveLength(1);
  expect(filtered(waiting, { status: 'live' })).toHaveLength(1);
  expect(filtered(waiting, { status: 'retired' })).toHaveLength(0);
});
