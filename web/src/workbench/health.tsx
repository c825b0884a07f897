import { Badge, Divider, Flex, Statistic } from 'antd';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useWords } from '../kit/language';
import { WorkList } from './work-list';
import { words } from './words';

type Props = { intake: Schemas['IntakeBlock']; jobs: Schemas['JobsBlock'] | null };

/** Whether events are accepted and jobs done. */
export function Health({ intake, jobs }: Props) {
  const w = useWords(words);
  const { number } = useFigures();
  const state = intake.ready ? w.ready : w.restoring(intake.restored, intake.to_restore);
  return (
    <Flex vertical gap={12}>
      <Badge status={intake.ready ? 'success' : 'warning'} text={state} />
      <div className="figures num">
        <Statistic title={w.waiting} value={number(intake.waiting)} />
        <Statistic title={w.accepted} value={number(intake.accepted)} />
        {jobs && <Statistic title={w.running} value={number(jobs.running)} />}
        {jobs && <Statistic title={w.queued} value={number(jobs.queued)} />}
      </div>
      {jobs && (
        <>
          <Divider style={{ margin: 0 }} />
          <WorkList items={jobs.failed} label={w.failed} empty={w.noFailed} />
        </>
      )}
    </Flex>
  );
}
