import { LockOutlined } from '@ant-design/icons';
import { Flex, Tag, Typography } from 'antd';
import { useFigures } from '../kit/figures';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import type { FieldRow } from './field-rows';
import { words } from './words';

/** The value of one field; that it is masked is said in words. */
export function FieldValue({ row }: { row: FieldRow }) {
  const w = useWords(words);
  if (!row.sent) return <Typography.Text type="secondary">{w.missing}</Typography.Text>;
  if (!row.masked) return <Plain row={row} />;
  return (
    <Flex gap={8} align="center" wrap>
      <span className="code" data-content>
        {String(row.value)}
      </span>
      <Tag icon={<LockOutlined />} style={{ marginInlineEnd: 0 }}>
        {w.masked}
      </Tag>
    </Flex>
  );
}

function Plain({ row: { type, value } }: { row: FieldRow }) {
  const w = useWords(words);
  const figures = useFigures();
  if (type === 'time' && typeof value === 'string') return <Moment at={value} seconds />;
  if (typeof value === 'number') return <span className="num">{figures.number(value)}</span>;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  return (
    <span data-content style={{ overflowWrap: 'anywhere' }}>
      {typeof value === 'string' ? value : JSON.stringify(value)}
    </span>
  );
}
