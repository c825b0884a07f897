import { Link } from '@tanstack/react-router';
import { Alert, Flex, Tag } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { INK, LEVEL } from '../kit/palette';
import { pageWords } from './page-words';

const TYPE = { black: 'error', grey: 'warning', white: 'success' } as const;
const FILL = {
  black: ['#262626', '#fff'],
  grey: [LEVEL.orange, INK.orange],
  white: [LEVEL.green, INK.green],
} as const;

/** Entries of lists that the event hit, and why they are listed. */
export function Lists({ hits }: { hits: Schemas['ListHitView'][] }) {
  const w = useWords(pageWords);
  const say = useText();
  return (
    <section aria-label={w.lists} style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      {hits.map((hit) => {
        const colour = (hit.colour in TYPE ? hit.colour : 'grey') as keyof typeof TYPE;
        const [fill, ink] = FILL[colour];
        return (
          <Alert
            key={hit.entry}
            type={TYPE[colour]}
            showIcon
            title={
              <Flex gap={8} align="center" wrap>
                <Tag color={fill} variant="solid" style={{ color: ink }}>
                  {w.colour[hit.colour] ?? hit.colour}
                </Tag>
                <Link to={'/lists/$code' as '/'} params={{ code: hit.list } as never}>
                  <span data-content>{say(hit.title)}</span>
                </Link>
                <span className="code" data-content>
                  {hit.value}
                </span>
              </Flex>
            }
            description={
              <Flex gap={16} wrap>
                <span data-content>{w.listed(hit.reason)}</span>
                {hit.source && (
                  <span>
                    {w.listSource} <span data-content>{hit.source}</span>
                  </span>
                )}
                <span>
                  {hit.until ? (
                    <>
                      {w.validUntil} <Moment at={hit.until} />
                    </>
                  ) : (
                    w.forever
                  )}
                </span>
              </Flex>
            }
          />
        );
      })}
    </section>
  );
}
