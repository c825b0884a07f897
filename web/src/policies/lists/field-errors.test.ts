import { expect, test } from 'vitest';
import { fieldErrors } from './field-errors';

const problem = (more: object) => ({ status: 422, code: 'x', title: 'T', detail: 'D', ...more });
const FIELDS = ['value', 'reason', 'expires_at'];

test('a fault shows at the field that the API names, in its words', () => {
  expect(fieldErrors(problem({ field: 'expires_at' }), FIELDS, 'M')).toEqual([
    { name: 'expires_at', errors: ['D'] },
  ]);
});

test('a value that is listed already is a fault of the value', () => {
  expect(fieldErrors(problem({ code: 'list_entry_exists', list: 'l' }), FIELDS, 'M')).toEqual([
    { name: 'value', errors: ['D'] },
  ]);
});

test('each field of a malformed body is named', () => {
  const errors = [
    { field: 'value', in: 'body' },
    { field: 'other', in: 'body' },
  ];
  expect(fieldErrors(problem({ code: 'malformed', errors }), FIELDS, 'M')).toEqual([
    { name: 'value', errors: ['M'] },
  ]);
});

test('what names no field of the form is left for the form as a whole', () => {
  expect(fieldErrors(problem({ field: 'header' }), FIELDS, 'M')).toEqual([]);
  expect(fieldErrors(new TypeError('network'), FIELDS, 'M')).toEqual([]);
});
