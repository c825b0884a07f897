import { CodeEditor, useNodeType } from '@gorules/jdm-editor';
import { Card, Flex, Input, InputNumber, Select, Switch } from 'antd';
import { useText, useWords } from '../../kit/language';
import { OUTCOMES } from '../../kit/palette';
import { words as kitWords } from '../../kit/words';
import { words } from '../words';
import { Field } from './field';
import { MemberTools } from './member-tools';
import { type Unit, UnitMark } from './units';

export type Rule = {
  code: string;
  title: { zh: string; en: string };
  when: string;
  points?: number | null;
  outcome?: string | null;
  reason?: string | null;
  severity?: string | null;
  enabled?: boolean;
  _diff?: { status: string };
};
type Props = {
  node: string;
  rule: Rule;
  unit?: Unit;
  disabled: boolean;
  first: boolean;
  last: boolean;
  onChange: (rule: Rule) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

/** Colours of the edge of a rule in a difference. */
export const EDGE: Record<string, string> = { added: '#52c41a', removed: '#cf1322', modified: '#fa8c16' };

/** One rule: its condition, and what it adds when it holds. */
export function RuleRow({ node, rule, unit, disabled, onChange, ...tools }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const types = useNodeType(node);
  const set = (part: Partial<Rule>) => onChange({ ...rule, ...part });
  const edge = EDGE[rule._diff?.status ?? ''];
  return (
    <Card
      size="small"
      data-rule={rule.code}
      style={edge ? { borderInlineStart: `4px solid ${edge}` } : undefined}
      title={
        <Flex gap={8} align="center">
          <span className="code">{rule.code}</span>
          <span>{say(rule.title)}</span>
          <UnitMark unit={unit} />
        </Flex>
      }
      extra={
        <Flex gap={8} align="center">
          <Switch
            size="small"
            aria-label={`${w.enabled} ${rule.code}`}
            checked={rule.enabled ?? true}
            disabled={disabled}
            onChange={(enabled) => set({ enabled })}
          />
          {!disabled && <MemberTools name={rule.code} confirm={w.removeRule} {...tools} />}
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        <Field label={w.when}>
          <CodeEditor
            value={rule.when}
            onChange={(when) => set({ when })}
            disabled={disabled}
            variableType={types}
            maxRows={6}
            lazy
          />
        </Field>
        <Flex gap={8} wrap>
          <Field label={w.points} width={90}>
            <InputNumber
              style={{ width: '100%' }}
              value={rule.points}
              disabled={disabled}
              onChange={(points) => set({ points })}
            />
          </Field>
          <Field label={w.outcome} width={140}>
            <Select
              allowClear
              style={{ width: '100%' }}
              value={rule.outcome ?? undefined}
              placeholder={w.noOutcome}
              disabled={disabled}
              options={OUTCOMES.map((value) => ({ value, label: k.outcome[value] }))}
              onChange={(outcome: string | undefined) => set({ outcome: outcome ?? null })}
            />
          </Field>
          <Field label={w.reason} width={180}>
            <Input
              value={rule.reason ?? ''}
              disabled={disabled}
              onChange={(event) => set({ reason: event.target.value || null })}
            />
          </Field>
          <Field label={w.severity} width={120}>
            <Select
              allowClear
              style={{ width: '100%' }}
              value={rule.severity ?? undefined}
              disabled={disabled}
              options={Object.entries(w.severities).map(([value, label]) => ({ value, label }))}
              onChange={(severity: string | undefined) => set({ severity: severity ?? null })}
            />
          </Field>
          <Field label={w.code} width={140}>
            <Input
              className="code"
              value={rule.code}
              disabled={disabled}
              onChange={(event) => set({ code: event.target.value })}
            />
          </Field>
          <Field label={w.titleZh} width={200}>
            <Input
              value={rule.title.zh}
              disabled={disabled}
              onChange={(event) => set({ title: { ...rule.title, zh: event.target.value } })}
            />
          </Field>
          <Field label={w.titleEn} width={200}>
            <Input
              value={rule.title.en}
              disabled={disabled}
              onChange={(event) => set({ title: { ...rule.title, en: event.target.value } })}
            />
          </Field>
        </Flex>
      </Flex>
    </Card>
  );
}
