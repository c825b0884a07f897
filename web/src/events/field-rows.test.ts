import { expect, test } from 'vitest';
import type { Schemas } from '../api/client';
import { brief } from './brief';
import { fieldRows } from './field-rows';

const field = (name: string, sensitivity = 'C1', more: object = {}) =>
  ({ name, type: 'string', sensitivity, title: { zh: name, en: name }, ...more }) as Schemas['FieldView'];
const scene = { fields: [field('phone', 'C2'), field('channel')] };
const derived = [{ name: 'phone_valid', of: 'phone', type: 'boolean', title: { zh: '', en: 'Well-formed' } }];
const event = {
  data: { mystery: '***', channel: 'app', phone_valid: true, phone: '138****8000' },
  masked: ['phone', 'mystery'],
  unknown: ['mystery'],
};

test('fields come in the order of the scene, what is derived below its field, unknown ones last', () => {
  const rows = fieldRows(event, scene, derived);
  expect(rows.map((row) => row.name)).toEqual(['phone', 'phone_valid', 'channel', 'mystery']);
  expect(rows[1]!.of?.name).toBe('phone');
  expect(rows.map((row) => row.masked)).toEqual([true, false, false, true]);
  expect(rows[3]).toMatchObject({ unknown: true, level: 'C3' });
});

test('a field that was not sent says so, without a scene everything sent is still there', () => {
  expect(fieldRows({ ...event, data: {} }, scene)[0]).toMatchObject({ name: 'phone', sent: false });
  expect(fieldRows(event, undefined).map((row) => row.name)).toEqual(Object.keys(event.data));
});

test('in brief, an event says whom it is about first', () => {
  const fields = [
    field('note'),
    field('paid', 'C1', { required: true }),
    field('who', 'C1', { subject: 'customer' }),
  ];
  const say = (text: { en: string }) => text.en;
  const words = { yes: 'Yes', no: 'No' };
  expect(brief({ note: 'n', paid: false, who: 'C1' }, fields, say, words, 2)).toBe('who C1 · paid No');
  expect(brief({ who: null, note: 'n' }, fields, say, words)).toBe('note n');
});
