import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from './language';
import { words } from './words';

/** Text to read or to take along: SQL, JSON, an example request. */
export function CodeBlock({
  text,
  label,
  maxHeight = 420,
}: {
  text: string;
  label: string;
  maxHeight?: number;
}) {
  const w = useWords(words);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="code-block">
      <Button
        className="code-copy"
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        onClick={() => void copy()}
        aria-label={`${copied ? w.copied : w.copy}: ${label}`}
      />
      <pre tabIndex={0} aria-label={label} style={{ maxHeight }} data-content>
        {text}
      </pre>
    </div>
  );
}
