import { Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { words } from './words';

type Props = {
  open: boolean;
  title: string;
  label: string;
  note?: ReactNode;
  /** Does it; the answer is what went wrong, if anything. */
  act: (code: string) => Promise<unknown>;
  onClose: (done: boolean) => void;
};

/** Asks for a code before something is done. */
export function CodeModal({ open, title, label, note, act, onClose }: Props) {
  const w = useWords(words);
  const [form] = Form.useForm<{ code: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = (done: boolean) => {
    form.resetFields();
    setError(undefined);
    onClose(done);
  };
  const submit = async ({ code }: { code: string }) => {
    setBusy(true);
    const refused = await act(code).catch((e: unknown) => e);
    setBusy(false);
    if (refused) setError(refused);
    else close(true);
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      cancelText={w.cancel}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => close(false)}
    >
      {note}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void submit(given)}>
        <Form.Item
          name="code"
          label={label}
          rules={[{ required: true, whitespace: true, message: w.needed }]}
        >
          <Input autoComplete="one-time-code" autoFocus maxLength={64} style={{ maxWidth: 260 }} />
        </Form.Item>
      </Form>
      <ProblemAlert error={error} />
    </Modal>
  );
}
