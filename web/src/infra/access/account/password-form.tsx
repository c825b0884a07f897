import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { http } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { Section } from './section';
import { words } from './words';

type Given = { old: string; next: string; again: string };
export const SHORTEST = 12;

/** Changing one's own password. */
export function PasswordForm() {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async ({ old, next }: Given) => {
    setBusy(true);
    const { error: refused } = await http
      .POST('/api/v1/me/password', { body: { old, new: next } })
      .catch((e: unknown) => ({ error: e }));
    setBusy(false);
    setError(refused);
    if (refused) return;
    form.resetFields();
    void message.success(w.changed);
    await queries.invalidateQueries();
  };

  const needed = { required: true, message: w.needed };
  return (
    <Section title={w.password}>
      <Typography.Paragraph type="secondary">{w.passwordHelp}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 420 }}
        onFinish={(given) => void submit(given)}
      >
        <Form.Item name="old" label={w.old} rules={[needed]}>
          <Input.Password autoComplete="current-password" maxLength={1024} />
        </Form.Item>
        <Form.Item name="next" label={w.next} rules={[needed, { min: SHORTEST, message: w.tooShort }]}>
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="again"
          label={w.again}
          dependencies={['next']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, typed) =>
                !typed || typed === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(w.differs)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <div style={{ marginBottom: error ? 12 : 0 }}>
          <ProblemAlert error={error} />
        </div>
        <Button type="primary" htmlType="submit" loading={busy}>
          {w.change}
        </Button>
      </Form>
    </Section>
  );
}
