import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Badge, Button, Checkbox, Input, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { Page } from '../kit/page';
import { type Column, RecordTable } from '../kit/record-table';
import { NewPolicy } from './new-policy';
import { policiesRoute } from './routes';
import { words } from './words';

type Row = Schemas['PolicyView'];

/** Every policy: what is live, what is being written, what waits. */
export default function PolicyList() {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const search = policiesRoute.useSearch();
  const navigate = policiesRoute.useNavigate();
  const find = (q: string) =>
    void navigate({ search: (old) => ({ ...old, q: q.trim() || undefined }), replace: true });
  const [making, setMaking] = useState(false);
  const found = api.useQuery('get', '/api/v1/policies');
  const scenes = api.useQuery('get', '/api/v1/scenes');
  const sceneOf = (row: Row) =>
    row.scene ? say(scenes.data?.find((scene) => scene.code === row.scene)?.title) || row.scene : w.anyScene;
  const wanted = (row: Row) => {
    const text = `${row.code} ${row.title.zh} ${row.title.en}`.toLowerCase();
    return text.includes((search.q ?? '').toLowerCase()) && (!search.waiting || row.waiting > 0);
  };
  const columns: Column<Row>[] = [
    {
      key: 'code',
      title: w.code,
      width: 180,
      value: (row) => row.code,
      render: (row) => (
        <Link to="/policies/$code" params={{ code: row.code }} className="code">
          {row.code}
        </Link>
      ),
    },
    {
      key: 'title',
      title: w.name,
      width: 240,
      value: (row) => say(row.title),
      render: (row) => <span data-content>{say(row.title)}</span>,
    },
    { key: 'scene', title: w.scene, width: 180, value: sceneOf },
    {
      key: 'live',
      title: w.live,
      width: 120,
      value: (row) => row.live,
      render: (row) =>
        row.live ? (
          <Link to="/policies/$code/versions/$number" params={{ code: row.code, number: String(row.live) }}>
            {w.version(row.live)}
          </Link>
        ) : (
          <Typography.Text type="secondary">{w.notLive}</Typography.Text>
        ),
    },
    {
      key: 'since',
      title: w.liveSince,
      width: 150,
      value: (row) => row.live_at,
      render: (row) => <Moment at={row.live_at} />,
    },
    { key: 'drafts', title: w.drafts, width: 80, align: 'right', value: (row) => row.drafts },
    {
      key: 'waiting',
      title: w.waiting,
      width: 100,
      align: 'right',
      value: (row) => row.waiting,
      render: (row) => (row.waiting ? <Badge status="warning" text={row.waiting} /> : 0),
    },
  ];
  return (
    <Page
      title={w.policies}
      note={w.policiesNote}
      extra={
        may('policy.write') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {w.newPolicy}
          </Button>
        )
      }
    >
      <RecordTable
        name="policies"
        label={w.policies}
        columns={columns}
        rows={found.data?.filter(wanted)}
        rowKey={(row) => row.code}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={search.q || search.waiting ? () => void navigate({ search: {} }) : undefined}
        hint={w.noPolicies}
        filters={
          <>
            <Input
              allowClear
              style={{ width: 240 }}
              placeholder={w.search}
              aria-label={w.search}
              defaultValue={search.q}
              onPressEnter={(event) => find(event.currentTarget.value)}
              onClear={() => find('')}
              prefix={<SearchOutlined />}
            />
            <Checkbox
              checked={!!search.waiting}
              onChange={(event) =>
                void navigate({
                  search: (old) => ({ ...old, waiting: event.target.checked || undefined }),
                  replace: true,
                })
              }
            >
              {w.onlyWaiting}
            </Checkbox>
          </>
        }
      />
      <NewPolicy open={making} onClose={() => setMaking(false)} />
    </Page>
  );
}
