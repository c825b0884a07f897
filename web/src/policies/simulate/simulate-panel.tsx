import { PlayCircleOutlined } from '@ant-design/icons';
import { Button, Flex, Segmented, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { http, type Schemas } from '../../api/client';
import { useMay } from '../../frame/session';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { type Flow, plain } from '../flow/document';
import { words } from '../words';
import { SamplePicker } from './sample-picker';
import { SimulationResult } from './simulation-result';
import { DecisionInput, TypedInput, useTyped } from './sources';

type Props = {
  code: string;
  scene: string | null;
  flow: Flow;
  decision?: string;
  onPainted: (painting: Schemas['Painting'] | undefined) => void;
  onNode: (node: string) => void;
};
type From = 'sample' | 'typed' | 'decision';
type Asked = Partial<Schemas['DraftSimulation']>;

/** Tries the flow as it stands, saved or not, on an event: recent, typed, or of a decision. */
export function SimulatePanel({ code, scene, flow, decision, onPainted, onNode }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const [from, setFrom] = useState<From>(decision ? 'decision' : 'sample');
  const [found, setFound] = useState<Schemas['SimulationView']>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState(decision ?? '');
  const typed = useTyped(scene);
  const run = async (asked: Asked) => {
    setBusy(true);
    const body = { ...asked, code, document: plain(flow) as never };
    const { data, error } = await http.POST('/api/v1/policies/simulate', { body });
    setBusy(false);
    setError(error);
    setFound(data);
    onPainted(data?.simulation);
  };
  // A link from a decision runs at once.
  // biome-ignore lint: only when the page opens
  useEffect(() => {
    if (decision && may('policy.simulate')) void run({ decision_id: decision });
  }, [decision]);
  if (!may('policy.simulate'))
    return <Typography.Text type="secondary">{k.needs('policy.simulate')}</Typography.Text>;
  return (
    <Flex vertical gap={10}>
      <Typography.Text type="secondary">{w.simulateNote}</Typography.Text>
      <Segmented
        aria-label={w.simulate}
        value={from}
        options={(['sample', 'typed', 'decision'] as const).map((value) => ({ value, label: w.from[value] }))}
        onChange={setFrom}
      />
      {from === 'typed' && <TypedInput typed={typed} />}
      {from === 'decision' && <DecisionInput value={chosen} onChange={setChosen} />}
      {from === 'sample' && (
        <SamplePicker
          code={code}
          scene={scene}
          onPick={(id) => void run({ decision_id: id })}
          picked={found?.about.decision_id}
        />
      )}
      <Flex gap={8}>
        {from !== 'sample' && (
          <Button
            type="primary"
            icon={<PlayCircleOutlined />}
            loading={busy}
            disabled={from === 'typed' ? !typed.asked : !chosen.trim()}
            onClick={() => void run(from === 'typed' ? typed.asked! : { decision_id: chosen.trim() })}
          >
            {w.run}
          </Button>
        )}
        {found && (
          <Button
            onClick={() => {
              setFound(undefined);
              onPainted(undefined);
            }}
          >
            {w.clear}
          </Button>
        )}
      </Flex>
      <ProblemAlert error={error} />
      {found && <SimulationResult found={found} onNode={onNode} />}
    </Flex>
  );
}
