import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { RunOutcome, RunState } from '../../infra/jobs/run-state';
import { useFigures } from '../../kit/figures';
import { useWords } from '../../kit/language';
import { Moment } from '../../kit/moment';
import { words } from './words';

/** The lake in figures: what it holds, what waits, and how sealing and checking went. */
export function LakeTotals({ lake }: { lake: Schemas['LakeView'] }) {
  const w = useWords(words);
  const { number, bytes } = useFigures();
  return (
    <section
      className="cards"
      style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))' }}
      aria-label={w.totals}
    >
      <Figure title={w.rows} value={number(lake.rows)}>
        {w.days} {number(lake.day_count)} · {w.files} {number(lake.files)} · {bytes(lake.bytes)}
      </Figure>
      <Figure title={w.unsealed} value={number(lake.unsealed)}>
        {lake.unsealed_since && (
          <>
            {w.since} <Moment at={lake.unsealed_since} />
          </>
        )}
      </Figure>
      <Figure title={w.sealedAt} value={lake.sealed_at ? <Moment at={lake.sealed_at} /> : w.none}>
        {lake.sealing && <Run run={lake.sealing} />}
      </Figure>
      <Figure title={w.checked} value={lake.checked ? <Moment at={lake.checked.at} /> : w.never}>
        {lake.checking && <Run run={lake.checking} />}
      </Figure>
    </section>
  );
}

function Run({ run }: { run: Schemas['RunView'] }) {
  return (
    <Flex gap={6} align="center" wrap>
      <RunState run={run} />
      <RunOutcome run={run} />
    </Flex>
  );
}

function Figure({ title, value, children }: { title: string; value: ReactNode; children?: ReactNode }) {
  return (
    <Card size="small">
      <Typography.Text type="secondary">{title}</Typography.Text>
      <div className="num" style={{ fontSize: 20, fontWeight: 600, margin: '4px 0' }}>
        {value}
      </div>
      <Typography.Text type="secondary" className="num">
        {children}
      </Typography.Text>
    </Card>
  );
}
