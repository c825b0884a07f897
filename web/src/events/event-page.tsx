import { Alert, Descriptions, Flex, Tabs, Tag, Tooltip } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useFigures } from '../kit/figures';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Moment } from '../kit/moment';
import { Page } from '../kit/page';
import { DecisionLink } from './decision-link';
import { fieldRows } from './field-rows';
import { FieldTable } from './field-table';
import { Reveal } from './reveal';
import { eventRoute } from './routes';
import { words } from './words';

type Event = Schemas['EventView'];

/** One event: what it says in words, when it came, what was decided on it. */
export default function EventPage() {
  const { scene, id } = eventRoute.useParams();
  const query = api.useQuery('get', '/api/v1/events/{scene}/{event_id}', {
    params: { path: { scene, event_id: id } },
  });
  // The key: clear values of one event never outlive its page.
  return <Loaded query={query}>{(data) => <EventSheet key={`${scene}/${id}`} event={data} />}</Loaded>;
}

function EventSheet({ event }: { event: Event }) {
  const w = useWords(words);
  const say = useText();
  const figures = useFigures();
  const [clear, setClear] = useState<Event>();
  const shown = clear ?? event;
  const detail = api.useQuery('get', '/api/v1/scenes/{code}', { params: { path: { code: event.scene } } });
  const rows = fieldRows(shown, detail.data?.scene, detail.data?.history.derived);
  const facts = [
    {
      key: 'scene',
      label: w.scene,
      children: (
        <Link to="/scenes/$code" params={{ code: event.scene }} data-content>
          {say(detail.data?.scene.title) || event.scene}
        </Link>
      ),
    },
    { key: 'occurred', label: w.occurred, children: <Moment at={event.occurred_at} seconds /> },
    {
      key: 'received',
      label: w.received,
      children: (
        <Flex gap={8} align="center" wrap>
          <Moment at={event.received_at} seconds />
          {event.late && (
            <Tooltip title={w.lateNote}>
              <Tag color="warning" tabIndex={0}>
                {w.late}
              </Tag>
            </Tooltip>
          )}
        </Flex>
      ),
    },
    { key: 'version', label: w.version, children: w.versionOf(event.scene_version) },
    { key: 'seq', label: w.order, children: <span className="num">{figures.number(event.seq)}</span> },
    { key: 'decision', label: w.decision, children: <DecisionLink scene={event.scene} id={event.id} /> },
  ];
  return (
    <Page
      title={
        <>
          {w.event} <span data-content>{event.id}</span>
        </>
      }
      name={`${w.event} ${event.id}`}
      extra={<Reveal event={event} clear={clear} onClear={setClear} />}
    >
      <Descriptions size="small" bordered column={{ xs: 1, md: 2, xl: 3 }} items={facts} />
      {clear ? (
        <Alert
          type="warning"
          showIcon
          title={w.revealed}
          description={[w.revealedNote, clear.masked.length ? w.stillMasked(clear.masked.length) : ''].join(
            ' ',
          )}
        />
      ) : (
        event.masked.length > 0 && <Alert type="info" showIcon title={w.maskedCount(event.masked.length)} />
      )}
      {shown.unknown.length > 0 && (
        <Alert type="info" showIcon title={w.unknown} description={w.unknownNote} />
      )}
      <Tabs
        items={[
          {
            key: 'fields',
            label: w.fields,
            children: <FieldTable rows={rows} name={`event-${event.scene}`} />,
          },
          {
            key: 'json',
            label: w.json,
            children: <CodeBlock text={JSON.stringify(shown, null, 2)} label={w.json} maxHeight={640} />,
          },
        ]}
      />
    </Page>
  );
}
