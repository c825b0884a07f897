import { Link } from '@tanstack/react-router';
import { Input, Typography } from 'antd';
import { api, type Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { OutcomeTag } from '../kit/outcome-tag';
import { Page } from '../kit/page';
import { type Column, RecordTable } from '../kit/record-table';
import { words as kitWords } from '../kit/words';
import { scenesRoute } from './routes';
import { words } from './words';

type Row = Schemas['SceneView'];

/** Every scene: what decides there, and what it asks for. */
export default function SceneList() {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const { q } = scenesRoute.useSearch();
  const navigate = scenesRoute.useNavigate();
  const found = api.useQuery('get', '/api/v1/scenes');
  const wanted = (row: Row) =>
    `${row.code} ${row.title.zh} ${row.title.en}`.toLowerCase().includes((q ?? '').toLowerCase());
  const columns: Column<Row>[] = [
    {
      key: 'code',
      title: w.code,
      width: 200,
      value: (row) => row.code,
      render: (row) => (
        <Link to="/scenes/$code" params={{ code: row.code }} className="code">
          {row.code}
        </Link>
      ),
    },
    {
      key: 'title',
      title: w.name,
      width: 260,
      value: (row) => say(row.title),
      render: (row) => <span data-content>{say(row.title)}</span>,
    },
    {
      key: 'policy',
      title: w.policy,
      width: 200,
      value: (row) => row.policy,
      render: (row) =>
        row.policy ? (
          <Link to={`/policies/${row.policy}` as '/'} className="code">
            {row.policy}
          </Link>
        ) : (
          <Typography.Text type="secondary">{w.noPolicy}</Typography.Text>
        ),
    },
    {
      key: 'fallback',
      title: w.fallback,
      width: 130,
      value: (row) => row.policy && (k.outcome[row.fallback as keyof typeof k.outcome] ?? row.fallback),
      render: (row) => (row.policy ? <OutcomeTag outcome={row.fallback} /> : '—'),
    },
    { key: 'version', title: w.version, width: 130, align: 'right', value: (row) => row.version },
    { key: 'fields', title: w.fieldCount, width: 90, align: 'right', value: (row) => row.fields.length },
    {
      key: 'protected',
      title: w.protectedCount,
      width: 100,
      align: 'right',
      value: (row) => row.fields.filter((field) => field.sensitivity !== 'C1').length,
    },
  ];
  return (
    <Page title={w.scenes} note={w.scenesNote}>
      <RecordTable
        name="scenes"
        label={w.scenes}
        columns={columns}
        rows={found.data?.filter(wanted)}
        rowKey={(row) => row.code}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={q ? () => void navigate({ search: {} }) : undefined}
        hint={w.noScenes}
        filters={
          <Input.Search
            allowClear
            key={q ?? ''}
            style={{ width: 260 }}
            placeholder={w.searchScene}
            aria-label={w.searchScene}
            defaultValue={q}
            onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
          />
        }
      />
    </Page>
  );
}
