import { RedoOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Select, Typography } from 'antd';
import { api, byCursor, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { type Column, RecordTable } from '../../kit/record-table';
import { jobsRoute, STATES } from './routes';
import { RunOutcome, RunState, useElapsed } from './run-state';
import { useRun } from './use-run';
import { words } from './words';

type Run = Schemas['RunView'];

/** The runs of all jobs, newest first, with cancelling and retrying. */
export function Runs() {
  const w = useWords(words);
  const say = useText();
  const elapsed = useElapsed();
  const search = jobsRoute.useSearch();
  const navigate = jobsRoute.useNavigate();
  const params = { query: { ...search, limit: 50 } };
  const found = api.useInfiniteQuery(
    'get',
    '/api/v1/jobs/runs',
    { params },
    { ...byCursor, refetchInterval: 3_000 },
  );
  const kinds = api.useQuery('get', '/api/v1/jobs');
  const columns: Column<Run>[] = [
    { key: 'job', title: w.job, width: 200, value: (row) => say(row.title) },
    {
      key: 'state',
      title: w.state,
      width: 100,
      value: (row) => w.states[row.state],
      render: (row) => <RunState run={row} />,
    },
    {
      key: 'outcome',
      title: w.result,
      width: 320,
      value: (row) => say(row.error ?? row.told),
      render: (row) => <RunOutcome run={row} />,
    },
    {
      key: 'created',
      title: w.created,
      width: 150,
      value: (row) => row.created_at,
      render: (row) => <Moment at={row.created_at} seconds />,
    },
    { key: 'elapsed', title: w.elapsed, width: 90, align: 'right', value: (row) => elapsed(row.elapsed_us) },
    {
      key: 'by',
      title: w.by,
      width: 160,
      value: (row) => row.requested_by_name || w.bySchedule,
      render: (row) =>
        row.requested_by ? (
          <span className="code" data-content>
            {row.requested_by}
          </span>
        ) : (
          w.bySchedule
        ),
    },
    {
      key: 'actions',
      title: w.actions,
      width: 100,
      value: () => null,
      render: (row) => <Actions run={row} jobs={kinds.data} />,
    },
  ];
  return (
    <RecordTable
      name="job-runs"
      label={w.runs}
      columns={columns}
      rows={found.data?.pages.flatMap((page) => page.items)}
      rowKey={(row) => row.id}
      pending={found.isPending}
      error={found.error}
      retry={() => void found.refetch()}
      more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
      loadingMore={found.isFetchingNextPage}
      clear={search.code || search.state ? () => void navigate({ search: {} }) : undefined}
      hint={w.none}
      filters={
        <>
          <Typography.Title level={2} style={{ fontSize: 15, margin: 0 }}>
            {w.runs}
          </Typography.Title>
          <Select
            allowClear
            style={{ width: 220 }}
            placeholder={w.allJobs}
            aria-label={w.job}
            value={search.code}
            options={kinds.data?.map((job) => ({ value: job.code, label: say(job.title) }))}
            onChange={(code) => void navigate({ search: (old) => ({ ...old, code }), replace: true })}
          />
          <Select
            allowClear
            style={{ width: 140 }}
            placeholder={w.allStates}
            aria-label={w.state}
            value={search.state}
            options={STATES.map((value) => ({ value, label: w.states[value] }))}
            onChange={(state) => void navigate({ search: (old) => ({ ...old, state }), replace: true })}
          />
        </>
      }
    />
  );
}

function Actions({ run, jobs }: { run: Run; jobs: Schemas['JobView'][] | undefined }) {
  const w = useWords(words);
  const doing = useRun();
  if (!jobs?.find((job) => job.code === run.code)?.may_run) return null;
  if (run.state === 'queued' || run.state === 'running')
    return (
      <Popconfirm title={w.cancelSure} onConfirm={() => doing.cancel(run.id)}>
        <Button size="small" danger icon={<StopOutlined />} disabled={doing.busy}>
          {w.cancel}
        </Button>
      </Popconfirm>
    );
  if (run.state === 'succeeded') return null;
  return (
    <Button size="small" icon={<RedoOutlined />} disabled={doing.busy} onClick={() => doing.retry(run.id)}>
      {w.retry}
    </Button>
  );
}
