import type { Schemas } from '../api/client';
import type { EChartsCoreOption } from 'echarts/core';

type Line = Schemas['IndicatorLine'];
type Named = { value: string; events: string; incomplete: string };

/** Whether there is a number to draw on any day. */
export const plotted = (line: Line) =>
  line.points.some((point) => typeof point.value === 'number' || (point.events ?? 0) > 0);

/** The chart of a daily line: its value, and as bars behind it how many events counted. Days that are not complete are hollow. */
export function optionOf(line: Line, named: Named): EChartsCoreOption {
  const perDay = line.points.some((point) => point.events !== null);
  const valued = line.points.some((point) => typeof point.value === 'number');
  const faint = (complete: boolean) => ({ opacity: complete ? 0.35 : 0.15 });
  return {
    grid: { left: 12, right: 12, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: line.points.map((point) => point.day.slice(5)) },
    yAxis: [
      { type: 'value', scale: !perDay },
      ...(perDay && valued ? [{ type: 'value', splitLine: { show: false } }] : []),
    ],
    series: [
      ...(valued ? [valueSeries(line, named)] : []),
      ...(perDay
        ? [
            {
              name: named.events,
              type: 'bar',
              yAxisIndex: valued ? 1 : 0,
              barMaxWidth: 14,
              data: line.points.map((point) => ({ value: point.events, itemStyle: faint(point.complete) })),
            },
          ]
        : []),
    ],
  };
}

function valueSeries(line: Line, named: Named) {
  return {
    name: named.value,
    type: 'line',
    z: 3,
    connectNulls: false,
    data: line.points.map((point) => ({
      value: typeof point.value === 'number' ? point.value : null,
      symbol: point.complete ? 'circle' : 'emptyCircle',
      symbolSize: point.complete ? 5 : 8,
    })),
  };
}
