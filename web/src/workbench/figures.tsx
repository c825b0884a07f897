import { Card, Statistic } from 'antd';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useWords } from '../kit/language';
import { words } from './words';

const sum = (slots: Schemas['SlotView'][], outcome?: string) =>
  slots.reduce(
    (all, slot) =>
      all + (outcome ? (slot.counts[outcome] ?? 0) : Object.values(slot.counts).reduce((a, b) => a + b, 0)),
    0,
  );

/** The figures of the day, before any chart. */
export function Figures({ of }: { of: Schemas['DecisionsBlock'] }) {
  const w = useWords(words);
  const { number, percent, micros } = useFigures();
  const hour = sum(of.minutes);
  const day = sum(of.hours);
  const shown: [string, string][] = [
    [w.decisionsHour, number(hour)],
    [w.decisionsDay, number(day)],
    [w.perMinute, number(Math.round((hour / 60) * 10) / 10)],
    [w.rejected, day ? percent(sum(of.hours, 'reject') / day) : '—'],
    [`${w.latency} p50`, micros(of.latency.p50_us)],
    [`${w.latency} p95`, micros(of.latency.p95_us)],
    [`${w.latency} p99`, micros(of.latency.p99_us)],
  ];
  return (
    <Card>
      <div className="figures num">
        {shown.map(([title, value]) => (
          <Statistic key={title} title={title} value={value} />
        ))}
      </div>
    </Card>
  );
}
