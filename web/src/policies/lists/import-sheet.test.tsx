import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Schemas } from '../../api/client';
import { AppearanceProvider } from '../../kit/appearance';
import { ImportSheet } from './import-sheet';

const list = { code: 'block_phone', two_person: true, sensitivity: 'C2' } as Schemas['ListView'];
const text = 'value,reason\n13800138000,why\n139,\n';
const asked: { path: string; type: string | null; body: string }[] = [];
let answers: Record<string, () => Response>;

beforeEach(() => {
  localStorage.setItem('language', 'en');
  asked.length = 0;
  answers = {
    preview: () =>
      Response.json({
        accepted: 1,
        refused_count: 1,
        waits: true,
        rows: [{ line: 2, value: '138****8000', reason: 'why', source: '', starts_at: '', expires_at: null }],
        refused: [{ line: 3, problem: { zh: '请写原因。', en: 'Give a reason.' } }],
      }),
    import: () => Response.json({ accepted: 1, refused: [] }),
  };
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname;
    asked.push({ path, type: request.headers.get('content-type'), body: await request.text() });
    return answers[path.split('/').at(-1)!]!();
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AppearanceProvider>
        <ImportSheet list={list} open onClose={() => undefined} />
      </AppearanceProvider>
    </QueryClientProvider>,
  );
});

const choose = () =>
  userEvent.upload(
    document.querySelector<HTMLInputElement>('input[type=file]')!,
    new File([text], 'a.csv', { type: 'text/csv' }),
  );

test('a sheet is looked at before anything is written, then imported as it was read', async () => {
  await choose();
  expect(await screen.findByText('Would add 1 entry')).toBeTruthy();
  expect(screen.getByText('Give a reason.')).toBeTruthy();
  expect(screen.getByText('138****8000')).toBeTruthy();
  expect(asked.map((each) => each.path)).toEqual(['/api/v1/lists/block_phone/import/preview']);
  await userEvent.click(screen.getByRole('button', { name: 'Import 1' }));
  expect(await screen.findByText('1 imported')).toBeTruthy();
  expect(asked[1]).toEqual({ path: '/api/v1/lists/block_phone/import', type: 'text/csv', body: text });
});

test('a sheet with the wrong header says so, and nothing can be imported', async () => {
  answers.preview = () =>
    Response.json(
      {
        status: 422,
        code: 'list_entry_invalid',
        title: 'Invalid',
        detail: 'Mend the header',
        field: 'header',
      },
      { status: 422, headers: { 'content-type': 'application/problem+json' } },
    );
  await choose();
  expect(await screen.findByText('Mend the header')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
});
