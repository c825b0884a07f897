import { Descriptions, Flex, Tag, Typography } from 'antd';
import { AddressLink } from '../../../kit/address-link';
import { useText, useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import type { OpenWork as Work } from './data';
import { words } from './words';

const ADDRESS = { policy: '/policies', indicator: '/indicators' } as const;

/** How many things somebody leaves open. */
export const openCount = (work: Work) => work.versions.length + work.proposals.length + work.keys.length;

/** Drafts, versions that wait, changes of lists and keys that somebody leaves open. */
export function OpenWork({ work }: { work: Work }) {
  const w = useWords(words);
  const say = useText();
  if (openCount(work) === 0) return <Typography.Text type="secondary">{w.nothingOpen}</Typography.Text>;
  return (
    <Flex vertical gap={6} component="ul" style={{ margin: 0, paddingInlineStart: 18 }}>
      {work.versions.map((each) => (
        <li key={`${each.kind}${each.code}${each.number}`}>
          <Tag style={{ marginInlineEnd: 8 }}>{w.statuses[each.status]}</Tag>
          {w.kinds[each.kind]}{' '}
          <AddressLink address={`${ADDRESS[each.kind]}/${each.code}`}>
            <span data-content>{say(each.title)}</span>
          </AddressLink>{' '}
          {w.version(each.number)} · {w.since} <Moment at={each.since} />
        </li>
      ))}
      {work.proposals.map((each) => (
        <li key={each.id}>
          <Tag style={{ marginInlineEnd: 8 }}>{w.changes[each.change]}</Tag>
          <AddressLink address={`/lists/${each.list}`}>
            <span data-content>{say(each.title)}</span>
          </AddressLink>{' '}
          · {w.since} <Moment at={each.since} />
        </li>
      ))}
      {work.keys.map((each) => (
        <li key={each.id}>
          <Tag style={{ marginInlineEnd: 8 }}>{w.openKey}</Tag>
          <AddressLink address="/system/keys">
            <span data-content>{each.name}</span>
          </AddressLink>{' '}
          · {w.ends} {each.expires_at ? <Moment at={each.expires_at} /> : w.never}
        </li>
      ))}
    </Flex>
  );
}

/** What ends with the person: grants and sign-ins. */
export function Ending({ work }: { work: Work }) {
  const w = useWords(words);
  const items = [
    { key: 'grants', label: w.grants, children: <span className="num">{work.grants.length}</span> },
    { key: 'sessions', label: w.sessions, children: <span className="num">{work.sessions}</span> },
  ];
  return <Descriptions size="small" column={2} items={items} />;
}
