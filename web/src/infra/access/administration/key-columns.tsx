import { App, Button, Flex, Tag } from 'antd';
import { http, isProblem } from '../../../api/client';
import { useMay } from '../../../frame/session';
import { useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import { INK, LEVEL } from '../../../kit/palette';
import type { Column } from '../../../kit/record-table';
import { words as kitWords } from '../../../kit/words';
import { done, type Key, useRefresh } from './data';
import { words } from './words';

/** What a key may do, where, until when, and who issued it. */
export function useColumnsOfKeys(): Column<Key>[] {
  const w = useWords(words);
  const codes = (list: string[]) => <span data-content>{list.join(' · ')}</span>;
  const scenes = (row: Key) => (row.scenes ? codes(row.scenes) : w.anyScene);
  return [
    {
      key: 'name',
      title: w.keyName,
      width: 130,
      value: (row) => row.name,
      render: (row) => <strong data-content>{row.name}</strong>,
    },
    {
      key: 'state',
      title: w.state,
      width: 160,
      value: (row) => w.keyStates[row.state],
      render: (row) => <KeyState row={row} />,
    },
    {
      key: 'permissions',
      title: w.permissions,
      width: 220,
      value: (row) => row.permissions.join(' '),
      render: (row) => codes(row.permissions),
    },
    {
      key: 'scenes',
      title: w.scenes,
      width: 110,
      value: (row) => row.scenes?.join(' ') ?? w.anyScene,
      render: scenes,
    },
    {
      key: 'networks',
      title: w.networks,
      width: 115,
      value: (row) => row.networks.join(' '),
      render: (row) => (row.networks.length ? codes(row.networks) : w.anyNetwork),
    },
    {
      key: 'ends',
      title: w.ends,
      width: 140,
      value: (row) => row.expires_at,
      render: (row) => (row.expires_at ? <Moment at={row.expires_at} /> : w.never),
    },
    {
      key: 'used',
      title: w.used,
      width: 130,
      value: (row) => row.last_used_at,
      render: (row) => (row.last_used_at ? <Moment at={row.last_used_at} /> : w.unused),
    },
    {
      key: 'creator',
      title: w.creator,
      width: 105,
      value: (row) => row.created_by.name ?? row.created_by.id,
      render: (row) => <span data-content>{row.created_by.name ?? row.created_by.id}</span>,
    },
    { key: 'revoke', title: '', width: 80, value: () => null, render: (row) => <Revoke row={row} /> },
    { key: 'id', title: w.id, width: 290, optional: true, value: (row) => row.id },
  ];
}

function KeyState({ row }: { row: Key }) {
  const w = useWords(words);
  const loud = (word: string) => (
    <Tag color={LEVEL.orange} variant="solid" style={{ color: INK.orange }}>
      {word}
    </Tag>
  );
  return (
    <Flex gap={4} wrap>
      <Tag>{w.keyStates[row.state]}</Tag>
      {row.expires_soon && loud(w.soon)}
      {row.state === 'live' && row.created_by.left && loud(w.left)}
    </Flex>
  );
}

function Revoke({ row }: { row: Key }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const refresh = useRefresh();
  const { modal, message } = App.useApp();
  if (row.state !== 'live' || !may('key.manage')) return null;
  const revoke = async () => {
    try {
      await done(http.POST('/api/v1/keys/{key_id}/revoke', { params: { path: { key_id: row.id } } }));
      await refresh();
    } catch (problem) {
      void message.error(isProblem(problem) ? problem.detail : k.failed);
    }
  };
  const title = w.revokeKeySure(row.name);
  const ask = () => modal.confirm({ title, okText: w.revokeKey, cancelText: k.cancel, onOk: revoke });
  return (
    <Button size="small" danger onClick={() => void ask()} aria-label={`${w.revokeKey}: ${row.name}`}>
      {w.revokeKey}
    </Button>
  );
}
