import { App, Button, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { http, isProblem } from '../../../api/client';
import { useMay } from '../../../frame/session';
import { useText, useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { words as kitWords } from '../../../kit/words';
import { done, type Scope, useRefresh, useScopes } from './data';
import { ScopeForm } from './scope-form';
import { branches, type Branch } from './tree';
import { words } from './words';

/** The tree of units, businesses and products, with the scenes in each. */
export function Scopes() {
  const w = useWords(words);
  const may = useMay();
  const query = useScopes();
  const [editing, setEditing] = useState<Scope | 'new'>();
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={16}>
        <Typography.Text type="secondary">{w.scopesNote}</Typography.Text>
        {may('user.manage') && <Button onClick={() => setEditing('new')}>{w.newScope}</Button>}
      </Flex>
      <Loaded query={query}>{(scopes) => <ScopeTree scopes={scopes} edit={setEditing} />}</Loaded>
      {editing && (
        <ScopeForm scope={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Flex>
  );
}

function ScopeTree({ scopes, edit }: { scopes: Scope[]; edit: (scope: Scope) => void }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const columns = [
    {
      key: 'title',
      title: w.scope,
      render: (_: unknown, row: Branch) => (
        <>
          {say(row.title)}{' '}
          <Typography.Text type="secondary" data-content>
            {row.code}
          </Typography.Text>{' '}
          {row.built_in && <Tag>{w.builtIn}</Tag>}
        </>
      ),
    },
    { key: 'kind', title: w.kind, width: 140, render: (_: unknown, row: Branch) => w.scopeKinds[row.kind] },
    {
      key: 'scenes',
      title: w.scenes,
      render: (_: unknown, row: Branch) => <span data-content>{row.scenes.join(' · ') || '—'}</span>,
    },
    {
      key: 'change',
      title: '',
      width: 180,
      render: (_: unknown, row: Branch) =>
        may('user.manage') &&
        !row.built_in && (
          <Flex gap={8}>
            <Button size="small" onClick={() => edit(row)} aria-label={`${w.change}: ${say(row.title)}`}>
              {w.change}
            </Button>
            <Remove scope={row} />
          </Flex>
        ),
    },
  ];
  return (
    <Table<Branch>
      size="small"
      rowKey="code"
      dataSource={branches(scopes)}
      columns={columns}
      pagination={false}
      expandable={{ defaultExpandAllRows: true }}
      scroll={{ x: 760 }}
    />
  );
}

function Remove({ scope }: { scope: Scope }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const refresh = useRefresh();
  const { modal, message } = App.useApp();
  const remove = async () => {
    try {
      await done(http.DELETE('/api/v1/scopes/{code}', { params: { path: { code: scope.code } } }));
      await refresh();
    } catch (problem) {
      void message.error(isProblem(problem) ? problem.detail : k.failed);
    }
  };
  const title = w.removeSure(say(scope.title));
  const ask = () => modal.confirm({ title, okText: w.remove, cancelText: k.cancel, onOk: remove });
  return (
    <Button size="small" danger onClick={() => void ask()} aria-label={`${w.remove}: ${say(scope.title)}`}>
      {w.remove}
    </Button>
  );
}
