import { Modal, Typography } from 'antd';
import { useState } from 'react';
import { api, http } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { ProblemAlert } from '../../../kit/problem';
import { words as kitWords } from '../../../kit/words';
import { done, type User, useRefresh } from './data';
import { Ending, OpenWork } from './open-work';
import { words } from './words';

/** Shows what somebody leaves open before switching them off. */
export function DisableModal({ user, onClose }: { user: User; onClose: () => void }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const params = { path: { user_id: user.id } };
  const work = api.useQuery('get', '/api/v1/users/{user_id}/open-work', { params });
  const disable = async () => {
    setBusy(true);
    try {
      await done(http.POST('/api/v1/users/{user_id}/disable', { params }));
      await refresh();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={<span data-content>{w.disableSure(user.name)}</span>}
      width={640}
      okText={w.disable}
      okButtonProps={{ danger: true, disabled: !work.data }}
      cancelText={k.cancel}
      confirmLoading={busy}
      onOk={() => void disable()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{w.disableNote}</Typography.Paragraph>
      <Loaded query={work}>
        {(data) => (
          <>
            <OpenWork work={data} />
            <div style={{ marginTop: 16 }}>
              <Ending work={data} />
            </div>
          </>
        )}
      </Loaded>
      <ProblemAlert error={error} />
    </Modal>
  );
}
