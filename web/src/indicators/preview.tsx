import { Alert, Card, Flex, Tabs, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useText, useWords } from '../kit/language';
import { Formula } from './formula';
import { words } from './words';

type Props = { checked: Schemas['CheckedDefinition'] | undefined; touched: boolean };

/** What the definition says: in words, as a formula, as SQL; or what is wrong with it. */
export function Preview({ checked, touched }: Props) {
  const w = useWords(words);
  const say = useText();
  const { problems = [], description, formula = [], sql, readable = [] } = checked ?? {};
  return (
    <Card size="small" title={w.preview}>
      <Flex vertical gap={12} aria-live="polite">
        {checked && touched && <Verdict problems={problems} />}
        {!description && <Typography.Text type="secondary">{w.previewEmpty}</Typography.Text>}
        {description && (
          <Typography.Text strong data-content>
            {say(description)}
          </Typography.Text>
        )}
        {sql && (
          <Tabs
            items={[
              { key: 'formula', label: w.formula, children: <Formula lines={formula} label={w.formula} /> },
              { key: 'sql', label: w.sql, children: <CodeBlock text={sql} label={w.sql} maxHeight={320} /> },
            ]}
          />
        )}
        {readable.length > 0 && (
          <Typography.Text type="secondary">
            {w.readable}: {readable.map((each) => say(each.title)).join(' · ')}
          </Typography.Text>
        )}
      </Flex>
    </Card>
  );
}

function Verdict({ problems }: { problems: Schemas['DefinitionProblem'][] }) {
  const w = useWords(words);
  const say = useText();
  if (problems.length === 0) return <Alert type="success" showIcon title={w.sound} />;
  const told = problems.map((each) => (
    <li key={each.field + say(each.problem)} data-content>
      <span className="code">{each.field}</span> {say(each.problem)}
    </li>
  ));
  return (
    <Alert
      type="warning"
      showIcon
      title={w.faults(problems.length)}
      description={<ul style={{ margin: 0, paddingInlineStart: 16 }}>{told}</ul>}
    />
  );
}
