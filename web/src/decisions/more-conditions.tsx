import { Button, DatePicker, Flex, Form, Input, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import type { RecordsSearch } from './routes';
import { words } from './words';

type Props = { search: RecordsSearch; apply: (changed: RecordsSearch) => void };
type Fields = Omit<RecordsSearch, 'since' | 'until'> & { since?: Dayjs | null; until?: Dayjs | null };

const given = <T,>(value: T | null | '' | undefined): T | undefined =>
  value === null || value === '' ? undefined : value;
const two = { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 } as const;

/** Every other condition of the list of decisions. */
export function MoreConditions({ search, apply }: Props) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const [form] = Form.useForm<Fields>();
  const policies = api.useQuery('get', '/api/v1/policies', {}, { enabled: may('policy.read') });
  const options = policies.data?.map((policy) => ({ value: policy.code, label: say(policy.title) }));
  const take = (fields: Fields) =>
    apply({
      policy: given(fields.policy),
      version: given(fields.version),
      reason: given(fields.reason?.trim()),
      rule: given(fields.rule?.trim()),
      subject: given(fields.subject?.trim()),
      event_id: given(fields.event_id?.trim()),
      score_min: given(fields.score_min),
      score_max: given(fields.score_max),
      since: fields.since?.toISOString(),
      until: fields.until?.toISOString(),
    });
  const moment = (at?: string) => (at && dayjs(at).isValid() ? dayjs(at) : undefined);
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      size="middle"
      style={{ width: 440 }}
      initialValues={{ ...search, since: moment(search.since), until: moment(search.until) }}
      onFinish={take}
    >
      <div style={two}>
        <Form.Item name="policy" label={w.policy}>
          <Select allowClear placeholder={w.allPolicies} options={options} />
        </Form.Item>
        <Form.Item name="version" label={w.version}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="reason" label={w.reason}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="rule" label={w.rule}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="subject" label={w.subject}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="event_id" label={w.eventId}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="score_min" label={w.scoreFrom}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="score_max" label={w.scoreTo}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="since" label={w.from}>
          <DatePicker showTime style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="until" label={w.until}>
          <DatePicker showTime style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Flex justify="end" gap={8}>
        <Button onClick={() => take({})}>{w.reset}</Button>
        <Button type="primary" htmlType="submit">
          {w.apply}
        </Button>
      </Flex>
    </Form>
  );
}
