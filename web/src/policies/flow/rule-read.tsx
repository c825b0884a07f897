import { Flex, Tag, Typography } from 'antd';
import { useText, useWords } from '../../kit/language';
import { OutcomeTag } from '../../kit/outcome-tag';
import { words } from '../words';
import { EDGE, type Rule } from './rule-row';
import { type Unit, UnitMark } from './units';

/** One rule to read: its condition, what it adds, and what became of it. */
export function RuleRead({ rule, unit }: { rule: Rule; unit?: Unit }) {
  const w = useWords(words);
  const say = useText();
  const edge = EDGE[rule._diff?.status ?? ''];
  return (
    <div
      className="rule-read"
      data-rule={rule.code}
      style={edge ? { borderInlineStart: `4px solid ${edge}` } : undefined}
    >
      <span className="code">{rule.code}</span>
      <Flex vertical>
        <Typography.Text delete={rule._diff?.status === 'removed'}>{say(rule.title)}</Typography.Text>
        <UnitMark unit={unit} />
      </Flex>
      <span className="code" style={{ overflowWrap: 'anywhere' }}>
        {rule.when}
      </span>
      <Flex gap={6} wrap justify="end">
        {rule.enabled === false && <Tag>{w.off}</Tag>}
        {rule.points != null && <Tag>{`${w.points} ${rule.points}`}</Tag>}
        {rule.severity && <Tag>{w.severities[rule.severity as keyof typeof w.severities]}</Tag>}
        {rule.outcome && <OutcomeTag outcome={rule.outcome} />}
        {rule.reason && rule.reason !== rule.code && <Tag className="code">{rule.reason}</Tag>}
      </Flex>
    </div>
  );
}
