import { Alert, Flex, Modal, Table, Typography } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { http, type Schemas } from '../../api/client';
import { useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Moment } from '../../kit/moment';
import type { Entry } from './entries-data';
import { Expiry } from './expiry';
import { StandingTag } from './list-tags';
import { words } from './words';

type Found = Schemas['LookupView'];
type Props = { list: Schemas['ListView']; value: string | undefined; onClose: () => void };

/** Whether a value is on a list now, and every entry it has had; the value stays out of addresses. */
export function LookUp({ list, value, onClose }: Props) {
  const w = useWords(words);
  return (
    <Modal open={!!value} title={w.lookUp} onCancel={onClose} footer={null} width={760} destroyOnHidden>
      {value && <Answer list={list} value={value} />}
    </Modal>
  );
}

function Answer({ list, value }: { list: Schemas['ListView']; value: string }) {
  const w = useWords(words);
  const query = useQuery({
    queryKey: ['post', '/api/v1/lists/{code}/lookup', list.code, value],
    queryFn: async () => {
      const { data, error } = await http.POST('/api/v1/lists/{code}/lookup', {
        params: { path: { code: list.code } },
        body: { value },
      });
      if (error) throw error;
      return data as Found;
    },
    // What was looked for is not kept once this is closed.
    gcTime: 0,
    retry: false,
  });
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{w.lookUpNote}</Typography.Text>
      <Loaded query={query}>{(found) => <Result found={found} />}</Loaded>
    </Flex>
  );
}

function Result({ found: { hit, entries } }: { found: Found }) {
  const w = useWords(words);
  return (
    <Flex vertical gap={12}>
      <Alert
        type={hit ? 'warning' : 'success'}
        showIcon
        title={hit ? w.hit : w.noHit}
        description={hit && <span data-content>{`${hit.value} · ${hit.reason}`}</span>}
      />
      <Typography.Text>{entries.length ? w.hadEntries(entries.length) : w.noEntry}</Typography.Text>
      {entries.length > 0 && (
        <section aria-label={w.lookUp}>
          <Table<Entry>
            size="small"
            rowKey="id"
            dataSource={entries}
            pagination={false}
            scroll={{ y: 320 }}
            columns={[
              {
                title: w.standingTitle,
                width: 120,
                render: (_, row) => <StandingTag standing={row.standing} />,
              },
              { title: w.reason, render: (_, row) => <span data-content>{row.reason}</span> },
              {
                title: w.source,
                width: 120,
                render: (_, row) => <span data-content>{row.source || '—'}</span>,
              },
              { title: w.created, width: 140, render: (_, row) => <Moment at={row.created_at} /> },
              { title: w.expires, width: 140, render: (_, row) => <Expiry entry={row} /> },
            ]}
          />
        </section>
      )}
    </Flex>
  );
}
