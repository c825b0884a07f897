import { Alert, Button, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { words } from './words';

type Found = Schemas['Verification'];
const HEAD = /^(\d+):([0-9a-f]{64})$/;
const KIND = { intact: 'success', broken: 'error', failed: 'error', running: 'info' } as const;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function verified(anchor: string | undefined): Promise<Found> {
  const [, count, hash] = HEAD.exec(anchor ?? '') ?? [];
  const head = hash ? { count: Number(count), hash } : null;
  let { data, error } = await http.POST('/api/v1/journal/verify', { body: { head } });
  while (data?.state === 'running' && data.run) {
    await wait(1_000);
    const params = { path: { run: data.run } };
    ({ data, error } = await http.GET('/api/v1/journal/verify/{run}', { params }));
  }
  if (!data) throw error;
  return data;
}

/** Verifies the chain, and says where it breaks if it does. */
export function Verify() {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [found, setFound] = useState<Found>();
  const verify = async ({ anchor }: { anchor?: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      setFound(await verified(anchor?.trim()));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const [form] = Form.useForm<{ anchor?: string }>();
  const said = { intact: w.intact, broken: w.broken, failed: w.failed, running: w.verifying };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {w.verify}
      </Button>
      <Modal
        open={open}
        title={w.verify}
        okText={w.verify}
        cancelText={k.close}
        confirmLoading={busy}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <Form form={form} layout="vertical" onFinish={(values) => void verify(values)}>
          <Form.Item
            name="anchor"
            label={w.anchor}
            rules={[{ pattern: HEAD, message: w.anchorWrong, transform: (value?: string) => value?.trim() }]}
          >
            <Input placeholder={w.anchorHelp} autoComplete="off" />
          </Form.Item>
          <ProblemAlert error={error} />
        </Form>
        {found && (
          <div role="status">
            <Alert
              type={KIND[found.state]}
              showIcon
              title={said[found.state]}
              description={say(found.detail)}
            />
            {found.state === 'intact' && found.hash && (
              <Typography.Paragraph style={{ marginTop: 12 }}>
                {w.headNote}
                <Typography.Text
                  copyable
                  code
                  data-content
                  style={{ wordBreak: 'break-all', display: 'block' }}
                >
                  {w.headOf(found.count ?? 0, found.hash)}
                </Typography.Text>
              </Typography.Paragraph>
            )}
          </div>
        )}
      </Modal>
    </>
  );
}
