import { Table } from 'antd';
import type { Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import type { Version } from './deciding';
import { StatusTag } from './status-tag';
import { VersionActions } from './version-actions';
import { words } from './words';

/** Every version of an own indicator, newest first, with what may be done to it. */
export function Versions({ view }: { view: Schemas['IndicatorView'] }) {
  const w = useWords(words);
  return (
    <Table<Version>
      size="small"
      rowKey="number"
      pagination={false}
      dataSource={view.versions}
      scroll={{ x: 900 }}
      expandable={{
        expandedRowRender: (version) => (
          <CodeBlock
            text={JSON.stringify(version.definition, null, 2)}
            label={`${w.json} v${version.number}`}
          />
        ),
      }}
      columns={[
        { title: w.version, width: 70, render: (_, version) => `v${version.number}` },
        { title: w.status, width: 110, render: (_, version) => <StatusTag status={version.status} /> },
        {
          title: w.author,
          width: 110,
          render: (_, version) => <span data-content>{version.author_name}</span>,
        },
        { title: w.createdAt, width: 150, render: (_, version) => <Moment at={version.created_at} /> },
        {
          title: w.approver,
          width: 110,
          render: (_, version) => <span data-content>{version.approver_name ?? '—'}</span>,
        },
        { title: w.decidedAt, width: 150, render: (_, version) => <Moment at={version.decided_at} /> },
        { title: w.comment, render: (_, version) => <span data-content>{version.comment || '—'}</span> },
        {
          title: '',
          width: 220,
          align: 'right',
          render: (_, version) => <VersionActions version={version} />,
        },
      ]}
    />
  );
}
