import { Link } from '@tanstack/react-router';
import { Alert, Card } from 'antd';
import type { Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { pageWords } from './page-words';
import { type Pair, Pairs } from './pairs';
import { words } from './words';

/** Which version answered, when, how fast, in which scene. */
export function Facts({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(words);
  const p = useWords(pageWords);
  const say = useText();
  const { micros } = useFigures();
  const { answer } = decision;
  const pairs: Pair[] = [
    { key: 'policy', name: w.policy, value: <Version decision={decision} /> },
    {
      key: 'scene',
      name: w.scene,
      value: (
        <>
          <span data-content>{say(decision.scene_title)}</span> · {p.sceneVersion(decision.scene_version)}
        </>
      ),
    },
    { key: 'at', name: w.at, value: <Moment at={answer.decided_at} seconds /> },
    { key: 'occurred', name: w.occurred, value: <Moment at={decision.occurred_at} seconds /> },
    { key: 'received', name: p.received, value: <Moment at={decision.received_at} seconds /> },
    { key: 'elapsed', name: w.elapsed, value: <span className="num">{micros(answer.elapsed_us)}</span> },
    { key: 'event', name: w.event, value: <EventLink decision={decision} /> },
    {
      key: 'asked',
      name: p.asked,
      value: <span data-content>{decision.principal_name}</span>,
    },
  ];
  if (answer.unknown_fields?.length)
    pairs.push({
      key: 'unknown',
      name: p.unknownFields,
      value: <span data-content>{answer.unknown_fields.join('、')}</span>,
    });
  return (
    <Card title={p.facts} styles={{ body: { paddingBlock: 8 } }}>
      {answer.late && <Alert type="info" showIcon title={p.lateNote} style={{ marginBlock: 8 }} />}
      <Pairs label={p.facts} pairs={pairs} />
    </Card>
  );
}

function Version({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const stamp = decision.answer.policy;
  if (!stamp) return <>{w.fallbackTag}</>;
  const named = (
    <span data-content>
      {say(decision.policy_title) || stamp.id} v{stamp.version}
    </span>
  );
  if (!may('policy.read')) return named;
  return (
    <Link
      to="/policies/$code/versions/$number"
      params={{ code: stamp.id, number: String(stamp.version) }}
      search={{ decision: decision.answer.decision_id } as never}
    >
      {named}
    </Link>
  );
}

function EventLink({ decision }: { decision: Schemas['DecisionView'] }) {
  const may = useMay();
  const { scene, id } = decision.answer;
  const named = (
    <span className="code" data-content>
      {id}
    </span>
  );
  if (!may('event.read')) return named;
  return (
    <Link to={'/events/$scene/$id' as '/'} params={{ scene, id } as never}>
      {named}
    </Link>
  );
}
