import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, http } from '../api/client';
import { useText, useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { words } from './words';

type Values = { code: string; zh: string; en: string; scene?: string };

/** The smallest flow that makes sense: data in, rules, outcome out. */
const START = {
  nodes: [
    { id: 'request', type: 'inputNode', name: 'request', position: { x: 0, y: 0 }, content: {} },
    { id: 'rules', type: 'rulesNode', name: 'rules', position: { x: 320, y: 0 }, content: { rules: [] } },
    { id: 'decision', type: 'outputNode', name: 'decision', position: { x: 640, y: 0 }, content: {} },
  ],
  edges: [
    { id: 'request-rules', sourceId: 'request', targetId: 'rules', type: 'edge' },
    { id: 'rules-decision', sourceId: 'rules', targetId: 'decision', type: 'edge' },
  ],
};

/** Makes a policy with its first draft and opens it. */
export function NewPolicy({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(words);
  const say = useText();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const scenes = api.useQuery('get', '/api/v1/scenes', {}, { enabled: open });
  const make = async ({ code, zh, en, scene }: Values) => {
    setBusy(true);
    const body = { document: START, title: { zh, en }, scene: scene ?? null, allow_problems: false };
    const { data, error } = await http.POST('/api/v1/policies/{code}/versions', {
      params: { path: { code } },
      body,
    });
    setBusy(false);
    setError(error);
    if (!data) return;
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/policies'] });
    const number = String(data.version.number);
    void navigate({ to: '/policies/$code/versions/$number', params: { code, number } });
  };
  return (
    <Modal
      open={open}
      title={w.newPolicy}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={busy}
      forceRender
    >
      <Form form={form} layout="vertical" onFinish={(values) => void make(values)}>
        <Form.Item
          name="code"
          label={w.code}
          extra={w.codeHelp}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_.]{0,63}$/, message: w.codeHelp }]}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
        <Form.Item name="zh" label={w.titleZh} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="en" label={w.titleEn} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="scene" label={w.scene}>
          <Select
            allowClear
            placeholder={w.anyScene}
            options={scenes.data?.map((scene) => ({ value: scene.code, label: say(scene.title) }))}
          />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
