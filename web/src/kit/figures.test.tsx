import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useFigures } from './figures';

test('figures say their unit, and nothing is a dash', () => {
  const { result } = renderHook(useFigures);
  expect(result.current.number(1234567.5)).toBe('1,234,567.5');
  expect(result.current.percent(0.4567)).toBe('45.7%');
  expect(result.current.micros(1500)).toBe('1.5 ms');
  expect(result.current.bytes(1536)).toBe('1.5 KB');
  expect(result.current.bytes(0)).toBe('0 B');
  expect(result.current.number(null)).toBe('—');
});
