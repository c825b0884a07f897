import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../../../api/client';
import { useText, useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { words as kitWords } from '../../../kit/words';
import { done, type Scope, useRefresh, useScopes } from './data';
import { words } from './words';

type Values = Schemas['NewScopeBody'];

/** Creates a scope, or changes one. */
export function ScopeForm({ scope, onClose }: { scope: Scope | undefined; onClose: () => void }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const refresh = useRefresh();
  const scopes = useScopes().data ?? [];
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const save = async ({ code, ...rest }: Values) => {
    const body = { ...rest, parent: rest.parent ?? null };
    try {
      if (scope)
        await done(http.PUT('/api/v1/scopes/{code}', { params: { path: { code: scope.code } }, body }));
      else await done(http.POST('/api/v1/scopes', { body: { ...body, code } }));
      await refresh();
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  const kinds = Object.entries(w.scopeKinds).map(([value, label]) => ({ value, label }));
  const parents = scopes.filter((each) => each.code !== scope?.code);
  const needed = [{ required: true, message: w.needed }];
  return (
    <Modal
      open
      title={scope ? w.change : w.newScope}
      okText={k.ok}
      cancelText={k.cancel}
      onCancel={onClose}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={scope ?? { kind: 'product' }}
        onFinish={(values) => void save(values)}
      >
        {!scope && (
          <Form.Item name="code" label={w.code} extra={w.codeHelp} rules={needed}>
            <Input autoComplete="off" maxLength={64} />
          </Form.Item>
        )}
        <Form.Item name={['title', 'zh']} label={w.titleZh} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={['title', 'en']} label={w.titleEn} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label={w.kind} rules={needed}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item name="parent" label={w.parent}>
          <Select
            allowClear
            placeholder={w.top}
            options={parents.map((each) => ({ value: each.code, label: say(each.title) }))}
          />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
