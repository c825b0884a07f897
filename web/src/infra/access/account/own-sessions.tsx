import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { api, http, type Schemas } from '../../../api/client';
import { useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { Moment } from '../../../kit/moment';
import { ProblemAlert } from '../../../kit/problem';
import { Section } from './section';
import { words } from './words';

type Own = Schemas['OwnSessionOut'];
const PATH = '/api/v1/me/sessions';

/** Where one is signed in, and ending it. */
export function OwnSessions() {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const query = api.useQuery('get', PATH);
  const [error, setError] = useState<unknown>();

  const after = async (done: Promise<{ error?: unknown }>) => {
    const { error: refused } = await done;
    setError(refused);
    if (!refused) void message.success(w.ended);
    await queries.invalidateQueries({ queryKey: ['get', PATH] });
  };
  const end = (id: string) =>
    after(http.DELETE('/api/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } }));
  const others = (
    <Button
      size="small"
      disabled={(query.data?.items.length ?? 0) < 2}
      onClick={() => void after(http.POST('/api/v1/me/sessions/end-others'))}
    >
      {w.endOthers}
    </Button>
  );
  return (
    <Section title={w.sessions} extra={others}>
      <ProblemAlert error={error} />
      <Loaded query={query}>{(found) => <SessionTable items={found.items} onEnd={end} />}</Loaded>
    </Section>
  );
}

function SessionTable({ items, onEnd }: { items: Own[]; onEnd: (id: string) => Promise<void> }) {
  const w = useWords(words);
  const named = (own: Own) => own.agent || (own.carrier === 'cookie' ? w.browser : w.program);
  return (
    <Table<Own>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={items}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: w.what, render: (_, own) => <span data-content>{named(own)}</span> },
        { title: w.where, render: (_, own) => <span data-content>{own.address || '—'}</span> },
        { title: w.began, render: (_, own) => <Moment at={own.created_at} /> },
        { title: w.seen, render: (_, own) => <Moment at={own.seen_at} /> },
        {
          title: '',
          align: 'right',
          render: (_, own) =>
            own.current ? (
              <Tag>{w.current}</Tag>
            ) : (
              <Button size="small" aria-label={w.endOf(named(own))} onClick={() => void onEnd(own.id)}>
                {w.end}
              </Button>
            ),
        },
      ]}
    />
  );
}
