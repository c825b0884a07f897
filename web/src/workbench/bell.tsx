import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import './workbench.css';
import { api } from '../api/client';
import { useMe } from '../frame/session';
import { useWords } from '../kit/language';
import { WorkList } from './work-list';
import { words } from './words';

const EVERY_MS = 30_000;

/** What waits for whoever is signed in: approvals, returns, jobs that failed. */
export function Bell() {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  // Until one's duties are done nothing else is answered.
  const enabled = useMe().data?.must.length === 0;
  const found = api.useQuery('get', '/api/v1/notices', {}, { refetchInterval: EVERY_MS, enabled });
  const count = found.data?.count ?? 0;
  const items = found.data ? [...found.data.approvals, ...found.data.returned, ...found.data.failed] : [];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={w.bell}
      content={
        // A door that was taken closes the list behind it.
        <div
          style={{ width: 380 }}
          onClick={(event) => (event.target as Element).closest('a') && setOpen(false)}
        >
          <WorkList items={items} label={w.bell} empty={w.nothing} />
        </div>
      }
    >
      <Badge count={count} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={w.bellCount(count)} />
      </Badge>
    </Popover>
  );
}
