import { RollbackOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Flex, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { api, http, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { CommentModal } from '../kit/comment-modal';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { policyRoute } from './routes';
import { useDraftFrom } from './saving';
import { VersionTable } from './version-table';
import { words } from './words';

type Detail = Schemas['PolicyDetail'];

/** One policy: every version, who did what, and what can be done. */
export default function PolicyPage() {
  const { code } = policyRoute.useParams();
  const query = api.useQuery('get', '/api/v1/policies/{code}', { params: { path: { code } } });
  return <Loaded query={query}>{(data) => <Policy data={data} />}</Loaded>;
}

function Policy({ data: { policy, versions } }: { data: Detail }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [rolling, setRolling] = useState(false);
  const draftFrom = useDraftFrom(policy.code);
  const live = versions.find((version) => version.status === 'live');
  const rollBack = async (comment: string) => {
    const { error } = await http.POST('/api/v1/policies/{code}/rollback', {
      params: { path: { code: policy.code } },
      body: { comment },
    });
    if (error) throw error;
    await queries.invalidateQueries();
    void message.success(w.rolledBack);
  };
  const open = async (number: number) => {
    const made = await draftFrom(number);
    if (made)
      void navigate({
        to: '/policies/$code/versions/$number',
        params: { code: policy.code, number: String(made) },
      });
  };
  return (
    <Page
      title={<span data-content>{say(policy.title)}</span>}
      name={say(policy.title)}
      note={
        <Flex gap={12} wrap>
          <span className="code">{policy.code}</span>
          <span>
            {policy.scene ? <Link to={`/scenes/${policy.scene}` as '/'}>{policy.scene}</Link> : w.anyScene}
          </span>
          <span>{live ? `${w.live}: ${w.version(live.number)}` : w.notLive}</span>
        </Flex>
      }
      extra={
        may('policy.rollback') && (
          <Tooltip title={live?.replaced ? undefined : w.nothingToRollBack}>
            <Button
              danger
              icon={<RollbackOutlined />}
              disabled={!live?.replaced}
              onClick={() => setRolling(true)}
            >
              {w.rollBack}
            </Button>
          </Tooltip>
        )
      }
    >
      <VersionTable
        code={policy.code}
        versions={versions}
        live={live?.number}
        onDraft={may('policy.write') ? (number) => void open(number) : undefined}
      />
      <CommentModal
        open={rolling}
        title={w.rollBack}
        danger
        onClose={() => setRolling(false)}
        onConfirm={rollBack}
      >
        {live?.replaced && (
          <Typography.Paragraph>{w.rollBackNote(live.number, live.replaced)}</Typography.Paragraph>
        )}
      </CommentModal>
    </Page>
  );
}
