import { Alert, Button, Flex } from 'antd';
import { useWords } from '../../../kit/language';
import { words } from './words';

type Props = { codes: string[]; onKept: () => void };

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const w = useWords(words);
  const text = `Ballast\n${codes.join('\n')}\n`;
  const href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <Flex vertical gap={12} align="start">
      <Alert type="warning" showIcon title={w.codes} description={w.codesHelp} />
      <ol
        data-content
        aria-label={w.codes}
        style={{ columns: 2, columnGap: 56, margin: 0, paddingInlineStart: 28, fontFamily: 'monospace' }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Flex gap={8}>
        <Button href={href} download="ballast-recovery-codes.txt">
          {w.download}
        </Button>
        <Button type="primary" onClick={onKept}>
          {w.saved}
        </Button>
      </Flex>
    </Flex>
  );
}
