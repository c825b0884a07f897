import { Flex, Segmented, Select, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { api, type Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { ChangeTable } from './change-table';
import { compareRoute } from './routes';
import { words } from './words';

const FlowDifference = lazy(() => import('./flow/flow-difference'));

/** The difference of any two versions of a policy, in words or on the flow. */
export default function ComparePage() {
  const { code } = compareRoute.useParams();
  const query = api.useQuery('get', '/api/v1/policies/{code}', { params: { path: { code } } });
  return <Loaded query={query}>{(data) => <Comparing data={data} />}</Loaded>;
}

function Comparing({ data: { policy, versions } }: { data: Schemas['PolicyDetail'] }) {
  const w = useWords(words);
  const search = compareRoute.useSearch();
  const navigate = compareRoute.useNavigate();
  const newest = versions[0]?.number ?? 1;
  const after = search.after ?? newest;
  const before = search.before ?? versions.find((version) => version.number < after)?.number ?? after;
  const view = search.view ?? 'words';
  const choose = (key: 'before' | 'after') => (
    <Select
      aria-label={w[key]}
      style={{ width: 180 }}
      value={key === 'before' ? before : after}
      options={versions.map((version) => ({
        value: version.number,
        label: `${w.version(version.number)} · ${w.status[version.status as keyof typeof w.status]}`,
      }))}
      onChange={(number) => void navigate({ search: (old) => ({ ...old, [key]: number }), replace: true })}
    />
  );
  return (
    <Page
      full={view === 'flow'}
      title={w.compareTitle}
      note={<span className="code">{policy.code}</span>}
      extra={
        <Flex gap={8} align="center" wrap>
          {choose('before')}
          <Typography.Text>→</Typography.Text>
          {choose('after')}
          <Segmented
            aria-label={w.compare}
            value={view}
            options={[
              { value: 'words' as const, label: w.diffWords },
              { value: 'flow' as const, label: w.diffFlow },
            ]}
            onChange={(view) => void navigate({ search: (old) => ({ ...old, view }), replace: true })}
          />
        </Flex>
      }
    >
      {view === 'words' ? (
        <InWords code={policy.code} pair={[before, after]} />
      ) : (
        <Suspense fallback={null}>
          <FlowDifference code={policy.code} before={before} after={after} />
        </Suspense>
      )}
    </Page>
  );
}

function InWords({ code, pair: [before, after] }: { code: string; pair: [number, number] }) {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/policies/{code}/versions/{number}/difference', {
    params: { path: { code, number: after }, query: { against: before } },
  });
  return (
    <Loaded query={query}>
      {(changes) => <ChangeTable changes={changes} before={w.version(before)} after={w.version(after)} />}
    </Loaded>
  );
}
