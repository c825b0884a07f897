import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api } from '../../../api/client';
import { useMay } from '../../../frame/session';
import { useWords } from '../../../kit/language';
import { Page } from '../../../kit/page';
import { RecordTable } from '../../../kit/record-table';
import { useColumnsOfKeys } from './key-columns';
import { NewKey } from './new-key';
import { keysRoute } from './routes';
import { words } from './words';

/** The keys of systems: what each may do, until when, and who issued it. */
export default function Keys() {
  const w = useWords(words);
  const may = useMay();
  const { left } = keysRoute.useSearch();
  const navigate = keysRoute.useNavigate();
  const [adding, setAdding] = useState(false);
  const params = { query: left ? ({ creator: 'left' } as const) : {} };
  const found = api.useQuery('get', '/api/v1/keys', { params });
  const issue = may('key.manage') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {w.issue}
    </Button>
  );
  return (
    <Page title={w.keys} note={w.keysNote} extra={issue}>
      <RecordTable
        name="keys"
        label={w.keys}
        columns={useColumnsOfKeys()}
        rows={found.data}
        rowKey={(row) => row.id}
        pending={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        clear={left ? () => void navigate({ search: {} }) : undefined}
        filters={
          <Checkbox
            checked={left ?? false}
            onChange={(event) =>
              void navigate({ search: { left: event.target.checked || undefined }, replace: true })
            }
          >
            {w.onlyLeft}
          </Checkbox>
        }
      />
      {adding && <NewKey onClose={() => setAdding(false)} />}
    </Page>
  );
}
