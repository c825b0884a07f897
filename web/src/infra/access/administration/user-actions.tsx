import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { http, isProblem } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { words as kitWords } from '../../../kit/words';
import { done, type User, useRefresh } from './data';
import { DisableModal } from './disable-modal';
import { SecretModal } from './secret-modal';
import { words } from './words';

/** What an administrator may do with somebody else. */
export function UserActions({ user, self }: { user: User; self: boolean }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const { modal, message } = App.useApp();
  const [disabling, setDisabling] = useState(false);
  const [password, setPassword] = useState<string>();
  const params = { path: { user_id: user.id } };
  const tried = async (action: () => Promise<unknown>) => {
    try {
      await action();
      await refresh();
    } catch (problem) {
      void message.error(isProblem(problem) ? problem.detail : k.failed);
    }
  };
  const asked = (title: string, content: string | undefined, action: () => Promise<unknown>) =>
    void modal.confirm({ title, content, okText: k.ok, cancelText: k.cancel, onOk: () => tried(action) });
  const reset = async () =>
    setPassword((await done(http.POST('/api/v1/users/{user_id}/password', { params }))).password);
  const end = () => done(http.DELETE('/api/v1/users/{user_id}/sessions', { params }));
  const resetFactor = () => done(http.POST('/api/v1/users/{user_id}/second-factor/reset', { params }));
  const enable = () => done(http.POST('/api/v1/users/{user_id}/enable', { params }));
  const buttons = (
    <>
      <Button disabled={self} onClick={() => asked(w.resetSure, w.resetNote, reset)}>
        {w.reset}
      </Button>
      {user.second_factor && (
        <Button disabled={self} onClick={() => asked(w.resetFactorSure, w.resetFactorNote, resetFactor)}>
          {w.resetFactor}
        </Button>
      )}
      <Button disabled={self} onClick={() => asked(w.endSure, undefined, end)}>
        {w.endSessions}
      </Button>
      {user.state === 'active' ? (
        <Button danger disabled={self} onClick={() => setDisabling(true)}>
          {w.disable}
        </Button>
      ) : (
        <Button onClick={() => void tried(enable)}>{w.enable}</Button>
      )}
    </>
  );
  return (
    <>
      {self ? (
        <Tooltip title={w.self}>
          <span style={{ display: 'flex', gap: 8 }}>{buttons}</span>
        </Tooltip>
      ) : (
        buttons
      )}
      {disabling && <DisableModal user={user} onClose={() => setDisabling(false)} />}
      <SecretModal label={w.password} secret={password} onClose={() => setPassword(undefined)} />
    </>
  );
}
