import { DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, http } from '../../../api/client';
import { useText, useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { words as kitWords } from '../../../kit/words';
import { done, useRefresh, useRoles } from './data';
import { SecretModal } from './secret-modal';
import { words } from './words';

type Values = { name: string; permissions: string[]; scenes?: string[]; networks?: string[]; ends?: Dayjs };

/** Issues a key and shows its token this once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const refresh = useRefresh();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [token, setToken] = useState<string>();
  const permissions = useRoles().data?.permissions.filter((each) => !each.people_only) ?? [];
  const scenes = api.useQuery('get', '/api/v1/scenes', {}, { staleTime: 60_000 }).data ?? [];
  const issue = async ({ ends, scenes: chosen, networks, ...rest }: Values) => {
    const body = {
      ...rest,
      scenes: chosen?.length ? chosen : null,
      networks: networks ?? [],
      expires_at: ends ? ends.endOf('day').toISOString() : null,
    };
    try {
      setToken((await done(http.POST('/api/v1/keys', { body }))).token);
      void refresh();
    } catch (problem) {
      setError(problem);
    }
  };
  if (token) return <SecretModal label={w.token} secret={token} onClose={onClose} />;
  const needed = [{ required: true, message: w.needed }];
  return (
    <Modal open title={w.issue} okText={w.issue} cancelText={k.cancel} onCancel={onClose} onOk={form.submit}>
      <Form form={form} layout="vertical" onFinish={(values) => void issue(values)}>
        <Form.Item name="name" label={w.keyName} rules={needed}>
          <Input autoComplete="off" maxLength={128} />
        </Form.Item>
        <Form.Item name="permissions" label={w.permissions} rules={needed}>
          <Select
            mode="multiple"
            options={permissions.map((each) => ({ value: each.code, label: say(each.title) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="scenes" label={w.scenes} extra={w.scenesHelp}>
          <Select
            mode="multiple"
            options={scenes.map((each) => ({ value: each.code, label: say(each.title) }))}
          />
        </Form.Item>
        <Form.Item name="networks" label={w.networks} extra={w.networksHelp}>
          <Select mode="tags" open={false} tokenSeparators={[',', ' ']} />
        </Form.Item>
        <Form.Item name="ends" label={w.ends}>
          <DatePicker style={{ width: '100%' }} placeholder={w.never} />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
