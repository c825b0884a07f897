import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { Schemas } from '../../api/client';
import { AppearanceProvider } from '../../kit/appearance';
import { LakeFaults } from './lake-faults';

const lake = (checked: Schemas['LakeCheck'] | null) => ({ checked }) as Schemas['LakeView'];
const show = (checked: Schemas['LakeCheck'] | null) =>
  render(
    <AppearanceProvider>
      <LakeFaults lake={lake(checked)} />
    </AppearanceProvider>,
  );

beforeEach(() => localStorage.setItem('language', 'zh'));

test('a sound or unchecked lake says nothing', () => {
  show(null);
  show({ at: '2026-05-28T20:00:00+00:00', count: 0, faults: [] });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('faults are counted and named with their file', async () => {
  const faults = [
    { path: 'scene=payment/day=2026-05-28/part-1-2.parquet', problem: { zh: '文件不见了', en: 'Gone' } },
  ];
  show({ at: '2026-05-28T20:00:00+00:00', count: 1, faults });
  expect(screen.getByText('有 1 处不符')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /问题/ }));
  expect(await screen.findByText(/part-1-2\.parquet/)).toBeTruthy();
  expect(screen.getByText('文件不见了')).toBeTruthy();
});
