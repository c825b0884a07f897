import { Alert, Flex, Typography } from 'antd';
import { CodeBlock } from '../kit/code-block';
import { useWords } from '../kit/language';
import { curl } from './example-call';
import { words } from './words';

type Props = { example: Record<string, unknown>; decides: boolean };

/** A request to start from: the body, and the call that sends it. */
export function SceneExample({ example, decides }: Props) {
  const w = useWords(words);
  const address = decides ? '/api/v1/decisions' : '/api/v1/events';
  const body = JSON.stringify(example, null, 2);
  return (
    <Flex vertical gap={16}>
      <Alert
        type="info"
        showIcon
        title={decides ? w.exampleDecide : w.exampleFacts}
        description={w.exampleNote}
      />
      <section>
        <Heading text={w.exampleBody} />
        <CodeBlock text={body} label={w.exampleBody} maxHeight={520} />
      </section>
      <section>
        <Heading text={w.exampleCall} />
        <CodeBlock text={curl(location.origin, address, body)} label={w.exampleCall} maxHeight={200} />
      </section>
    </Flex>
  );
}

const Heading = ({ text }: { text: string }) => (
  <Typography.Title level={2} style={{ fontSize: 15, marginTop: 0 }}>
    {text}
  </Typography.Title>
);
