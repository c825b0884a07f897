import dayjs from 'dayjs';
import type { Schemas } from '../api/client';
import { Chart } from '../kit/chart';
import { useWords } from '../kit/language';
import { LEVEL, OUTCOME_LEVEL, OUTCOMES } from '../kit/palette';
import { words as kitWords } from '../kit/words';
import { words } from './words';

type Props = { slots: Schemas['SlotView'][]; title: string };

/** Decisions by outcome over time, stacked. */
export function OutcomeChart({ slots, title }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const option = {
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: slots.map((slot) => dayjs(slot.at).format('HH:mm')),
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1 },
    series: OUTCOMES.map((outcome) => ({
      name: k.outcome[outcome],
      type: 'bar',
      stack: 'all',
      barCategoryGap: '25%',
      itemStyle: { color: LEVEL[OUTCOME_LEVEL[outcome]] },
      data: slots.map((slot) => slot.counts[outcome] ?? 0),
    })),
  };
  return <Chart option={option} height={230} label={w.chartOf(title)} />;
}
