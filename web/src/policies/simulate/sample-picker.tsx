import { Button, Empty, Flex, Select, Spin, Typography } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client';
import { useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { OutcomeTag } from '../../kit/outcome-tag';
import { OUTCOMES, type Outcome } from '../../kit/palette';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { words } from '../words';

type Props = {
  code: string;
  scene: string | null;
  picked?: string | null;
  onPick: (decision: string) => void;
};

/** Recent decisions of the scene; a click tries the flow on one. */
export function SamplePicker({ code, scene, picked, onPick }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const [outcome, setOutcome] = useState<Outcome>();
  const query = { scene: scene ?? undefined, outcome };
  const found = api.useQuery('get', '/api/v1/policies/{code}/samples', { params: { path: { code }, query } });
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} align="center" justify="space-between">
        <Typography.Text type="secondary">{w.sampleHelp}</Typography.Text>
        <Select
          allowClear
          size="small"
          style={{ width: 120 }}
          aria-label={w.sampleOutcome}
          placeholder={w.everyOutcome}
          value={outcome}
          options={OUTCOMES.map((value) => ({ value, label: k.outcome[value] }))}
          onChange={setOutcome}
        />
      </Flex>
      <ProblemAlert error={found.error} />
      {found.isPending && <Spin />}
      {found.data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noSamples} />}
      <div style={{ maxHeight: 220, overflow: 'auto' }} tabIndex={0} role="group" aria-label={w.from.sample}>
        {found.data?.map((sample) => (
          <Button
            key={sample.decision_id}
            block
            type={sample.decision_id === picked ? 'primary' : 'text'}
            ghost={sample.decision_id === picked}
            style={{ justifyContent: 'space-between', height: 32 }}
            onClick={() => onPick(sample.decision_id)}
          >
            <span className="code" data-content style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {sample.event_id}
            </span>
            <Flex gap={8} align="center">
              <Moment at={sample.occurred_at} />
              <OutcomeTag outcome={sample.outcome} />
            </Flex>
          </Button>
        ))}
      </div>
    </Flex>
  );
}
