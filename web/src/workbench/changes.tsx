import { Empty, Timeline, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { AddressLink } from '../kit/address-link';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { addressOf } from './address';
import { words } from './words';

/** Who changed which policy, list, indicator or scene, newest first. */
export function Changes({ changes }: { changes: Schemas['RecentChange'][] }) {
  const w = useWords(words);
  const say = useText();
  if (!changes.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noChanges} />;
  return (
    <Timeline
      style={{ maxHeight: 360, overflow: 'auto', paddingTop: 6 }}
      items={changes.map((change, place) => ({
        key: place,
        content: (
          <>
            <span data-content={change.by ? true : undefined}>{change.by ?? w.system}</span>{' '}
            {w.action[change.action] ?? <span data-content>{change.action}</span>}{' '}
            <AddressLink address={addressOf({ ...change, id: null })}>
              <span data-content>
                {say(change.title) || change.code}
                {change.number ? ` v${change.number}` : ''}
              </span>
            </AddressLink>
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {w.kind[change.kind]} · <Moment at={change.at} />
            </Typography.Text>
          </>
        ),
      }))}
    />
  );
}
