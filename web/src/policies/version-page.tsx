import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { api, type Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { Reviewing } from './reviewing';
import { type View, versionRoute } from './routes';
import { StatusTag } from './status-tag';
import { VersionFacts } from './version-facts';
import { words } from './words';

const Workbench = lazy(() => import('./workbench'));

/** One version: its flow to look at, edit and try, and what an approver needs. */
export default function VersionPage() {
  const { code, number } = versionRoute.useParams();
  const path = { code, number: Number(number) };
  const query = api.useQuery('get', '/api/v1/policies/{code}/versions/{number}', { params: { path } });
  return <Loaded query={query}>{(data) => <Version key={`${code}/${number}`} detail={data} />}</Loaded>;
}

function Version({ detail }: { detail: Schemas['VersionDetail'] }) {
  const w = useWords(words);
  const { version, document } = detail;
  const search = versionRoute.useSearch();
  const navigate = versionRoute.useNavigate();
  const policy = api.useQuery('get', '/api/v1/policies/{code}', {
    params: { path: { code: version.policy } },
  });
  const reviewed = version.status === 'submitted' || version.effect !== null;
  const view: View = search.view ?? (version.status === 'submitted' ? 'review' : 'flow');
  const tabs = [
    { key: 'flow', label: w.flow },
    ...(reviewed ? [{ key: 'review', label: w.review }] : []),
    { key: 'source', label: w.source },
  ];
  return (
    <Page
      full
      name={`${version.policy} · ${w.version(version.number)}`}
      title={
        <>
          <span className="code" style={{ fontSize: 'inherit' }}>
            {version.policy}
          </span>{' '}
          · {w.version(version.number)} <StatusTag status={version.status} />
        </>
      }
      note={<VersionFacts version={version} />}
      extra={
        <Tabs
          size="small"
          activeKey={view}
          items={tabs}
          onChange={(key) =>
            void navigate({ search: (old) => ({ ...old, view: key as View }), replace: true })
          }
          tabBarStyle={{ marginBottom: 0 }}
        />
      }
    >
      {view === 'review' && <Reviewing version={version} />}
      {view === 'source' && (
        <CodeBlock label={w.document} text={JSON.stringify(document, null, 2)} maxHeight={720} />
      )}
      {view === 'flow' && (
        <Suspense fallback={null}>
          <Workbench detail={detail} scene={policy.data?.policy.scene ?? null} />
        </Suspense>
      )}
    </Page>
  );
}
