import { Flex, Tag, Tooltip } from 'antd';
import { useWords } from '../kit/language';
import { words } from './words';

const COLOUR: Record<string, string> = { C1: 'default', C2: 'warning', C3: 'error' };
type Class = 'C1' | 'C2' | 'C3';

/** The class of information, with what it means one hover or one tab away. */
export function SensitivityTag({ level }: { level: string }) {
  const w = useWords(words);
  const said = w.sensitivity[level as Class];
  return (
    <Tooltip
      title={
        said && (
          <Flex vertical gap={6}>
            <span>{said}</span>
            <span>{w.standard}</span>
          </Flex>
        )
      }
    >
      <Tag color={COLOUR[level]} tabIndex={0} style={{ marginInlineEnd: 0 }}>
        {level}
      </Tag>
    </Tooltip>
  );
}
