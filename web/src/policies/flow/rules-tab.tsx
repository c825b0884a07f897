import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useWords } from '../../kit/language';
import { words } from '../words';
import { moved, replaced, useContent, without } from './content';
import { RuleRead } from './rule-read';
import { type Rule, RuleRow } from './rule-row';
import { useUnits } from './units';

/** The rules of a node, to read and to edit; with a trace, what became of each. */
export function RulesTab({ id }: { id: string }) {
  const w = useWords(words);
  const { content, disabled, change } = useContent<{ rules: Rule[] }>(id);
  const units = useUnits(id);
  const rules = content?.rules ?? [];
  const set = (next: Rule[]) => change({ ...content, rules: next });
  const fresh = () => {
    const number = rules.length + 1;
    const code = `R${number}`;
    set([...rules, { code, title: { zh: `规则 ${number}`, en: `Rule ${number}` }, when: '', enabled: true }]);
  };
  if (disabled)
    return (
      <div className="node-tab">
        {rules.map((rule, at) => (
          <RuleRead key={at} rule={rule} unit={units?.find((unit) => unit.code === rule.code)} />
        ))}
      </div>
    );
  return (
    <div className="node-tab">
      <Flex vertical gap={10}>
        {rules.map((rule, at) => (
          <RuleRow
            // Codes are edited: the place is what stays while one types.
            key={at}
            node={id}
            rule={rule}
            unit={units?.find((unit) => unit.code === rule.code)}
            disabled={disabled}
            first={at === 0}
            last={at === rules.length - 1}
            onChange={(next) => set(replaced(rules, at, next))}
            onMove={(by) => set(moved(rules, at, by))}
            onRemove={() => set(without(rules, at))}
          />
        ))}
        {!disabled && (
          <Button icon={<PlusOutlined />} onClick={fresh} style={{ alignSelf: 'start' }}>
            {w.addRule}
          </Button>
        )}
      </Flex>
    </div>
  );
}
