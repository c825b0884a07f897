import { SaveOutlined, SendOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Flex, Tag, Tooltip, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { http, type Schemas } from '../api/client';
import { useMay, useMe } from '../frame/session';
import { useWords } from '../kit/language';
import { type Flow, plain } from './flow/document';
import { useFailure, useSaveDraft } from './saving';
import { words } from './words';

type Props = {
  version: Schemas['PolicyVersionView'];
  flow: Flow;
  dirty: boolean;
  errors?: number;
  onWritable: (writable: boolean) => void;
};

/** Saving and submitting, with why something cannot be done. */
export function VersionActions({ version, flow, dirty, errors, onWritable }: Props) {
  const w = useWords(words);
  const may = useMay();
  const me = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fail = useFailure();
  const save = useSaveDraft(version.policy);
  const [busy, setBusy] = useState(false);
  const why = reason(version, me.data?.id, may('policy.write'));
  useEffect(() => onWritable(!why), [why, onWritable]);

  const at = { code: version.policy, number: String(version.number) };
  const path = { code: version.policy, number: version.number };
  const keep = async () => {
    setBusy(true);
    const number = await save(plain(flow), why ? undefined : version.number);
    if (number)
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/policies/{code}/versions/{number}'] });
    setBusy(false);
    if (number) void message.success(w.saved);
    if (number && number !== version.number)
      void navigate({ to: '/policies/$code/versions/$number', params: { ...at, number: String(number) } });
  };
  const submit = async () => {
    const { error } = await http.POST('/api/v1/policies/{code}/versions/{number}/submit', {
      params: { path },
    });
    if (error) return fail(error);
    await queries.invalidateQueries();
    void message.success(w.submittedDone);
    void navigate({ to: '/policies/$code/versions/$number', params: at, search: { view: 'review' } });
  };
  if (why)
    return (
      <Flex gap={8} align="center" wrap>
        <Tag>{w.readOnly}</Tag>
        <Typography.Text type="secondary">{w.readOnlyWhy[why]}</Typography.Text>
        {why !== 'permission' && (
          <Button size="small" loading={busy} onClick={() => void keep()}>
            {why === 'author' ? w.saveAsNew : w.draftFrom}
          </Button>
        )}
      </Flex>
    );
  const blocked = dirty ? w.saveFirst : errors ? w.hasErrors(errors) : undefined;
  return (
    <Flex gap={8} align="center" wrap>
      <Button
        type="primary"
        icon={<SaveOutlined />}
        loading={busy}
        disabled={!dirty}
        onClick={() => void keep()}
      >
        {w.save}
      </Button>
      {may('policy.submit') && (
        <Tooltip title={blocked}>
          <Button icon={<SendOutlined />} disabled={!!blocked} onClick={() => void submit()}>
            {w.submit}
          </Button>
        </Tooltip>
      )}
      {dirty && <Typography.Text type="warning">{w.unsaved}</Typography.Text>}
      {!dirty && blocked && <Typography.Text type="secondary">{blocked}</Typography.Text>}
    </Flex>
  );
}

/** Why a person cannot change a version, if they cannot. */
function reason(version: Schemas['PolicyVersionView'], me: string | undefined, may: boolean) {
  if (!may) return 'permission' as const;
  if (version.status !== 'draft') return 'status' as const;
  return version.author === me ? undefined : ('author' as const);
}
