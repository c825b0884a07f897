import { Empty, Flex, Select, Typography } from 'antd';
import { api } from '../api/client';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { ChangeTable } from './change-table';
import { sceneRoute } from './routes';
import { words } from './words';

/** What changed between any two versions; which two stands in the address. */
export function CompareVersions({ code, versions }: { code: string; versions: number[] }) {
  const w = useWords(words);
  const search = sceneRoute.useSearch();
  const navigate = sceneRoute.useNavigate();
  const before = search.before ?? versions.at(-1)!;
  const after = search.after ?? versions[0]!;
  const options = versions.map((value) => ({ value, label: w.versionOf(value) }));
  const choose = (key: 'before' | 'after') => (value: number) =>
    void navigate({ search: (old) => ({ ...old, [key]: value }), replace: true });
  return (
    <section>
      <Flex gap={12} align="center" wrap style={{ marginBottom: 12 }}>
        <Typography.Title level={2} style={{ fontSize: 15, margin: 0 }}>
          {w.compare}
        </Typography.Title>
        <Select
          aria-label={w.before}
          style={{ width: 130 }}
          value={before}
          options={options}
          onChange={choose('before')}
        />
        <span>→</span>
        <Select
          aria-label={w.after}
          style={{ width: 130 }}
          value={after}
          options={options}
          onChange={choose('after')}
        />
      </Flex>
      {before === after ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.sameVersion} />
      ) : (
        <Difference code={code} before={before} after={after} />
      )}
    </section>
  );
}

function Difference({ code, before, after }: { code: string; before: number; after: number }) {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/scenes/{code}/versions/{number}/difference', {
    params: { path: { code, number: after }, query: { against: before } },
  });
  return (
    <Loaded query={query}>
      {(changes) =>
        changes.length ? (
          <ChangeTable changes={changes} label={w.compare} />
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noDifference} />
        )
      }
    </Loaded>
  );
}
