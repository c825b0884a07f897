import './decisions.css';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Statistic, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { OutcomeTag } from '../kit/outcome-tag';
import { Compared } from './compared';
import { words } from './words';

type Amounts = Pick<Schemas['AnswerView'], 'outcome' | 'score' | 'limit' | 'rate' | 'term'>;

/** The outcome and the amounts that came with it. */
export function Amounts({ of }: { of: Amounts }) {
  const w = useWords(words);
  const { number, percent } = useFigures();
  const shown: [string, string, boolean][] = [
    [w.score, number(of.score), of.score != null],
    [w.limit, number(of.limit), of.limit != null],
    [w.rate, percent(of.rate), of.rate != null],
    [w.term, number(of.term), of.term != null],
  ];
  return (
    <div className="verdict">
      <div className="verdict-outcome">
        <OutcomeTag outcome={of.outcome} />
      </div>
      {shown
        .filter(([, , there]) => there)
        .map(([title, value]) => (
          <Statistic key={title} title={title} value={value} className="num" />
        ))}
    </div>
  );
}

/** Reasons in words, each with what it was held against. */
export function Reasons({ of, empty }: { of: Schemas['ReasonView'][]; empty: ReactNode }) {
  const say = useText();
  if (!of.length) return <Typography.Text type="secondary">{empty}</Typography.Text>;
  return (
    <ol className="reasons">
      {of.map((reason, place) => (
        <li key={place}>
          <strong data-content>{say(reason.title)}</strong>
          <Compared reason={reason} />
          <Link to="/decisions" search={{ reason: reason.code }} className="code" data-content>
            {reason.code}
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** What was decided and why, in words, at a glance. */
export function Summary({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(words);
  const say = useText();
  const { answer } = decision;
  return (
    <Card>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
        <Amounts of={answer} />
        {answer.fallback && (
          <Alert type="warning" showIcon title={<span data-content>{say(answer.fallback.title)}</span>} />
        )}
        {(!answer.fallback || answer.reasons.length > 0) && (
          <section aria-label={w.reasons}>
            <Reasons of={answer.reasons} empty={w.noReasons} />
          </section>
        )}
      </div>
    </Card>
  );
}
