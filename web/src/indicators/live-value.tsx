import { Button, Card, Flex, Form, Input, Select, Statistic, Typography } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { ProblemAlert } from '../kit/problem';
import { Evidence } from './evidence';
import { LineView } from './line-view';
import { words } from './words';

type View = Schemas['IndicatorView'];
type Found = {
  value: Schemas['IndicatorValue'];
  evidence?: Schemas['EvidenceView'];
  line?: Schemas['IndicatorLine'];
};

/** The value for one subject now, the events behind it, and its line. Who it is stays out of the address. */
export function LiveValue({ view, evidence }: { view: View; evidence: boolean }) {
  const w = useWords(words);
  const [found, setFound] = useState<Found>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const read = async (scene: string, data: Subject['data']) => {
    setBusy(true);
    setError(undefined);
    try {
      setFound(await look(view.code, { scene, data }, evidence));
    } catch (problem) {
      setFound(undefined);
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card size="small" title={w.live}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{w.liveHelp}</Typography.Text>
        <SubjectForm view={view} busy={busy} onRead={(scene, data) => void read(scene, data)} />
        <ProblemAlert error={error} />
        {found && <Answer found={found} />}
      </Flex>
    </Card>
  );
}

type Subject = { scene: string; data: Record<string, string | number | boolean> };

/** What was typed, as the field's type wants it. */
function typed(type: string, text = ''): string | number | boolean {
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

async function look(code: string, body: Subject, evidence: boolean): Promise<Found> {
  const params = { path: { code } };
  const line = http.POST('/api/v1/indicators/{code}/line', { params, body: { ...body, days: 30 } });
  if (evidence) {
    const behind = await http.POST('/api/v1/indicators/{code}/evidence', { params, body });
    if (behind.error) throw behind.error;
    return { value: behind.data.value, evidence: behind.data, line: (await line).data };
  }
  const value = await http.POST('/api/v1/indicators/{code}/read', { params, body });
  if (value.error) throw value.error;
  return { value: value.data, line: (await line).data };
}

type SubjectProps = {
  view: View;
  busy: boolean;
  onRead: (scene: string, data: Subject['data']) => void;
};

function SubjectForm({ view, busy, onRead }: SubjectProps) {
  const w = useWords(words);
  const say = useText();
  const [form] = Form.useForm<Record<string, string>>();
  const [scene, setScene] = useState(view.scene);
  const fields = view.readable.find((each) => each.scene === scene)?.fields ?? [];
  return (
    <Form
      form={form}
      layout="inline"
      style={{ rowGap: 8 }}
      onFinish={(values) =>
        onRead(
          scene,
          Object.fromEntries(fields.map((field) => [field.name, typed(field.type, values[field.name])])),
        )
      }
    >
      <Form.Item label={w.readIn} htmlFor="read-in">
        <Select
          id="read-in"
          style={{ width: 180 }}
          value={scene}
          options={view.readable.map((each) => ({ value: each.scene, label: say(each.title) }))}
          onChange={setScene}
        />
      </Form.Item>
      {fields.map((field) => (
        <Form.Item key={field.name} name={field.name} label={say(field.title)} rules={[{ required: true }]}>
          <Input autoComplete="off" style={{ width: 200 }} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={busy}>
        {w.read}
      </Button>
    </Form>
  );
}

function Answer({ found }: { found: Found }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Flex vertical gap={12}>
      <Flex gap={24} align="end" wrap>
        <Statistic title={w.value} value={say(found.value.words)} />
        <Typography.Text type="secondary" data-content>
          {say(found.value.window)}
        </Typography.Text>
        <Typography.Text type="secondary">
          {w.at} <Moment at={found.value.at} seconds />
        </Typography.Text>
      </Flex>
      {found.line && <LineView line={found.line} />}
      {found.evidence && <Evidence evidence={found.evidence} />}
    </Flex>
  );
}
