import { Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { http } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { words as kitWords } from '../../../kit/words';
import { done, useRefresh } from './data';
import { GrantFields, type GrantValues, grantBody } from './grant-fields';
import { SecretModal } from './secret-modal';
import { words } from './words';

type Values = GrantValues & { name: string };

/** Creates somebody, with a first role, and shows the one-time password. */
export function NewUser({ onClose }: { onClose: () => void }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [password, setPassword] = useState<string>();
  const create = async (values: Values) => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { name: values.name, grants: values.role ? [grantBody(values)] : [] };
      setPassword((await done(http.POST('/api/v1/users', { body }))).password);
      void refresh();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (password) return <SecretModal label={w.password} secret={password} onClose={onClose} />;
  return (
    <Modal
      open
      title={w.newUser}
      okText={w.add}
      cancelText={k.cancel}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={busy}
    >
      <Typography.Paragraph type="secondary">{w.newUserNote}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(values) => void create(values)}>
        <Form.Item
          name="name"
          label={w.name}
          extra={w.nameHelp}
          rules={[{ required: true, message: w.nameNeeded }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <GrantFields optional />
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
