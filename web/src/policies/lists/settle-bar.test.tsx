import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { AppearanceProvider } from '../../kit/appearance';
import type { Entry } from './entries-data';
import { SettleBar } from './settle-bar';

const entry = (id: string, value: string) => ({ id, value }) as Entry;

test('several are settled at once, and what stayed says why', async () => {
  localStorage.setItem('language', 'en');
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    bodies.push([new URL(request.url).pathname, await request.json()]);
    return Response.json([
      { id: 'a', entry: {}, problem: null },
      { id: 'b', entry: null, problem: { code: 'x', text: { zh: '要另一人', en: 'Another person must' } } },
    ]);
  });
  const done = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <SettleBar
          code="l"
          picked={[entry('a', '138'), entry('b', '139')]}
          pickable={2}
          onPickAll={() => undefined}
          onDone={done}
        />
      </AppearanceProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByText('2 chosen')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Confirm the chosen' }));
  expect(bodies).toEqual([]);
  await userEvent.click(await screen.findByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('Another person must')).toBeTruthy();
  expect(screen.getByText('139')).toBeTruthy();
  expect(bodies).toEqual([['/api/v1/lists/l/confirm', { entries: ['a', 'b'] }]]);
  expect(done).toHaveBeenCalledOnce();
});
