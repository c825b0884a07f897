import { PlayCircleOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { type Column, RecordTable } from '../../kit/record-table';
import { RunOutcome, RunState } from './run-state';
import { useRun } from './use-run';
import { words } from './words';

type Job = Schemas['JobView'];

/** The kinds of job: when each comes next, how the latest run went, and running it now. */
export function Kinds() {
  const w = useWords(words);
  const say = useText();
  const { run, busy } = useRun();
  const query = api.useQuery('get', '/api/v1/jobs', {}, { refetchInterval: 5_000 });
  const columns: Column<Job>[] = [
    {
      key: 'job',
      title: w.job,
      width: 240,
      value: (row) => say(row.title),
      render: (row) => (
        <Flex vertical>
          <span>{say(row.title)}</span>
          <Typography.Text type="secondary" className="code" data-content>
            {row.code}
          </Typography.Text>
        </Flex>
      ),
    },
    { key: 'purpose', title: w.purpose, width: 300, value: (row) => say(row.purpose) },
    {
      key: 'schedule',
      title: w.schedule,
      width: 150,
      value: (row) => row.schedule,
      render: (row) =>
        row.schedule ? (
          <span className="code" title={w.zone(row.timezone)} data-content>
            {row.schedule}
          </span>
        ) : (
          w.onRequest
        ),
    },
    {
      key: 'next',
      title: w.next,
      width: 140,
      value: (row) => row.next_at,
      render: (row) => <Moment at={row.next_at} />,
    },
    {
      key: 'last',
      title: w.last,
      width: 300,
      value: (row) => row.last?.state,
      render: ({ last }) =>
        last ? (
          <Flex vertical gap={2}>
            <Flex gap={6} align="center">
              <RunState run={last} />
              <Moment at={last.created_at} />
            </Flex>
            <RunOutcome run={last} />
          </Flex>
        ) : (
          <Typography.Text type="secondary">{w.never}</Typography.Text>
        ),
    },
    {
      key: 'actions',
      title: w.actions,
      width: 110,
      value: () => null,
      render: (row) => (
        <Button
          size="small"
          icon={<PlayCircleOutlined />}
          disabled={!row.may_run || busy}
          title={row.may_run ? undefined : w.mayNot}
          aria-label={`${w.run}: ${say(row.title)}`}
          onClick={() => run(row.code)}
        >
          {w.run}
        </Button>
      ),
    },
  ];
  return (
    <RecordTable
      name="jobs"
      label={w.kinds}
      columns={columns}
      rows={query.data}
      rowKey={(row) => row.code}
      pending={query.isPending}
      error={query.error}
      retry={() => void query.refetch()}
      filters={
        <Typography.Title level={2} style={{ fontSize: 15, margin: 0 }}>
          {w.kinds}
        </Typography.Title>
      }
    />
  );
}
