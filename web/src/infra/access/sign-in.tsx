import { LockOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { http, isProblem } from '../../api/client';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { Gate } from './gate';
import { OtherWays, Refused } from './other-ways';
import { signInRoute } from './routes';
import { words } from './words';

type Credentials = { name: string; password: string; code?: string };

/** Only addresses of this console: a link must not lead a signed-in person elsewhere. */
export const within = (to: string | undefined) => (to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/');

/** Signing in: name and password, then a code where the account has a second factor. */
export default function SignIn() {
  const w = useWords(words);
  const { to, refused: failed } = signInRoute.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const [form] = Form.useForm<Credentials>();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async (given: Credentials) => {
    setBusy(true);
    setError(undefined);
    const body = { ...given, carrier: 'cookie' as const };
    const { error: refused } = await http
      .POST('/api/v1/sessions', { body })
      .catch((e: unknown) => ({ error: e }));
    setBusy(false);
    if (!refused) {
      queries.clear();
      router.history.replace(within(to));
    } else if (isProblem(refused) && refused.code === 'second_factor_required') setAsked(true);
    else setError(refused);
  };
  const restart = () => {
    form.resetFields();
    setAsked(false);
    setError(undefined);
  };

  return (
    <Gate title={w.title}>
      <Refused code={failed} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item
          name="name"
          label={w.name}
          hidden={asked}
          rules={[{ required: true, message: w.nameNeeded }]}
        >
          <Input prefix={<UserOutlined />} autoComplete="username" autoFocus maxLength={128} size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={w.password}
          hidden={asked}
          rules={[{ required: true, message: w.passwordNeeded }]}
        >
          <Input.Password
            prefix={<LockOutlined />}
            autoComplete="current-password"
            maxLength={1024}
            size="large"
          />
        </Form.Item>
        {asked && (
          <Form.Item
            name="code"
            label={w.code}
            extra={w.codeHelp}
            rules={[{ required: true, whitespace: true, message: w.codeNeeded }]}
          >
            <Input
              prefix={<SafetyOutlined />}
              autoComplete="one-time-code"
              autoFocus
              maxLength={64}
              size="large"
            />
          </Form.Item>
        )}
        <div style={{ marginBottom: error ? 16 : 0 }}>
          <ProblemAlert error={error} />
        </div>
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {w.signIn}
        </Button>
        {asked && (
          <Button type="link" block onClick={restart} style={{ marginTop: 8 }}>
            {w.other}
          </Button>
        )}
      </Form>
      {!asked && <OtherWays to={within(to)} />}
    </Gate>
  );
}
