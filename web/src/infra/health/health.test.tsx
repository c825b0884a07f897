import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from '../../kit/appearance';
import Health from './health';

const check = (code: string, health: string, remedy: object | null = null) => ({
  code,
  title: { zh: `${code}项`, en: code },
  health,
  sentence: { zh: `${code}的情形`, en: `how ${code} is` },
  remedy,
});

const found = {
  health: 'bad',
  at: '2026-05-28T20:00:00+00:00',
  checks: [
    check('disk', 'ok'),
    check('lake', 'warn', { zh: '去封存', en: 'seal it' }),
    check('jobs', 'bad', { zh: '去重试', en: 'retry it' }),
  ],
};

beforeEach(() => localStorage.setItem('language', 'zh'));
afterEach(() => vi.unstubAllGlobals());

test('the worst comes first, with what to do; what is well asks for nothing', async () => {
  vi.stubGlobal('fetch', async () => Response.json(found));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <Health />
      </AppearanceProvider>
    </QueryClientProvider>,
  );
  expect(await screen.findByText('有需要马上处理的问题')).toBeTruthy();
  const cards = screen.getAllByRole('heading', { level: 2 });
  expect(cards.map((card) => card.textContent)).toEqual(['jobs项', 'lake项', 'disk项']);
  const region = within(screen.getByRole('region', { name: '运行状况' }));
  expect(region.getByText('有问题')).toBeTruthy();
  expect(region.getByText(/去重试/)).toBeTruthy();
  expect(region.getAllByText('怎么办')).toHaveLength(2);
});
