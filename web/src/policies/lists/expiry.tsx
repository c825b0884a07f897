import { Flex, Typography } from 'antd';
import dayjs from 'dayjs';
import { useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import type { Entry } from './entries-data';
import { words } from './words';

const SOON_DAYS = 7;

/** Until when an entry counts, and how long that is when it is soon. */
export function Expiry({ entry }: { entry: Entry }) {
  const w = useWords(words);
  if (!entry.expires_at) return <Typography.Text type="secondary">{w.never}</Typography.Text>;
  const left = dayjs(entry.expires_at).diff(dayjs(), 'day', true);
  return (
    <Flex vertical>
      <Moment at={entry.expires_at} />
      {left > 0 && left < SOON_DAYS && (
        <Typography.Text type="warning">{w.left(Math.floor(left))}</Typography.Text>
      )}
    </Flex>
  );
}
