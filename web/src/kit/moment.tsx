import { Tooltip } from 'antd';
import dayjs from 'dayjs';

type Props = { at: string | null | undefined; seconds?: boolean };

/** An instant in the reader's zone; the instant as stored is one hover away. */
export function Moment({ at, seconds }: Props) {
  if (!at) return <span>—</span>;
  const moment = dayjs(at);
  const clock = seconds ? 'HH:mm:ss' : 'HH:mm';
  return (
    <Tooltip title={at}>
      <time className="num" dateTime={at}>
        {moment.format(`YYYY-MM-DD ${clock}`)}
      </time>
    </Tooltip>
  );
}
