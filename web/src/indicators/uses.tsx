import { Link } from '@tanstack/react-router';
import { Card, Empty, Table } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { StatusTag } from './status-tag';
import { words } from './words';

/** The policies that read an indicator, live or open. */
export function Uses({ uses }: { uses: Schemas['Use'][] }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Card size="small" title={w.usedBy}>
      {uses.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.notUsed} />
      ) : (
        <Table
          size="small"
          pagination={false}
          dataSource={uses}
          rowKey={(use) => `${use.policy}/${use.number}`}
          columns={[
            {
              title: w.policy,
              render: (_, use) => (
                <Link
                  to="/policies/$code/versions/$number"
                  params={{ code: use.policy, number: String(use.number) }}
                >
                  <span data-content>{say(use.title)}</span>
                </Link>
              ),
            },
            { title: w.version, render: (_, use) => `v${use.number}` },
            { title: w.status, render: (_, use) => <StatusTag status={use.status} /> },
          ]}
        />
      )}
    </Card>
  );
}
