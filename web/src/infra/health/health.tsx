import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  ReloadOutlined,
} from '@ant-design/icons';
import { Alert, Button, Card, Flex, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Moment } from '../../kit/moment';
import { Page } from '../../kit/page';
import { words } from './words';

type Check = Schemas['Check'];
const KIND = { ok: 'success', warn: 'warning', bad: 'error' } as const;
const WORST = ['bad', 'warn', 'ok'];

/** How each part of the service is, the worst first, and what to do about it. */
export default function Health() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/health/detail', {}, { refetchInterval: 15_000 });
  const again = (
    <Button icon={<ReloadOutlined />} loading={query.isFetching} onClick={() => void query.refetch()}>
      {w.again}
    </Button>
  );
  return (
    <Page title={w.title} note={w.note} extra={again}>
      <Loaded query={query}>
        {(found) => (
          <>
            <Alert
              type={KIND[found.health]}
              showIcon
              title={w.whole[found.health]}
              description={<Moment at={found.at} seconds />}
              role="status"
            />
            <section className="cards" aria-label={w.title}>
              {found.checks
                .toSorted((a, b) => WORST.indexOf(a.health) - WORST.indexOf(b.health))
                .map((check) => (
                  <CheckCard key={check.code} check={check} />
                ))}
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function CheckCard({ check }: { check: Check }) {
  const w = useWords(words);
  const say = useText();
  const { token } = theme.useToken();
  const icons: Record<Check['health'], ReactNode> = {
    ok: <CheckCircleFilled aria-hidden style={{ color: token.colorSuccess }} />,
    warn: <ExclamationCircleFilled aria-hidden style={{ color: token.colorWarning }} />,
    bad: <CloseCircleFilled aria-hidden style={{ color: token.colorError }} />,
  };
  return (
    <Card size="small">
      <Flex justify="space-between" align="baseline" gap={8}>
        <Typography.Title level={2} style={{ fontSize: 14, margin: 0 }}>
          {say(check.title)}
        </Typography.Title>
        <Flex gap={6}>
          {icons[check.health]}
          <span>{w.state[check.health]}</span>
        </Flex>
      </Flex>
      <Typography.Paragraph style={{ margin: '8px 0 0' }} data-content>
        {say(check.sentence)}
      </Typography.Paragraph>
      {check.remedy && (
        <Typography.Paragraph type="secondary" style={{ margin: '6px 0 0' }}>
          <strong>{w.remedy}</strong> {say(check.remedy)}
        </Typography.Paragraph>
      )}
    </Card>
  );
}
