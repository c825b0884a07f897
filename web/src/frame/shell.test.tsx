import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from '../kit/appearance';
import { router } from '../router';

const NOBODY = { status: 401, code: 'credentials_missing', title: 'x', detail: 'x' };

beforeEach(() => {
  localStorage.setItem('language', 'zh');
  vi.stubGlobal('fetch', async () => Response.json(NOBODY, { status: 401 }));
});

test('who is not signed in is asked to, once, and comes back to where they were going', async () => {
  await router.navigate({ to: '/system/health' });
  const went = vi.spyOn(router, 'navigate');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <RouterProvider router={router} />
      </AppearanceProvider>
    </QueryClientProvider>,
  );
  expect(await screen.findByLabelText('登录名', {}, { timeout: 15_000 })).toBeTruthy();
  expect(router.state.location.pathname).toBe('/sign-in');
  expect(router.state.location.search).toEqual({ to: '/system/health' });
  expect(went).toHaveBeenCalledOnce();
}, 20_000);
