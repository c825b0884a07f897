import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from '../../../kit/appearance';
import { CodeModal } from './code-modal';

beforeEach(() => localStorage.setItem('language', 'en'));

const REFUSAL = { status: 422, code: 'wrong_code', title: 'Invalid input', detail: 'The code is wrong.' };

const show = (act: (code: string) => Promise<unknown>) => {
  const close = vi.fn();
  render(
    <AppearanceProvider>
      <CodeModal open title="Disable" label="Code" act={act} onClose={close} />
    </AppearanceProvider>,
  );
  return close;
};

test('nothing is done without a code', async () => {
  const act = vi.fn();
  show(act);
  await userEvent.click(screen.getByRole('button', { name: 'Disable' }));
  expect(await screen.findByText('Fill this in')).toBeTruthy();
  expect(act).not.toHaveBeenCalled();
});

test('a refused code says why and the window stays', async () => {
  const close = show(vi.fn().mockResolvedValue(REFUSAL));
  await userEvent.type(screen.getByLabelText('Code'), '000000');
  await userEvent.click(screen.getByRole('button', { name: 'Disable' }));
  expect(await screen.findByText('The code is wrong.')).toBeTruthy();
  expect(close).not.toHaveBeenCalled();
});

test('an accepted code closes the window as done', async () => {
  const act = vi.fn().mockResolvedValue(undefined);
  const close = show(act);
  await userEvent.type(screen.getByLabelText('Code'), '123456');
  await userEvent.click(screen.getByRole('button', { name: 'Disable' }));
  await vi.waitFor(() => expect(close).toHaveBeenCalledWith(true));
  expect(act).toHaveBeenCalledWith('123456');
});
