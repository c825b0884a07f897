import { Select } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useFigures } from '../../kit/figures';
import { useText, useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { type Column, RecordTable } from '../../kit/record-table';
import { lakeRoute } from './routes';
import { words } from './words';

type Day = Schemas['LakeDayView'];

/** Each day and scene of the lake: files, rows, size, numbers, when it was sealed. */
export function LakeDays({ days }: { days: Day[] }) {
  const w = useWords(words);
  const say = useText();
  const { number, bytes } = useFigures();
  const { scene } = lakeRoute.useSearch();
  const navigate = lakeRoute.useNavigate();
  const scenes = api.useQuery('get', '/api/v1/scenes');
  const named = (code: string) => say(scenes.data?.find((each) => each.code === code)?.title) || code;
  const columns: Column<Day>[] = [
    { key: 'day', title: w.day, width: 120, value: (row) => row.day },
    { key: 'scene', title: w.scene, width: 180, value: (row) => named(row.scene) },
    {
      key: 'rows',
      title: w.rows,
      width: 120,
      align: 'right',
      value: (row) => row.rows,
      render: (row) => number(row.rows),
    },
    {
      key: 'size',
      title: w.size,
      width: 110,
      align: 'right',
      value: (row) => row.bytes,
      render: (row) => bytes(row.bytes),
    },
    { key: 'files', title: w.files, width: 90, align: 'right', value: (row) => row.files },
    {
      key: 'seqs',
      title: w.seqs,
      width: 170,
      align: 'right',
      value: (row) => `${row.first_seq}–${row.last_seq}`,
    },
    {
      key: 'sealed',
      title: w.sealedAt,
      width: 160,
      value: (row) => row.sealed_at,
      render: (row) => <Moment at={row.sealed_at} />,
    },
  ];
  return (
    <RecordTable
      name="lake"
      label={w.title}
      columns={columns}
      rows={scene ? days.filter((day) => day.scene === scene) : days}
      rowKey={(row) => `${row.relation}/${row.day}/${row.scene}`}
      clear={scene ? () => void navigate({ search: {} }) : undefined}
      hint={w.empty}
      filters={
        <Select
          allowClear
          style={{ width: 220 }}
          placeholder={w.allScenes}
          aria-label={w.scene}
          value={scene}
          options={[...new Set(days.map((day) => day.scene))].map((code) => ({
            value: code,
            label: named(code),
          }))}
          onChange={(wanted) => void navigate({ search: { scene: wanted }, replace: true })}
        />
      }
    />
  );
}
