import { render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Schemas } from '../../api/client';
import { AppearanceProvider } from '../../kit/appearance';
import { RunOutcome, RunState, useElapsed } from './run-state';

type Run = Schemas['RunView'];
const run = (more: Partial<Run>): Run => ({
  id: 'job_1',
  code: 'lake.seal',
  title: { zh: '封存', en: 'Seal' },
  state: 'running',
  requested_by: '',
  requested_by_name: '',
  created_at: '2026-05-28T20:00:00+00:00',
  started_at: null,
  finished_at: null,
  elapsed_us: null,
  progress: null,
  result: null,
  told: null,
  error: null,
  ...more,
});

beforeEach(() => localStorage.setItem('language', 'zh'));
const show = (element: React.ReactNode) => render(<AppearanceProvider>{element}</AppearanceProvider>);

test('a run at work shows how far it is', () => {
  const progress = { done: 30, total: 120, message: { zh: '件已封存', en: 'sealed' } };
  show(<RunOutcome run={run({ progress })} />);
  expect(screen.getByRole('progressbar', { name: '件已封存' })).toBeTruthy();
  expect(screen.getByText(/25%/)).toBeTruthy();
  expect(screen.getByText('30 / 120 件已封存')).toBeTruthy();
});

test('a run with nothing to do yet is no division by nothing', () => {
  show(<RunOutcome run={run({ progress: { done: 0, total: 0, message: { zh: '件', en: 'x' } } })} />);
  expect(screen.queryByText(/NaN/)).toBeNull();
});

test('a failed run says why, a finished one what it did', () => {
  const progress = { done: 1, total: 9, message: { zh: '件', en: 'x' } };
  show(<RunOutcome run={run({ state: 'failed', progress, error: { zh: '磁盘满了', en: 'Disk full' } })} />);
  expect(screen.getByText('磁盘满了')).toBeTruthy();
  expect(screen.queryByRole('progressbar')).toBeNull();
  show(<RunOutcome run={run({ state: 'succeeded', told: { zh: '封存了 9 件', en: '9 sealed' } })} />);
  expect(screen.getByText('封存了 9 件')).toBeTruthy();
});

test.each(['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const)('%s has a word', (state) => {
  const { container } = show(<RunState run={run({ state })} />);
  expect(container.textContent).toMatch(/[\u4e00-\u9fff]/);
});

function Took({ us }: { us: number | null }) {
  return <span>{useElapsed()(us)}</span>;
}

test.each([
  [null, '—'],
  [1_234_000, '1.2 秒'],
  [600_000_000, '10 分'],
])('%s microseconds are said as %s', (us, said) => {
  show(<Took us={us} />);
  expect(screen.getByText(said)).toBeTruthy();
});
