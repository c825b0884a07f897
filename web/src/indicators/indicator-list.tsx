import { Link } from '@tanstack/react-router';
import { Button, Flex, Tag } from 'antd';
import { useMemo } from 'react';
import { api } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { Page } from '../kit/page';
import { type Column, RecordTable } from '../kit/record-table';
import { filtered, type Row } from './filter';
import { ListFilters } from './list-filters';
import { listRoute } from './routes';
import { StatusTag } from './status-tag';
import { wordOf, words } from './words';

/** Every indicator: those of packs and the institution's own, drafts included. */
export default function IndicatorList() {
  const w = useWords(words);
  const may = useMay();
  const search = listRoute.useSearch();
  const navigate = listRoute.useNavigate();
  const found = api.useQuery('get', '/api/v1/indicators');
  const rows = useMemo(() => found.data && filtered(found.data, search), [found.data, search]);
  const columns = useColumns();
  return (
    <Page
      title={w.title}
      note={w.note}
      extra={
        may('indicator.write') && (
          <Link to="/indicators/new">
            <Button type="primary">{w.create}</Button>
          </Link>
        )
      }
    >
      <RecordTable
        name="indicators"
        label={w.title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.code}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={Object.values(search).some(Boolean) ? () => void navigate({ search: {} }) : undefined}
        hint={w.none}
        filters={<ListFilters rows={found.data ?? []} />}
      />
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const w = useWords(words);
  const say = useText();
  return [
    {
      key: 'code',
      title: w.name,
      width: 280,
      value: (row) => say(row.title),
      render: (row) => (
        <Flex vertical>
          <Link to="/indicators/$code" params={{ code: row.code }}>
            {say(row.title)}
          </Link>
          <span className="code" data-content>
            {row.code}
          </span>
        </Flex>
      ),
    },
    {
      key: 'status',
      title: w.status,
      width: 150,
      value: (row) => wordOf(w.statuses, row.status),
      render: (row) => (
        <Flex vertical align="start" gap={2}>
          <StatusTag status={row.status} />
          {row.pending && <small>{wordOf(w.pending, row.pending)}</small>}
        </Flex>
      ),
    },
    { key: 'scene', title: w.scene, width: 130, value: (row) => say(row.scene_title) },
    { key: 'aggregate', title: w.aggregate, width: 120, value: (row) => wordOf(w.aggregates, row.aggregate) },
    { key: 'window', title: w.window, width: 260, value: (row) => say(row.window) },
    { key: 'unit', title: w.unit, width: 80, value: (row) => say(row.unit), optional: true },
    {
      key: 'origin',
      title: w.origin,
      width: 90,
      value: (row) => wordOf(w.origins, row.origin),
      render: (row) => <Tag variant="outlined">{wordOf(w.origins, row.origin)}</Tag>,
    },
    { key: 'uses', title: w.uses, width: 90, align: 'right', value: (row) => row.uses },
    {
      key: 'description',
      title: w.description,
      width: 420,
      value: (row) => say(row.description),
      optional: true,
    },
    { key: 'id', title: w.code, width: 220, value: (row) => row.code, optional: true },
  ];
}
