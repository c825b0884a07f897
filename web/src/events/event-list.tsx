import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { everyRow } from '../kit/export';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { Page } from '../kit/page';
import { type Column, RecordTable } from '../kit/record-table';
import { brief } from './brief';
import { EventFilters } from './event-filters';
import { fetchEvents } from './events-data';
import { eventsRoute } from './routes';
import { useSceneTitles } from './scene-titles';
import { words } from './words';

type Row = Schemas['EventView'];

/** The events that systems reported, newest first. */
export default function EventList() {
  const w = useWords(words);
  const search = eventsRoute.useSearch();
  const navigate = eventsRoute.useNavigate();
  const [about, setAbout] = useState('');
  const found = useInfiniteQuery({
    queryKey: ['events', search, about],
    queryFn: ({ pageParam }) => fetchEvents(search, about, pageParam, 100),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // What was looked for is not kept once the page is left.
    gcTime: about ? 0 : undefined,
  });
  const filtered = about || Object.values(search).some((value) => value !== undefined);
  const clear = () => {
    setAbout('');
    void navigate({ search: {} });
  };
  return (
    <Page title={w.title} note={w.note}>
      {about && (
        <Alert
          type="info"
          showIcon
          title={w.aboutShown}
          description={w.aboutNote}
          action={<Button onClick={() => setAbout('')}>{w.aboutEnd}</Button>}
        />
      )}
      <RecordTable
        name="events"
        label={w.title}
        columns={useColumns()}
        rows={found.data?.pages.flatMap((page) => page.items)}
        rowKey={(row) => `${row.scene}/${row.id}`}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        loadingMore={found.isFetchingNextPage}
        clear={filtered ? clear : undefined}
        hint={w.none}
        everything={(progress) => everyRow((cursor) => fetchEvents(search, about, cursor, 500), progress)}
        filters={
          <EventFilters
            search={search}
            onSearch={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
            onAbout={setAbout}
          />
        }
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const w = useWords(words);
  const say = useText();
  const { scenes, titleOf } = useSceneTitles();
  const said = (row: Row) =>
    brief(row.data, scenes?.find((scene) => scene.code === row.scene)?.fields, say, w);
  return [
    {
      key: 'id',
      title: w.eventId,
      width: 220,
      value: (row) => row.id,
      render: (row) => (
        <Link to="/events/$scene/$id" params={{ scene: row.scene, id: row.id }} className="code" data-content>
          {row.id}
        </Link>
      ),
    },
    {
      key: 'scene',
      title: w.scene,
      width: 170,
      value: (row) => titleOf(row.scene),
      render: (row) => <span data-content>{titleOf(row.scene)}</span>,
    },
    {
      key: 'occurred',
      title: w.occurred,
      width: 190,
      value: (row) => row.occurred_at,
      render: (row) => (
        <Flex gap={6} align="center">
          <Moment at={row.occurred_at} seconds />
          {row.late && <Tag color="warning">{w.late}</Tag>}
        </Flex>
      ),
    },
    {
      key: 'brief',
      title: w.brief,
      width: 420,
      value: said,
      render: (row) => <span data-content>{said(row)}</span>,
    },
    {
      key: 'received',
      title: w.received,
      width: 160,
      value: (row) => row.received_at,
      render: (row) => <Moment at={row.received_at} seconds />,
      optional: true,
    },
    {
      key: 'version',
      title: w.version,
      width: 120,
      align: 'right',
      value: (row) => row.scene_version,
      optional: true,
    },
    { key: 'order', title: w.order, width: 120, align: 'right', value: (row) => row.seq, optional: true },
  ];
}
