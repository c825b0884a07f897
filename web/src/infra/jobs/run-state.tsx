import { Flex, Progress, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { useFigures } from '../../kit/figures';
import { useText, useWords } from '../../kit/language';
import { words } from './words';

type Run = Schemas['RunView'];
const COLOUR = {
  queued: 'default',
  running: 'processing',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'default',
} as const;

/** The state of a run in a word. */
export function RunState({ run }: { run: Run }) {
  const w = useWords(words);
  return <Tag color={COLOUR[run.state]}>{w.states[run.state]}</Tag>;
}

/** How far a run is, what came of it, or why it failed. */
export function RunOutcome({ run }: { run: Run }) {
  const say = useText();
  const { number } = useFigures();
  if (run.error) return <Typography.Text type="danger">{say(run.error)}</Typography.Text>;
  if (run.told) return <span>{say(run.told)}</span>;
  if (!run.progress || run.state === 'succeeded') return <span>—</span>;
  const { done, total, message } = run.progress;
  const share = total ? Math.floor((100 * done) / total) : 100;
  return (
    <Flex vertical>
      <Progress percent={share} size="small" aria-label={say(message)} />
      <Typography.Text type="secondary" className="num">
        {number(done)} / {number(total)} {say(message)}
      </Typography.Text>
    </Flex>
  );
}

/** How long a run took, as a person would say it. */
export function useElapsed() {
  const w = useWords(words);
  const { number } = useFigures();
  return (us: number | null | undefined) => {
    if (us == null) return '—';
    const seconds = us / 1_000_000;
    if (seconds < 120) return w.seconds(number(Math.round(seconds * 10) / 10));
    return w.minutes(number(Math.round(seconds / 6) / 10));
  };
}
