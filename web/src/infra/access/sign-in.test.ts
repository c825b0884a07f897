import { expect, test } from 'vitest';
import { within } from './sign-in';

test('after signing in a person stays within the console', () => {
  expect(within('/decisions?scene=payment')).toBe('/decisions?scene=payment');
  expect(within(undefined)).toBe('/');
  expect(within('https://elsewhere.example')).toBe('/');
  expect(within('//elsewhere.example')).toBe('/');
  expect(within('/\\elsewhere.example')).toBe('/');
});
