import { Link } from '@tanstack/react-router';
import { Flex, Tabs, Tooltip } from 'antd';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { OutcomeTag } from '../kit/outcome-tag';
import { Page } from '../kit/page';
import { ClassNotes } from './class-notes';
import { DerivedTable } from './derived-table';
import { sceneRoute, type TABS } from './routes';
import { SceneExample } from './scene-example';
import { SceneFields } from './scene-fields';
import { SceneUse } from './scene-use';
import { SceneVersions } from './scene-versions';
import { UnknownFields } from './unknown-fields';
import { words } from './words';

type Detail = Schemas['SceneDetail'];

/** One scene: what may be sent, how it changed, an example, who uses it. */
export default function ScenePage() {
  const { code } = sceneRoute.useParams();
  const query = api.useQuery('get', '/api/v1/scenes/{code}', { params: { path: { code } } });
  return <Loaded query={query}>{(data) => <SceneSheet data={data} />}</Loaded>;
}

function SceneSheet({ data }: { data: Detail }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const { tab = 'fields' } = sceneRoute.useSearch();
  const navigate = sceneRoute.useNavigate();
  const { scene, history } = data;
  const titled = (key: (typeof TABS)[number], count?: number) =>
    count ? `${w.tab[key]} ${count}` : w.tab[key];
  return (
    <Page
      title={<span data-content>{say(scene.title)}</span>}
      name={say(scene.title)}
      note={
        <Flex gap={16} wrap align="center">
          <span className="code" data-content>
            {scene.code}
          </span>
          <span>{w.versionOf(scene.version)}</span>
          {scene.policy ? (
            <Flex gap={6} align="center">
              <Tooltip title={w.fallbackNote}>
                <span tabIndex={0}>{w.fallback}</span>
              </Tooltip>
              <OutcomeTag outcome={scene.fallback} />
            </Flex>
          ) : (
            <span>{w.noPolicy}</span>
          )}
        </Flex>
      }
      extra={
        may('event.read') && (
          <Link to="/events" search={{ scene: scene.code }}>
            {w.seeEvents}
          </Link>
        )
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          void navigate({
            search: (old) => ({ ...old, tab: key as (typeof TABS)[number] }),
            replace: true,
          })
        }
        items={[
          {
            key: 'fields',
            label: titled('fields', scene.fields.length),
            children: (
              <Flex vertical gap={20}>
                <SceneFields fields={scene.fields} />
                {history.derived.length > 0 && <DerivedTable derived={history.derived} />}
                <ClassNotes />
              </Flex>
            ),
          },
          {
            key: 'versions',
            label: titled('versions', history.versions.length),
            children: <SceneVersions code={scene.code} versions={history.versions} />,
          },
          {
            key: 'example',
            label: w.tab.example,
            children: <SceneExample example={history.example} decides={!!scene.policy} />,
          },
          {
            key: 'unknown',
            label: titled('unknown', history.unknown.length),
            children: <UnknownFields found={history.unknown} lookedAt={history.looked_at} />,
          },
          { key: 'use', label: w.tab.use, children: <SceneUse use={data.use} /> },
        ]}
      />
    </Page>
  );
}
