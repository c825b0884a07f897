import { Alert, App, Button, Flex } from 'antd';
import { useState } from 'react';
import { useText, useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { type Settled, settleEntries, useRefresh } from './changes';
import type { Entry } from './entries-data';
import { words } from './words';

type Props = {
  code: string;
  picked: Entry[];
  /** How many could be chosen, and choosing them all. */
  pickable: number;
  onPickAll: () => void;
  onDone: () => void;
};

/** Confirms or refuses the chosen entries, and says of each that stayed why it did. */
export function SettleBar({ code, picked, pickable, onPickAll, onDone }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const { modal } = App.useApp();
  const [answers, setAnswers] = useState<{ settled: Settled[]; entries: Entry[] }>();
  const settle = async (change: 'confirm' | 'refuse') => {
    try {
      const settled = await settleEntries(
        change,
        code,
        picked.map((entry) => entry.id),
      );
      setAnswers({ settled, entries: picked });
      onDone();
    } catch (error) {
      modal.error({ title: k.failed, content: <ProblemAlert error={error} />, okText: k.close });
    }
    await refresh();
  };
  const ask = (change: 'confirm' | 'refuse') =>
    modal.confirm({
      title: change === 'confirm' ? w.confirmSeveral : w.refuseSeveral,
      content:
        change === 'confirm' ? w.confirmSeveralNote(picked.length) : w.refuseSeveralNote(picked.length),
      okText: change === 'confirm' ? w.confirm : w.refuse,
      cancelText: k.cancel,
      onOk: () => settle(change),
    });
  return (
    <>
      {answers && <Answers {...answers} onClose={() => setAnswers(undefined)} />}
      {pickable > picked.length && (
        <Button onClick={onPickAll} style={{ alignSelf: 'start' }}>
          {w.pickAll(pickable)}
        </Button>
      )}
      {picked.length > 0 && (
        <Flex gap={8} align="center" wrap role="status">
          <span className="num">{w.picked(picked.length)}</span>
          <Button type="primary" onClick={() => ask('confirm')}>
            {w.confirmSeveral}
          </Button>
          <Button onClick={() => ask('refuse')}>{w.refuseSeveral}</Button>
        </Flex>
      )}
    </>
  );
}

type AnswersProps = { settled: Settled[]; entries: Entry[]; onClose: () => void };

function Answers({ settled, entries, onClose }: AnswersProps) {
  const w = useWords(words);
  const say = useText();
  const stayed = settled.filter((each) => each.problem);
  const done = w.settled(settled.length - stayed.length);
  return (
    <Alert
      type={stayed.length ? 'warning' : 'success'}
      showIcon
      closable={{ onClose }}
      title={stayed.length ? `${done}，${w.notSettled(stayed.length)}` : done}
      description={
        stayed.length > 0 && (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {stayed.map((each) => (
              <li key={each.id}>
                <span className="code" data-content>
                  {entries.find((entry) => entry.id === each.id)?.value ?? each.id}
                </span>{' '}
                {say(each.problem?.text)}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
