import { expect, test } from 'vitest';
import { current, visible } from './navigation';

test('a person sees the sections that hold something for them', () => {
  const shown = visible((permission) => permission === 'decision.read');
  expect(shown.map((section) => section.to)).toEqual(['/', '/decisions']);
  expect(shown[1]!.entries.map((entry) => entry.to)).toEqual(['/decisions']);
});

test('nobody sees more than the permissions they hold', () => {
  expect(visible(() => false).map((section) => section.to)).toEqual(['/']);
});

test('a page that any of several permissions opens shows to who holds one', () => {
  const shown = visible((permission) => permission === 'lake.seal');
  expect(shown.map((section) => section.to)).toEqual(['/', '/system']);
  expect(shown[1]!.entries.map((entry) => entry.to)).toEqual(['/system/lake']);
});

test('the entry of an open page is the one above it', () => {
  expect(current('/system/users/usr_1')).toBe('/system/users');
  expect(current('/decisions')).toBe('/decisions');
  expect(current('/')).toBe('/');
  expect(current('/profile')).toBe('');
});
