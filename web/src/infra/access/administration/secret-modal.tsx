import { Alert, Modal, Typography } from 'antd';
import { useWords } from '../../../kit/language';
import { words } from './words';

type Props = { label: string; secret: string | undefined; onClose: () => void };

/** A password or a token, shown this once. */
export function SecretModal({ label, secret, onClose }: Props) {
  const w = useWords(words);
  return (
    <Modal
      open={secret !== undefined}
      title={label}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      okText={w.written}
      onOk={onClose}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <Alert type="warning" showIcon title={w.secretTitle} description={w.secretNote} />
      <Typography.Paragraph
        copyable
        code
        data-content
        aria-label={label}
        style={{ marginBlock: 16, fontSize: 16, wordBreak: 'break-all' }}
      >
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
