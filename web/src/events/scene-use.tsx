import { Link } from '@tanstack/react-router';
import { Card, Empty, Flex, Tag } from 'antd';
import type { Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { words } from './words';

/** The flow that decides on a scene, and the indicators that count its events. */
export function SceneUse({ use }: { use: Schemas['SceneUse'] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  return (
    <div className="cards">
      <Card size="small" title={w.decides}>
        {use.policy ? (
          <Flex gap={8} align="center" wrap>
            <Link to={`/policies/${use.policy.code}` as '/'} data-content>
              {say(use.policy.title) || use.policy.code}
            </Link>
            <Tag color={use.policy.live ? 'success' : 'default'}>
              {use.policy.live ? w.isLive : w.notLive}
            </Tag>
          </Flex>
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noPolicy} />
        )}
      </Card>
      <Card
        size="small"
        title={w.counts}
        extra={may('indicator.write') && <Link to={'/indicators/new' as '/'}>{w.newIndicator}</Link>}
      >
        {use.counted_by.length ? (
          <Flex vertical gap={6}>
            {use.counted_by.map((each) => (
              <Flex key={each.code} gap={8} wrap align="baseline" data-content>
                <Link to={`/indicators/${each.code}` as '/'}>{say(each.title) || each.code}</Link>
                <span className="code">{each.code}</span>
              </Flex>
            ))}
          </Flex>
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noCounts} />
        )}
      </Card>
    </div>
  );
}
