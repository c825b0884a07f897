import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Schemas } from '../api/client';
import { AppearanceProvider } from '../kit/appearance';
import { Reviewing } from './reviewing';

const version = {
  policy: 'loan',
  number: 2,
  status: 'submitted',
  sha256: 'x',
  author: 'usr_ana',
  author_name: 'ana',
  submitter: 'usr_ana',
  created_at: '2026-01-01T00:00:00Z',
  comment: '',
  effect: null,
} as unknown as Schemas['PolicyVersionView'];
const effect = {
  compared: 200,
  changed: 3,
  failed: 0,
  before: { pass: 200 },
  after: { pass: 197, review: 3 },
  changes: [{ before: 'pass', after: 'review', count: 3, examples: ['dec_000012345678'] }],
  reasons_before: { SAME: 4, LESS: 9 },
  reasons_after: { SAME: 4, LESS: 5 },
};
const change = {
  kind: 'changed',
  node: 'r',
  name: '准入',
  path: 'rules.R1.when',
  place: { zh: '规则 R1 的条件', en: 'rule R1, condition' },
  before: 'x > 1',
  after: 'x > 2',
  text: { zh: '…', en: '…' },
};
const review = {
  version,
  live: null,
  changes: [change],
  token: 'seen',
  effect: { last: 200, scenes: { pay: effect } },
};

vi.setConfig({ testTimeout: 30_000 });
let me = { id: 'usr_ben', permissions: ['policy.approve'], csrf: '' };
const sent: [string, unknown][] = [];

beforeEach(() => {
  localStorage.setItem('language', 'zh');
  sent.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === 'POST') sent.push([path, await request.json()]);
    if (path.endsWith('/me')) return Response.json(me);
    if (path.endsWith('/review')) return Response.json(review);
    if (path.endsWith('/scenes'))
      return Response.json([{ code: 'pay', title: { zh: '支付', en: 'Payment' } }]);
    return Response.json(version);
  });
});

// Looking a button up by role walks the whole page: slow where the machine is busy.
const button = async (word: string) =>
  (await screen.findByText(word, {}, { timeout: 10_000 })).closest('button')!;

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <AppearanceProvider>
        <Reviewing version={version} />
      </AppearanceProvider>
    </QueryClientProvider>,
  );

test('the approver sees the difference in words, values side by side, and the effect in figures', async () => {
  show();
  expect(await screen.findByText('规则 R1 的条件', {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.getByText('x > 1')).toBeTruthy();
  expect(screen.getByText('x > 2')).toBeTruthy();
  expect(await screen.findByText('支付', {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.getByText('1.5%')).toBeTruthy();
  expect(screen.getByText('LESS')).toBeTruthy();
  expect(screen.getByText('-4')).toBeTruthy();
  expect(screen.queryByText('SAME')).toBeNull();
  expect(screen.getByRole('link', { name: '12345678' }).getAttribute('href')).toBe(
    '/decisions/dec_000012345678',
  );
});

test('approving shows the token of the difference that was seen', async () => {
  show();
  await userEvent.click(await button('批准并上线'));
  await userEvent.click(await button('确定'));
  await waitFor(() => expect(sent).toHaveLength(1), { timeout: 10_000 });
  expect(sent[0]).toEqual(['/api/v1/policies/loan/versions/2/approve', { review: 'seen', comment: '' }]);
});

test('returning needs a comment', async () => {
  show();
  await userEvent.click(await button('退回'));
  await userEvent.click(await button('确定'));
  expect(await screen.findByText('请写明意见', {}, { timeout: 10_000 })).toBeTruthy();
  expect(sent).toEqual([]);
});

test('who wrote it cannot decide, and is told why', async () => {
  me = { ...me, id: 'usr_ana' };
  show();
  const approve = await button('批准并上线');
  expect((approve as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getByText('这一版是你写的或提交的，要由另一人审批')).toBeTruthy();
  me = { ...me, id: 'usr_ben' };
});

test('who may not approve is told who decides', async () => {
  me = { ...me, permissions: [] };
  show();
  expect(await screen.findByText(/policy.approve/, {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '批准并上线' })).toBeNull();
  me = { ...me, permissions: ['policy.approve'] };
});
