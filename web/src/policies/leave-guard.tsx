import { useBlocker } from '@tanstack/react-router';
import { App } from 'antd';
import { useWords } from '../kit/language';
import { words } from './words';

/** Asks before changes are lost: to another page of the console, and to another site. */
export function useLeaveGuard(dirty: boolean) {
  const w = useWords(words);
  const { modal } = App.useApp();
  useBlocker({
    enableBeforeUnload: dirty,
    shouldBlockFn: async ({ current, next }) => {
      if (!dirty || current.pathname === next.pathname) return false;
      const leaves = await modal.confirm({
        title: w.leave,
        content: w.leaveNote,
        okText: w.leaveYes,
        cancelText: w.stay,
        okButtonProps: { danger: true },
      });
      return !leaves;
    },
  });
}
