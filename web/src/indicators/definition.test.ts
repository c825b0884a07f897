import { expect, test } from 'vitest';
import { definitionOf, draftOf, EMPTY } from './definition';

const WHOLE = {
  code: 'paid_1h',
  title: { zh: '一小时金额', en: 'Paid in an hour' },
  scene: 'payment',
  key: ['customer_id', 'merchant_id'],
  aggregate: 'sum',
  of: 'amount',
  where: 'amount > 1',
  window: '1h',
  current: 'excluded',
  unit: { zh: '元', en: 'CNY' },
  source: { article: '5' },
  match: { login: ['a', 'b'] },
};

test.each([
  WHOLE,
  { ...WHOLE, key: 'customer_id' },
  { ...WHOLE, window: { days: 7 } },
  { ...WHOLE, window: { months: 13 } },
  { ...WHOLE, window: 'ever' },
  { ...WHOLE, window: '90min' },
])('a definition survives the form', (definition) => {
  const { draft, rest } = draftOf(definition);
  expect(definitionOf(draft, rest)).toEqual(definition);
});

test('what is not given is left out, and what an aggregate cannot have as well', () => {
  expect(definitionOf(EMPTY)).toEqual({
    code: '',
    title: { zh: '', en: '' },
    key: [],
    aggregate: 'count',
    window: '1h',
  });
  const since = { ...draftOf(WHOLE).draft, aggregate: 'time_since_last' };
  expect(definitionOf(since)).not.toHaveProperty('of');
  expect(definitionOf(since)).not.toHaveProperty('current');
});
