import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { Schemas } from '../api/client';
import { AppearanceProvider } from '../kit/appearance';
import { RerunResult } from './rerun-result';

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem('language', 'zh');
});

const verdict = (changed: Partial<Schemas['Verdict']>): Schemas['Verdict'] => ({
  policy: 'payment',
  version: 1,
  outcome: 'reject',
  score: 70,
  limit: null,
  rate: null,
  term: null,
  reasons: [
    { code: 'BIG', title: { zh: '金额过大', en: 'Too large' }, value: 6400, operator: '>', threshold: 5000 },
  ],
  ...changed,
});

function show(rerun: Partial<Schemas['Rerun']>) {
  const whole: Schemas['Rerun'] = {
    before: verdict({}),
    after: verdict({ version: 2 }),
    changed: [],
    units: [],
    recomputed: [],
    uncertain: [],
    trace: { nodes: [], text: { zh: [], en: [] }, indicators: {}, missing: [], problem: null },
    ...rerun,
  };
  return inRouter(<RerunResult rerun={whole} />);
}

async function inRouter(content: ReactNode) {
  const root = createRootRoute({ component: () => <AppearanceProvider>{content}</AppearanceProvider> });
  const list = createRoute({ getParentRoute: () => root, path: '/decisions' });
  const router = createRouter({
    routeTree: root.addChildren([list]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  await router.load();
  render(<RouterProvider router={router as never} />);
}

test('the same result is said to be the same', async () => {
  await show({});
  expect(await screen.findByText('结果完全相同')).toBeTruthy();
  expect(screen.getByText('每条规则的下场都相同')).toBeTruthy();
  expect(screen.getAllByText('6,400 > 5,000')).toHaveLength(2);
});

test('what differs is named, rule by rule, and what is uncertain is not hidden', async () => {
  await show({
    after: verdict({ version: 2, outcome: 'pass', score: 0, reasons: [] }),
    changed: ['outcome', 'score', 'reasons'],
    units: [
      { node: 'r', code: 'BIG', title: { zh: '金额过大', en: 'Too large' }, before: 'hit', after: null },
    ],
    recomputed: ['paid_1h'],
    uncertain: ['paid_1h'],
  });
  expect((await screen.findByRole('status')).textContent).toContain('结论、分数、理由');
  expect(screen.getByText('没有这条')).toBeTruthy();
  expect(screen.getByText('没有理由：没有规则命中')).toBeTruthy();
  expect(screen.getAllByText('paid_1h')).toHaveLength(2);
});
