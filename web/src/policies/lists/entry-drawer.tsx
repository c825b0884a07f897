import { Descriptions, Drawer, Flex, Typography } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Moment } from '../../kit/moment';
import type { Entry } from './entries-data';
import { EntryActions } from './entry-actions';
import { Expiry } from './expiry';
import { StandingTag } from './list-tags';
import { Person } from './person';
import { RevealValue } from './reveal-value';
import { words } from './words';

type Props = { list: Schemas['ListView']; id: string | undefined; onClose: () => void };

/** One entry as a whole, with what can be done. */
export function EntryDrawer({ list, id, onClose }: Props) {
  const w = useWords(words);
  return (
    <Drawer open={!!id} onClose={onClose} size={520} title={w.entry} destroyOnHidden>
      {id && <Content key={id} list={list} id={id} />}
    </Drawer>
  );
}

function Content({ list, id }: { list: Schemas['ListView']; id: string }) {
  const query = api.useQuery('get', '/api/v1/lists/{code}/entries/{entry}', {
    params: { path: { code: list.code, entry: id } },
  });
  return <Loaded query={query}>{(entry) => <Sheet list={list} entry={entry} />}</Loaded>;
}

function Sheet({ list, entry }: { list: Schemas['ListView']; entry: Entry }) {
  const w = useWords(words);
  const items = [
    { key: 'value', label: w.value, children: <RevealValue list={list} entry={entry} /> },
    {
      key: 'standing',
      label: w.standingTitle,
      children: (
        <Flex vertical gap={4} align="start">
          <StandingTag standing={entry.standing} />
          <Typography.Text type="secondary">{w.standingNote[entry.standing]}</Typography.Text>
        </Flex>
      ),
    },
    { key: 'reason', label: w.reason, children: <span data-content>{entry.reason}</span> },
    { key: 'source', label: w.source, children: <span data-content>{entry.source || '—'}</span> },
    { key: 'starts', label: w.starts, children: <Moment at={entry.starts_at} seconds /> },
    { key: 'expires', label: w.expires, children: <Expiry entry={entry} /> },
    {
      key: 'author',
      label: w.author,
      children: (
        <Flex vertical>
          <Person id={entry.author} name={entry.author_name} />
          <Moment at={entry.created_at} seconds />
        </Flex>
      ),
    },
    {
      key: 'requester',
      label: w.requester,
      children: <Person id={entry.requester} name={entry.requester_name} />,
    },
    {
      key: 'confirmer',
      label: w.confirmer,
      children: <Person id={entry.confirmer} name={entry.confirmer_name} />,
    },
    {
      key: 'id',
      label: w.entryId,
      children: (
        <span className="code" data-content>
          {entry.id}
        </span>
      ),
    },
  ];
  return (
    <Flex vertical gap={16}>
      <Descriptions size="small" bordered column={1} items={items} />
      <EntryActions entry={entry} twoPerson={list.two_person} />
      {list.two_person && <Typography.Text type="secondary">{w.twoPersonNote}</Typography.Text>}
    </Flex>
  );
}
