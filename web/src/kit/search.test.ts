import { expect, test } from 'vitest';
import { choice, choices, flag, number, text, whole } from './search';

test('what is malformed in an address is left out', () => {
  expect(whole('12')).toBe(12);
  expect(whole('1.5')).toBeUndefined();
  expect(whole('')).toBeUndefined();
  expect(number('1.5')).toBe(1.5);
  expect(number('x')).toBeUndefined();
  expect(number(null)).toBeUndefined();
  expect(text(0)).toBe('0');
  expect(text('')).toBeUndefined();
  expect(choice('b', ['a', 'b'])).toBe('b');
  expect(choice('z', ['a', 'b'])).toBeUndefined();
  expect(choices(['b', 'z'], ['a', 'b'])).toEqual(['b']);
  expect(choices('a', ['a', 'b'])).toEqual(['a']);
  expect(choices('z', ['a'])).toBeUndefined();
  expect(flag('true')).toBe(true);
  expect(flag('no')).toBeUndefined();
});
