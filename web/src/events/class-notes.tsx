import { Flex, Typography } from 'antd';
import { useWords } from '../kit/language';
import { CLASSES } from './routes';
import { words } from './words';

/** What the classes of information mean. */
export function ClassNotes() {
  const w = useWords(words);
  return (
    <section aria-label={w.class}>
      <Flex vertical gap={4}>
        <Typography.Text type="secondary">{w.standard}</Typography.Text>
        {CLASSES.map((level) => (
          <Typography.Text key={level} type="secondary">
            {w.sensitivity[level]}
          </Typography.Text>
        ))}
      </Flex>
    </section>
  );
}
