import { Button, Flex, Form, Select, Typography } from 'antd';
import { api, type Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { ProblemAlert } from '../kit/problem';
import { pageWords } from './page-words';
import { RerunResult } from './rerun-result';
import { decisionRoute } from './routes';
import { words } from './words';

type Chosen = { policy: string; version: number };

/** How another version would have judged the same event: draft, live or retired. */
export function RerunTab({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const search = decisionRoute.useSearch();
  const navigate = decisionRoute.useNavigate();
  const policy = search.policy ?? decision.answer.policy?.id;
  const chosen = policy && search.version ? { policy, version: search.version } : undefined;
  const choose = (changed: Partial<Chosen>) =>
    void navigate({ search: (old) => ({ ...old, version: undefined, ...changed }), replace: true });
  return (
    <Flex vertical gap={16}>
      <Typography.Text type="secondary">{w.rerunNote}</Typography.Text>
      <Flex gap={8} wrap align="end">
        <PolicyChoice policy={policy} choose={(code) => choose({ policy: code })} />
        {policy && (
          <VersionChoice
            policy={policy}
            chosen={search.version}
            choose={(version) => choose({ policy, version })}
          />
        )}
      </Flex>
      {chosen && <Result id={decision.answer.decision_id} chosen={chosen} />}
    </Flex>
  );
}

function PolicyChoice({ policy, choose }: { policy: string | undefined; choose: (code: string) => void }) {
  const d = useWords(words);
  const say = useText();
  const policies = api.useQuery('get', '/api/v1/policies');
  return (
    <Form.Item label={d.policy} layout="vertical" style={{ margin: 0 }}>
      <Select
        style={{ width: 260 }}
        aria-label={d.policy}
        value={policy}
        loading={policies.isPending}
        options={policies.data?.map((each) => ({ value: each.code, label: say(each.title) }))}
        onChange={choose}
      />
    </Form.Item>
  );
}

function VersionChoice(props: {
  policy: string;
  chosen: number | undefined;
  choose: (version: number) => void;
}) {
  const w = useWords(pageWords);
  const d = useWords(words);
  const params = { path: { code: props.policy } };
  const detail = api.useQuery('get', '/api/v1/policies/{code}', { params });
  const options = detail.data?.versions.map((each) => ({
    value: each.number,
    label: `v${each.number} · ${w.versionStatus[each.status] ?? each.status}${each.comment ? ` · ${each.comment}` : ''}`,
  }));
  return (
    <Form.Item label={d.version} layout="vertical" style={{ margin: 0 }}>
      <Select
        style={{ width: 300 }}
        aria-label={d.version}
        placeholder={w.chooseVersion}
        value={props.chosen}
        loading={detail.isPending}
        options={options}
        onChange={props.choose}
      />
    </Form.Item>
  );
}

function Result({ id, chosen }: { id: string; chosen: Chosen }) {
  const w = useWords(pageWords);
  // A question, though it is sent by POST: nothing changes, so it is asked like one.
  const params = { path: { decision_id: id } };
  const query = api.useQuery(
    'post',
    '/api/v1/decisions/{decision_id}/rerun',
    { params, body: chosen },
    { staleTime: 0, retry: false },
  );
  if (query.error)
    return (
      <Flex vertical gap={8} align="start">
        <ProblemAlert error={query.error} />
        <Button onClick={() => void query.refetch()}>{w.run}</Button>
      </Flex>
    );
  return <Loaded query={query}>{(rerun) => <RerunResult rerun={rerun} />}</Loaded>;
}
