import { Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from './language';
import { ProblemAlert } from './problem';
import { words } from './words';

type Props = {
  open: boolean;
  title: string;
  /** What will happen, before the person commits to it. */
  children?: ReactNode;
  danger?: boolean;
  optional?: boolean;
  onClose: () => void;
  onConfirm: (comment: string) => Promise<unknown>;
};

/** Asks for the comment that goes into the journal, then does it. */
export function CommentModal({ open, title, children, danger, optional, onClose, onConfirm }: Props) {
  const w = useWords(words);
  const [form] = Form.useForm<{ comment?: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async ({ comment = '' }: { comment?: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm(comment);
      form.resetFields();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={busy}
      okText={w.ok}
      cancelText={w.cancel}
      okButtonProps={{ danger }}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void confirm(values)}>
        {children}
        <Form.Item
          name="comment"
          label={w.comment}
          rules={[{ required: !optional, whitespace: true, message: w.commentNeeded }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
