import { Empty, Flex, Tag, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { AddressLink } from '../kit/address-link';
import { useText, useWords } from '../kit/language';
import { words } from './words';

/** What was found, each with the door to it. */
export function HitList({ hits, empty }: { hits: Schemas['Hits']; empty: string }) {
  const w = useWords(words);
  const say = useText();
  if (!hits.items.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />;
  return (
    <Flex vertical gap={12}>
      <ul className="work" style={{ maxHeight: 'none' }} aria-label={w.title}>
        {hits.items.map((hit) => (
          <li key={`${hit.kind}/${hit.id}`}>
            <Flex gap={8} align="baseline" wrap>
              <Tag>{w.kind[hit.kind]}</Tag>
              <AddressLink address={hit.address}>
                <span data-content>{say(hit.title)}</span>
              </AddressLink>
              {hit.note && (
                <Typography.Text type="secondary" data-content>
                  {say(hit.note)}
                </Typography.Text>
              )}
            </Flex>
          </li>
        ))}
      </ul>
      {hits.more && <Typography.Text type="secondary">{w.more}</Typography.Text>}
    </Flex>
  );
}
