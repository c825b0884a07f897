import { Link } from '@tanstack/react-router';
import { Empty, Flex, theme } from 'antd';
import type { Schemas } from '../api/client';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { words } from './words';

/** The reasons of the last day, the most frequent first; each opens the decisions that gave it. */
export function TopReasons({ reasons }: { reasons: Schemas['ReasonCount'][] }) {
  const w = useWords(words);
  const say = useText();
  const { number } = useFigures();
  const { token } = theme.useToken();
  const most = Math.max(...reasons.map((reason) => reason.count), 1);
  if (!reasons.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noReasons} />;
  return (
    <ol className="bars" aria-label={w.reasons}>
      {reasons.map((reason) => (
        <li key={reason.code}>
          <Flex justify="space-between" gap={12}>
            <Link to="/decisions" search={{ reason: reason.code }}>
              <span data-content>{say(reason.title)}</span>
            </Link>
            <span className="num">{number(reason.count)}</span>
          </Flex>
          <div
            className="bar"
            style={{ width: `${(reason.count / most) * 100}%`, background: token.colorPrimary }}
          />
        </li>
      ))}
    </ol>
  );
}
