import { Alert, Checkbox, Input, Tag, Typography } from 'antd';
import { api, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { type Column, RecordTable } from '../../kit/record-table';
import { settingsRoute } from './routes';
import { words } from './words';

type Setting = Schemas['SettingView'];

/** Every setting in force, where it comes from and what it is for. */
export default function Settings() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/settings');
  return (
    <Page title={w.title} note={w.note}>
      <Loaded query={query}>{(found) => <SettingsTable found={found} />}</Loaded>
    </Page>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function SettingsTable({ found }: { found: Schemas['SettingsInForce'] }) {
  const w = useWords(words);
  const tell = useText();
  const say = (text: Schemas['Text']) => sentence(tell(text));
  const search = settingsRoute.useSearch();
  const navigate = settingsRoute.useNavigate();
  const wanted = (search.q ?? '').toLowerCase();
  const rows = found.items.filter(
    (each) =>
      (!search.changed || each.source !== 'default') &&
      `${each.variable} ${say(each.purpose)}`.toLowerCase().includes(wanted),
  );
  const shown = (each: Setting) =>
    each.secret ? (each.is_set ? w.set : w.notSet) : (each.value ?? w.notSet);
  const columns: Column<Setting>[] = [
    {
      key: 'name',
      title: w.name,
      width: 280,
      value: (row) => row.variable,
      render: (row) => (
        <code className="code" data-content>
          {row.variable}
        </code>
      ),
    },
    {
      key: 'value',
      title: w.value,
      width: 280,
      value: shown,
      render: (row) =>
        row.secret || row.value === null ? (
          <Tag>{shown(row)}</Tag>
        ) : (
          <code className="code" data-content style={{ overflowWrap: 'anywhere' }}>
            {row.value}
          </code>
        ),
    },
    {
      key: 'source',
      title: w.source,
      width: 130,
      value: (row) => w.sources[row.source],
      render: (row) => (
        <span title={row.file ?? undefined}>
          {row.source === 'default' ? (
            <Typography.Text type="secondary">{w.sources.default}</Typography.Text>
          ) : (
            <Tag color="blue">{w.sources[row.source]}</Tag>
          )}
        </span>
      ),
    },
    { key: 'purpose', title: w.purpose, width: 320, value: (row) => say(row.purpose) },
    { key: 'accepts', title: w.accepts, width: 260, value: (row) => say(row.accepts), optional: true },
    { key: 'default', title: w.fallback, width: 180, value: (row) => row.default, optional: true },
  ];
  return (
    <>
      {found.notices.map((notice) => (
        <Alert key={notice.en} type="warning" showIcon title={w.notices} description={say(notice)} />
      ))}
      <RecordTable
        name="settings"
        label={w.title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        clear={search.q || search.changed ? () => void navigate({ search: {} }) : undefined}
        filters={
          <>
            <Input.Search
              allowClear
              style={{ width: 260 }}
              placeholder={w.find}
              aria-label={w.find}
              defaultValue={search.q}
              onSearch={(q) =>
                void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true })
              }
            />
            <Checkbox
              checked={!!search.changed}
              onChange={(event) =>
                void navigate({
                  search: (old) => ({ ...old, changed: event.target.checked || undefined }),
                  replace: true,
                })
              }
            >
              {w.changed}
            </Checkbox>
          </>
        }
      />
    </>
  );
}
