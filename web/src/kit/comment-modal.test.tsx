import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { AppearanceProvider } from './appearance';
import { CommentModal } from './comment-modal';

beforeEach(() => localStorage.setItem('language', 'en'));

const show = (onConfirm: (comment: string) => Promise<unknown>, onClose = vi.fn()) => {
  render(
    <AppearanceProvider>
      <CommentModal open title="Return" onClose={onClose} onConfirm={onConfirm} />
    </AppearanceProvider>,
  );
  return onClose;
};

test('nothing happens without a comment', async () => {
  const confirm = vi.fn();
  show(confirm);
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  expect(await screen.findByText('Write a comment')).toBeTruthy();
  expect(confirm).not.toHaveBeenCalled();
});

test('the comment is handed over, then the window closes', async () => {
  const confirm = vi.fn().mockResolvedValue(undefined);
  const close = show(confirm);
  await userEvent.type(screen.getByLabelText('Comment'), 'too wide');
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(confirm).toHaveBeenCalledWith('too wide');
});

test('a refusal is shown and the window stays', async () => {
  const problem = { status: 409, code: 'x', title: 'Conflict', detail: 'Somebody else decided first' };
  const close = show(() => Promise.reject(problem));
  await userEvent.type(screen.getByLabelText('Comment'), 'no');
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  expect(await screen.findByText('Somebody else decided first')).toBeTruthy();
  expect(close).not.toHaveBeenCalled();
});
