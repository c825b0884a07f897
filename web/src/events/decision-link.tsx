import { Link } from '@tanstack/react-router';
import { Flex, Skeleton, Typography } from 'antd';
import { api } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { OutcomeTag } from '../kit/outcome-tag';
import { words } from './words';

/** The decision on an event, if one was asked for. */
export function DecisionLink({ scene, id }: { scene: string; id: string }) {
  const w = useWords(words);
  const may = useMay()('decision.read');
  const found = api.useQuery(
    'get',
    '/api/v1/decisions',
    { params: { query: { scene, event_id: id, limit: 1 } } },
    { enabled: may },
  );
  if (!may) return <Typography.Text type="secondary">{w.decisionHidden}</Typography.Text>;
  if (found.isPending) return <Skeleton.Input active size="small" />;
  const decision = found.data?.items[0];
  if (!decision) return <Typography.Text type="secondary">{w.noDecision}</Typography.Text>;
  return (
    <Flex gap={8} align="center" wrap>
      <OutcomeTag outcome={decision.outcome} />
      <Link to={`/decisions/${decision.decision_id}` as '/'} className="code" data-content>
        {decision.decision_id}
      </Link>
    </Flex>
  );
}
