import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Schemas } from '../api/client';
import { AppearanceProvider } from '../kit/appearance';
import { ProblemsPanel } from './problems-panel';

const problem: Schemas['PolicyProblem'] = {
  text: { zh: '没有名为 amuont 的数据', en: 'There is no amuont' },
  node: 'r',
  where: 'rules[2].c1',
  part: 'rules',
  row: 2,
  key: null,
  column: 'c1',
  position: 4,
  warning: false,
};
const whole = {
  ...problem,
  node: '',
  row: null,
  position: null,
  warning: true,
  text: { zh: '提醒甲', en: 'Careful' },
};
const flow = { nodes: [{ id: 'r', name: '准入', position: { x: 0, y: 0 } }], edges: [] };

beforeEach(() => localStorage.setItem('language', 'zh'));

const show = (problems: Schemas['PolicyProblem'][], onOpen = vi.fn()) => {
  render(
    <AppearanceProvider>
      <ProblemsPanel
        check={{ data: { problems, errors: 0 }, error: null, isFetching: false }}
        flow={flow}
        onOpen={onOpen}
      />
    </AppearanceProvider>,
  );
  return onOpen;
};

test('a problem says its node, row and character, and a click goes there', async () => {
  const onOpen = show([problem]);
  expect(screen.getByText('准入 · 第 3 行 · 第 5 个字符')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /amuont/ }));
  expect(onOpen).toHaveBeenCalledWith(problem);
});

test('a warning about the whole document has no place to go to', () => {
  show([whole]);
  expect(screen.getByText('整个文档')).toBeTruthy();
  expect((screen.getByRole('button') as HTMLButtonElement).disabled).toBe(true);
});

test('without problems it says so', () => {
  show([]);
  expect(screen.getByText('没有问题')).toBeTruthy();
});
