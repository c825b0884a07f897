import { App, Alert, AutoComplete, DatePicker, Flex, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, http, type Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { useRefresh } from './changes';
import { fieldErrors } from './field-errors';
import { words } from './words';

type Props = { list: Schemas['ListView']; open: boolean; onClose: () => void };
type Filled = { value: string; reason: string; source?: string; starts_at?: Dayjs; expires_at?: Dayjs };

const FIELDS = ['value', 'reason', 'source', 'starts_at', 'expires_at'] as const;
const DAYS = [7, 30, 90, 365];

/** Puts one value on a list; what the API finds wrong shows at its field. */
export function AddEntry({ list, open, onClose }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [form] = Form.useForm<Filled>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const close = () => {
    // A value typed here may be personal: nothing of it stays.
    form.resetFields();
    setProblem(undefined);
    onClose();
  };
  const add = async ({ value, reason, source = '', starts_at, expires_at }: Filled) => {
    setBusy(true);
    const { error } = await http
      .POST('/api/v1/lists/{code}/entries', {
        params: { path: { code: list.code } },
        body: {
          value,
          reason,
          source,
          starts_at: starts_at?.toISOString() ?? null,
          expires_at: expires_at?.toISOString() ?? null,
        },
      })
      .catch((failed: unknown) => ({ error: failed }));
    setBusy(false);
    if (!error) {
      void message.success(list.two_person ? w.addedWaits : w.added);
      close();
      return refresh();
    }
    const faults = fieldErrors(error, FIELDS, w.malformed);
    form.setFields(faults.map(({ name, errors }) => ({ name: name as keyof Filled, errors })));
    setProblem(faults.length ? undefined : error);
  };
  return (
    <Modal
      open={open}
      title={w.add}
      onCancel={close}
      onOk={form.submit}
      confirmLoading={busy}
      okText={w.add}
      cancelText={k.cancel}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={(filled) => void add(filled)} autoComplete="off">
        <Flex vertical gap={12}>
          <Alert
            type="info"
            showIcon
            title={list.two_person ? w.addWaits : w.addNow}
            description={list.sensitivity === 'C1' ? undefined : w.addProtected}
          />
          <ProblemAlert error={problem} />
        </Flex>
        <EntryFields list={list} />
      </Form>
    </Modal>
  );
}

function EntryFields({ list }: { list: Schemas['ListView'] }) {
  const w = useWords(words);
  const sources = api.useQuery('get', '/api/v1/lists/{code}/sources', {
    params: { path: { code: list.code } },
  });
  const presets = DAYS.map((days) => ({ label: w.inDays(days), value: dayjs().add(days, 'day') }));
  const time = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', style: { width: '100%' } };
  return (
    <>
      <Form.Item
        name="value"
        label={w.value}
        extra={w.valueHelp[list.kind as keyof typeof w.valueHelp]}
        rules={[{ required: true, whitespace: true, message: w.valueNeeded }]}
        style={{ marginTop: 12 }}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={w.reason}
        extra={w.reasonHelp}
        rules={[{ required: true, whitespace: true, message: w.reasonNeeded }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="source" label={w.source} extra={w.sourceHelp}>
        <AutoComplete
          options={sources.data?.filter(Boolean).map((value) => ({ value }))}
          showSearch={{ filterOption: true }}
        >
          <Input maxLength={200} />
        </AutoComplete>
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="starts_at" label={w.starts} extra={w.startsHelp} style={{ flex: 1 }}>
          <DatePicker {...time} />
        </Form.Item>
        <Form.Item name="expires_at" label={w.expires} extra={w.expiresHelp} style={{ flex: 1 }}>
          <DatePicker {...time} presets={presets} />
        </Form.Item>
      </Flex>
    </>
  );
}
