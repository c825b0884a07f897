import { expect, test } from 'vitest';
import { optionOf, plotted } from './line-option';

const named = { value: '值', events: '件', incomplete: '不完整' };
const point = (change: object) => ({
  day: '2026-01-01',
  value: 1,
  events: 2,
  subjects: 1,
  complete: true,
  ...change,
});
const line = (points: object[]) =>
  ({
    code: 'x',
    measure: { zh: '', en: '' },
    unit: null,
    zone: 'UTC',
    points,
    history_from: null,
    notes: [],
  }) as never;

test('a line of all subjects shows its value and how many events counted', () => {
  const { series, yAxis } = optionOf(line([point({}), point({ complete: false })]), named) as never as {
    series: { type: string; data: { value: number }[] }[];
    yAxis: object[];
  };
  expect(series.map((each) => each.type)).toEqual(['line', 'bar']);
  expect(series[1]?.data.map((each) => each.value)).toEqual([2, 2]);
  expect(yAxis).toHaveLength(2);
});

test('a line of one subject has no bars, and what is missing is a gap', () => {
  const points = [
    point({ events: null, subjects: null, value: null }),
    point({ events: null, subjects: null }),
  ];
  const { series } = optionOf(line(points), named) as never as {
    series: { data: { value: number | null }[] }[];
  };
  expect(series).toHaveLength(1);
  expect(series[0]?.data.map((each) => each.value)).toEqual([null, 1]);
});

test('words cannot be plotted', () => {
  expect(plotted(line([point({ value: 'pos', events: null, subjects: null })]))).toBe(false);
  expect(plotted(line([point({})]))).toBe(true);
});
