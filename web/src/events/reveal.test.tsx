import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Schemas } from '../api/client';
import { AppearanceProvider } from '../kit/appearance';
import { Reveal } from './reveal';

const event = { scene: 's', id: 'e/1', masked: ['phone'] } as Schemas['EventView'];
const asked: string[] = [];

const show = (permissions: string[], shown = event) => {
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/v1/me') return Response.json({ id: 'usr_1', permissions, csrf: 'c' });
    asked.push(`${request.method} ${pathname}`);
    return Response.json({ ...event, masked: [] });
  });
  const onClear = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <Reveal event={shown} clear={undefined} onClear={onClear} />
      </AppearanceProvider>
    </QueryClientProvider>,
  );
  return onClear;
};

beforeEach(() => {
  localStorage.setItem('language', 'en');
  asked.length = 0;
});

test('revealing says first that the journal keeps it, then hands over the clear values', async () => {
  const onClear = show(['decision.reveal']);
  const button = screen.getByRole('button', { name: /Reveal/ });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  await userEvent.click(button);
  expect(await screen.findByText(/The journal will keep who looked/)).toBeTruthy();
  expect(asked).toEqual([]);
  await userEvent.click(screen.getAllByRole('button', { name: /Reveal/ }).at(-1)!);
  await waitFor(() => expect(onClear).toHaveBeenCalledOnce());
  expect(onClear.mock.calls[0]![0].masked).toEqual([]);
  expect(asked).toEqual(['POST /api/v1/events/s/e%2F1/reveal']);
});

test('who may not reveal finds the button disabled', async () => {
  show(['event.read']);
  expect(screen.getByRole('button', { name: /Reveal/ }).hasAttribute('disabled')).toBe(true);
});
