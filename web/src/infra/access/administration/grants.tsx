import { App, Button, Card, Empty, Form, Modal, Table, Typography } from 'antd';
import { useState } from 'react';
import { http } from '../../../api/client';
import { useText, useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import { isProblem } from '../../../api/client';
import { ProblemAlert } from '../../../kit/problem';
import { words as kitWords } from '../../../kit/words';
import { done, type Grant, type User, useRefresh } from './data';
import { GrantFields, type GrantValues, grantBody } from './grant-fields';
import { useGrantName } from './tags';
import { words } from './words';

type Props = { user: User; editable: boolean; names: Record<string, string> };

/** What somebody was granted, where and until when. */
export function Grants({ user, editable, names }: Props) {
  const w = useWords(words);
  const say = useText();
  const [granting, setGranting] = useState(false);
  const columns = [
    { key: 'role', title: w.role, render: (_: unknown, row: Grant) => say(row.title) },
    {
      key: 'scope',
      title: w.scope,
      render: (_: unknown, row: Grant) => (row.scope ? say(row.scope_title) || row.scope : w.everywhere),
    },
    {
      key: 'ends',
      title: w.ends,
      render: (_: unknown, row: Grant) => (row.expires_at ? <Moment at={row.expires_at} /> : w.never),
    },
    { key: 'granted', title: w.granted, render: (_: unknown, row: Grant) => <Moment at={row.granted_at} /> },
    {
      key: 'by',
      title: w.by,
      render: (_: unknown, row: Grant) => (
        <span data-content>{names[row.granted_by] ?? (row.granted_by || '—')}</span>
      ),
    },
    {
      key: 'revoke',
      title: '',
      render: (_: unknown, row: Grant) => editable && <Revoke user={user} grant={row} />,
    },
  ];
  return (
    <Card
      title={w.grants}
      size="small"
      extra={editable && <Button onClick={() => setGranting(true)}>{w.grant}</Button>}
    >
      <Table<Grant>
        size="small"
        rowKey={(row) => `${row.role}@${row.scope}`}
        dataSource={user.grants}
        columns={columns}
        pagination={false}
        scroll={{ x: 720 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noGrants} /> }}
      />
      {granting && <GrantModal user={user} onClose={() => setGranting(false)} />}
    </Card>
  );
}

function Revoke({ user, grant }: { user: User; grant: Grant }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const nameOf = useGrantName();
  const refresh = useRefresh();
  const { modal, message } = App.useApp();
  const params = { path: { user_id: user.id, role: grant.role }, query: { scope: grant.scope } };
  const revoke = async () => {
    try {
      await done(http.DELETE('/api/v1/users/{user_id}/grants/{role}', { params }));
      await refresh();
    } catch (problem) {
      void message.error(isProblem(problem) ? problem.detail : k.failed);
    }
  };
  const ask = () =>
    modal.confirm({
      title: w.revokeSure(nameOf(grant)),
      okText: w.revoke,
      cancelText: k.cancel,
      okButtonProps: { danger: true },
      onOk: revoke,
    });
  return (
    <Button size="small" danger onClick={() => void ask()} aria-label={`${w.revoke}: ${nameOf(grant)}`}>
      {w.revoke}
    </Button>
  );
}

function GrantModal({ user, onClose }: { user: User; onClose: () => void }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const refresh = useRefresh();
  const [form] = Form.useForm<GrantValues>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const grant = async (values: GrantValues) => {
    setBusy(true);
    try {
      const params = { path: { user_id: user.id } };
      await done(http.POST('/api/v1/users/{user_id}/grants', { params, body: grantBody(values) }));
      await refresh();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={w.grant}
      okText={w.grant}
      cancelText={k.cancel}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={busy}
    >
      <Typography.Paragraph type="secondary">{w.grantNote}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(values) => void grant(values)}>
        <GrantFields />
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
