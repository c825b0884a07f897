import { Button, Flex, Form, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { ProblemAlert } from '../../../kit/problem';
import { words } from './words';

type Proposal = Schemas['ProposalOut'];
type Props = { required: boolean; onEnrolled: (codes: string[]) => void };

/** Enrolling an authenticator: the password, the picture, a first code. */
export function Enrolment({ required, onEnrolled }: Props) {
  const w = useWords(words);
  const [proposal, setProposal] = useState<Proposal>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const propose = async ({ password }: { password: string }) => {
    setBusy(true);
    const body = { password };
    const { data, error: refused } = await http.POST('/api/v1/me/second-factor', { body });
    setBusy(false);
    setError(refused);
    if (data) setProposal(data);
  };
  const confirm = async ({ code }: { code: string }) => {
    setBusy(true);
    const body = { code };
    const { data, error: refused } = await http.POST('/api/v1/me/second-factor/confirm', { body });
    setBusy(false);
    setError(refused);
    if (data) onEnrolled(data.recovery_codes);
  };

  return (
    <Flex vertical gap={12} align="start">
      <Tag color={required ? 'warning' : undefined} variant="outlined">
        {required ? `${w.off} · ${w.required}` : w.off}
      </Tag>
      <Typography.Text type="secondary">{w.enrolHelp}</Typography.Text>
      {proposal ? (
        <Confirming proposal={proposal} busy={busy} onCode={(given) => void confirm(given)} />
      ) : (
        <Form layout="vertical" requiredMark={false} onFinish={(given) => void propose(given)}>
          <Form.Item
            name="password"
            label={w.confirmPassword}
            rules={[{ required: true, message: w.needed }]}
          >
            <Input.Password autoComplete="current-password" maxLength={1024} style={{ width: 260 }} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {w.enrol}
          </Button>
        </Form>
      )}
      <ProblemAlert error={error} />
    </Flex>
  );
}

type Confirming = { proposal: Proposal; busy: boolean; onCode: (given: { code: string }) => void };

function Confirming({ proposal, busy, onCode }: Confirming) {
  const w = useWords(words);
  return (
    <Flex gap={24} wrap>
      <figure style={{ margin: 0 }}>
        <figcaption style={{ marginBottom: 8 }}>{w.scan}</figcaption>
        <img
          src={proposal.picture}
          alt={w.picture}
          width={196}
          height={196}
          style={{ background: '#fff', padding: 8, borderRadius: 6 }}
        />
      </figure>
      <Flex vertical gap={12} style={{ maxWidth: 360 }}>
        <div>
          <div>{w.typed}</div>
          <Typography.Text code copyable data-content style={{ overflowWrap: 'anywhere' }}>
            {proposal.secret}
          </Typography.Text>
        </div>
        <Form layout="vertical" requiredMark={false} onFinish={onCode}>
          <Form.Item
            name="code"
            label={w.firstCode}
            rules={[{ required: true, whitespace: true, message: w.needed }]}
          >
            <Input
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              maxLength={8}
              style={{ width: 140 }}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {w.confirm}
          </Button>
        </Form>
      </Flex>
    </Flex>
  );
}
