import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from './appearance';
import { type Column, RecordTable } from './record-table';

type Row = { id: string; n: number; note: string };
const columns: Column<Row>[] = [
  { key: 'id', title: '编号', width: 100, value: (row) => row.id },
  { key: 'n', title: '数', width: 80, align: 'right', value: (row) => row.n },
  { key: 'note', title: '备注', width: 80, value: (row) => row.note, optional: true },
];
const rows = [{ id: 'A1', n: 3, note: '好' }];

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem('language', 'zh');
});

const show = (props: Partial<Parameters<typeof RecordTable<Row>>[0]>) =>
  render(
    <AppearanceProvider>
      <RecordTable name="t" label="表" columns={columns} rows={rows} rowKey={(row) => row.id} {...props} />
    </AppearanceProvider>,
  );

test('rows, their columns and how many there are', () => {
  show({});
  expect(screen.getByText('A1')).toBeTruthy();
  expect(screen.getByText('共 1 条')).toBeTruthy();
  expect(screen.queryByText('备注')).toBeNull();
});

test('an optional column appears when it is chosen, and is remembered', async () => {
  const first = show({});
  await userEvent.click(screen.getByRole('button', { name: /列/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name: '备注' }));
  expect(screen.getByRole('columnheader', { name: '备注' })).toBeTruthy();
  first.unmount();
  show({});
  expect(screen.getByRole('columnheader', { name: '备注' })).toBeTruthy();
});

test('an empty list says what to do, a filtered one how to widen it', async () => {
  const first = show({ rows: [], hint: '去新建一个' });
  expect(screen.getByText('去新建一个')).toBeTruthy();
  first.unmount();
  const clear = vi.fn();
  show({ rows: [], clear });
  await userEvent.click(screen.getByRole('button', { name: '清除筛选' }));
  expect(clear).toHaveBeenCalledOnce();
});

test('a refused list says why, and a failed one can be tried again', async () => {
  const forbidden = { status: 403, code: 'permission_missing', title: '没有权限', detail: '需要权限 x' };
  const first = show({ rows: undefined, error: forbidden });
  expect(screen.getByText('需要权限 x')).toBeTruthy();
  first.unmount();
  const retry = vi.fn();
  show({ rows: undefined, error: new TypeError('network'), retry });
  await userEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(retry).toHaveBeenCalledOnce();
});

test('the next page is asked for', async () => {
  const more = vi.fn();
  show({ more });
  await userEvent.click(screen.getByRole('button', { name: '载入更多' }));
  expect(more).toHaveBeenCalledOnce();
});
