import { Input, Select, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Field } from '../flow/field';
import { words } from '../words';

const EXAMPLE: Record<string, unknown> = { number: 1, boolean: false, list: [] };

/** An example of a scene's data: its required fields, and a few more. */
export function exampleOf(scene: Schemas['SceneView']): string {
  const fields = [...scene.fields].sort((a, b) => Number(b.required) - Number(a.required)).slice(0, 12);
  const value = (field: Schemas['FieldView']) => field.values?.[0] ?? EXAMPLE[field.type] ?? '';
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, value(field)])), null, 2);
}

/** What a person types: the scene when the policy has none, the data, the moment. */
export function useTyped(fixed: string | null) {
  const [scene, setScene] = useState(fixed ?? undefined);
  const [text, setText] = useState<string>();
  const [occurredAt, setOccurredAt] = useState('');
  const scenes = api.useQuery('get', '/api/v1/scenes');
  useEffect(() => setScene(fixed ?? undefined), [fixed]);
  const known = scenes.data?.find((each) => each.code === scene);
  const shown = text ?? (known ? exampleOf(known) : '{}');
  const data = parsed(shown);
  const asked = data && scene ? { scene, data, occurred_at: occurredAt || null } : undefined;
  return {
    fixed,
    scene,
    setScene,
    scenes: scenes.data,
    shown,
    setText,
    occurredAt,
    setOccurredAt,
    data,
    asked,
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

export function TypedInput({ typed }: { typed: ReturnType<typeof useTyped> }) {
  const w = useWords(words);
  const say = useText();
  return (
    <>
      {!typed.fixed && (
        <Field label={w.scene}>
          <Select
            style={{ width: '100%' }}
            value={typed.scene}
            options={typed.scenes?.map((scene) => ({ value: scene.code, label: say(scene.title) }))}
            onChange={(scene) => {
              typed.setText(undefined);
              typed.setScene(scene);
            }}
          />
        </Field>
      )}
      <Field label={w.input}>
        <Input.TextArea
          className="code"
          autoSize={{ minRows: 6, maxRows: 16 }}
          status={typed.data ? undefined : 'error'}
          value={typed.shown}
          onChange={(event) => typed.setText(event.target.value)}
        />
      </Field>
      {!typed.data && <Typography.Text type="danger">{w.badJson}</Typography.Text>}
      <Field label={w.occurredAt}>
        <Input
          className="code"
          value={typed.occurredAt}
          placeholder="2026-05-28T20:00:00Z"
          onChange={(event) => typed.setOccurredAt(event.target.value)}
        />
      </Field>
    </>
  );
}

export function DecisionInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const w = useWords(words);
  return (
    <>
      <Field label={w.decisionId}>
        <Input className="code" value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <Typography.Text type="secondary">{w.decisionIdHelp}</Typography.Text>
    </>
  );
}
