import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Flex, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { api, http, type Schemas } from '../api/client';
import { useMay, useMe } from '../frame/session';
import { CommentModal } from '../kit/comment-modal';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { ChangeTable } from './change-table';
import { EffectFigures } from './effect-figures';
import { words } from './words';

/** What an approver needs: the difference to what is live, the effect, and the decision itself. */
export function Reviewing({ version }: { version: Schemas['PolicyVersionView'] }) {
  const w = useWords(words);
  if (version.status === 'submitted') return <Open version={version} />;
  return (
    <Card size="small" title={w.effectAtApproval}>
      {version.effect ? <EffectFigures report={version.effect} /> : w.effectNone}
    </Card>
  );
}

function Open({ version }: { version: Schemas['PolicyVersionView'] }) {
  const path = { code: version.policy, number: version.number };
  const query = api.useQuery('get', '/api/v1/policies/{code}/versions/{number}/review', { params: { path } });
  const w = useWords(words);
  return (
    <Loaded query={query}>
      {(review) => (
        <Flex vertical gap={16} style={{ overflow: 'auto' }}>
          <Decide review={review} />
          <ChangeTable
            changes={review.changes}
            before={review.live ? w.version(review.live.number) : w.notLive}
            after={w.version(version.number)}
          />
          <Card size="small" title={w.effect}>
            <EffectFigures report={review.effect} />
          </Card>
        </Flex>
      )}
    </Loaded>
  );
}

function Decide({ review }: { review: Schemas['ReviewView'] }) {
  const w = useWords(words);
  const may = useMay();
  const me = useMe();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<'approve' | 'return'>();
  const { version } = review;
  if (!may('policy.approve')) return <Typography.Text type="secondary">{w.needsApprover}</Typography.Text>;
  const own = [version.author, version.submitter].includes(me.data?.id ?? '');
  const path = { code: version.policy, number: version.number };
  const decide = async (comment: string) => {
    const { error } =
      doing === 'return'
        ? await http.POST('/api/v1/policies/{code}/versions/{number}/return', {
            params: { path },
            body: { comment },
          })
        : await http.POST('/api/v1/policies/{code}/versions/{number}/approve', {
            params: { path },
            body: { review: review.token, comment },
          });
    if (error) throw error;
    await queries.invalidateQueries();
    void message.success(doing === 'return' ? w.returnedDone : w.approvedDone);
  };
  return (
    <Flex gap={8} align="center" wrap>
      <Tooltip title={own ? w.ownVersion : undefined}>
        <Button type="primary" disabled={own} onClick={() => setDoing('approve')}>
          {w.approve}
        </Button>
      </Tooltip>
      <Tooltip title={own ? w.ownVersion : undefined}>
        <Button danger disabled={own} onClick={() => setDoing('return')}>
          {w.return}
        </Button>
      </Tooltip>
      {own && <Typography.Text type="secondary">{w.ownVersion}</Typography.Text>}
      <CommentModal
        open={!!doing}
        title={doing === 'return' ? w.return : w.approve}
        optional={doing === 'approve'}
        danger={doing === 'return'}
        onClose={() => setDoing(undefined)}
        onConfirm={decide}
      >
        <Typography.Paragraph>{doing === 'return' ? w.returnNote : w.approveNote}</Typography.Paragraph>
      </CommentModal>
    </Flex>
  );
}
