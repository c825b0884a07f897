import { Empty, Flex, Tag, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { AddressLink } from '../kit/address-link';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { addressOf } from './address';
import { words } from './words';

type Props = { items: Schemas['WorkItem'][]; label: string; empty: string };

/** Things that wait for somebody, each with the door to where it is dealt with. */
export function WorkList({ items, label, empty }: Props) {
  const w = useWords(words);
  const say = useText();
  if (!items.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />;
  return (
    <ul aria-label={label} className="work">
      {items.map((item) => (
        <li key={`${item.kind}/${item.code}/${item.number ?? item.id}`}>
          <Flex gap={8} align="baseline" wrap>
            <Tag>{w.kind[item.kind]}</Tag>
            <AddressLink address={addressOf(item)}>
              <span data-content>
                {say(item.title)}
                {item.number ? ` v${item.number}` : ''}
              </span>
            </AddressLink>
            <Typography.Text
              type={item.state === 'returned' || item.state === 'failed' ? 'danger' : 'secondary'}
            >
              {w.state[item.state] ?? item.state}
            </Typography.Text>
          </Flex>
          <Typography.Text type="secondary">
            {item.by && <span data-content>{item.by} · </span>}
            <Moment at={item.at} />
            {item.note && <span data-content> · {say(item.note)}</span>}
          </Typography.Text>
        </li>
      ))}
    </ul>
  );
}
