import { KeyOutlined, LockOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { api, http } from '../../api/client';
import { useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem';
import { Gate } from './gate';
import { words } from './words';

type Given = { token: string; name: string; password: string };
const NAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

/** Setting up the first administrator, with the token that the service shows when it starts. */
export default function Setup() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/setup');
  return (
    <Gate title={w.setup}>
      <Loaded query={query}>{(found) => (found.open ? <SetupForm /> : <Closed />)}</Loaded>
    </Gate>
  );
}

function Closed() {
  const w = useWords(words);
  const navigate = useNavigate();
  return (
    <>
      <Alert type="info" showIcon title={w.setupClosed} description={w.setupClosedHelp} />
      <Button
        type="primary"
        block
        style={{ marginTop: 16 }}
        onClick={() => void navigate({ to: '/sign-in' })}
      >
        {w.signIn}
      </Button>
    </>
  );
}

function SetupForm() {
  const w = useWords(words);
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (body: Given) => {
    setBusy(true);
    const { error: refused } = await http
      .POST('/api/v1/setup', { body })
      .catch((e: unknown) => ({ error: e }));
    const answer = refused
      ? { error: refused }
      : await http.POST('/api/v1/sessions', {
          body: { name: body.name, password: body.password, carrier: 'cookie' },
        });
    setBusy(false);
    setError(refused);
    if (!refused) await navigate(answer.error ? { to: '/sign-in' } : { to: '/profile' as '/' });
  };
  const needed = (message: string) => ({ required: true, message });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(given: Given) => void submit(given)}>
      <Typography.Paragraph type="secondary">{w.setupHelp}</Typography.Paragraph>
      <Form.Item name="token" label={w.token} extra={w.tokenHelp} rules={[needed(w.tokenNeeded)]}>
        <Input prefix={<KeyOutlined />} autoComplete="off" autoFocus maxLength={128} size="large" />
      </Form.Item>
      <Form.Item
        name="name"
        label={w.name}
        rules={[needed(w.nameNeeded), { pattern: NAME, message: w.nameRule }]}
      >
        <Input prefix={<UserOutlined />} autoComplete="username" maxLength={64} size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={w.password}
        extra={w.passwordRule}
        rules={[needed(w.passwordNeeded), { min: 12, message: w.passwordRule }]}
      >
        <Input.Password prefix={<LockOutlined />} autoComplete="new-password" maxLength={256} size="large" />
      </Form.Item>
      <div style={{ marginBottom: error ? 16 : 0 }}>
        <ProblemAlert error={error} />
      </div>
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {w.setUp}
      </Button>
    </Form>
  );
}
