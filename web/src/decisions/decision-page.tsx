import { LinkOutlined } from '@ant-design/icons';
import { App, Button, Card, Tabs } from 'antd';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { Facts } from './facts';
import { FlowTab } from './flow-tab';
import { Indicators } from './indicators';
import { InputCard } from './input';
import { Lists } from './lists';
import { pageWords } from './page-words';
import { Related } from './related';
import { RerunTab } from './rerun';
import { decisionRoute, type Tab } from './routes';
import { Rules } from './rules';
import { Summary } from './summary';

/** One decision, and everything that explains it. */
export default function DecisionPage() {
  const { id } = decisionRoute.useParams();
  const params = { path: { decision_id: id } };
  const query = api.useQuery('get', '/api/v1/decisions/{decision_id}', { params });
  return <Loaded query={query}>{(decision) => <Opened key={id} decision={decision} />}</Loaded>;
}

function Opened({ decision }: { decision: Schemas['DecisionView'] }) {
  const w = useWords(pageWords);
  const may = useMay();
  const { message } = App.useApp();
  const { tab = 'rules' } = decisionRoute.useSearch();
  const navigate = decisionRoute.useNavigate();
  const copy = async () => {
    await navigator.clipboard.writeText(globalThis.location.href);
    void message.success(w.linkCopied);
  };
  const tabs: { key: Tab; label: string; children: React.ReactNode; hidden?: boolean }[] = [
    { key: 'rules', label: w.rules, children: <Rules decision={decision} /> },
    { key: 'flow', label: w.flow, children: <FlowTab decision={decision} />, hidden: !may('policy.read') },
    {
      key: 'indicators',
      label: `${w.indicators} (${decision.indicators.length})`,
      children: <Indicators decision={decision} />,
    },
    { key: 'related', label: w.related, children: <Related decision={decision} /> },
    {
      key: 'rerun',
      label: w.rerun,
      children: <RerunTab decision={decision} />,
      hidden: !may('policy.simulate') || !may('policy.read'),
    },
  ];
  return (
    <Page
      title={<span data-content>{decision.answer.id}</span>}
      name={decision.answer.id}
      note={
        <span className="code" data-content>
          {decision.answer.decision_id}
        </span>
      }
      extra={
        <Button icon={<LinkOutlined />} onClick={() => void copy()}>
          {w.copyLink}
        </Button>
      }
    >
      <div className="decision">
        <div className="decision-main">
          <Summary decision={decision} />
          {decision.lists.length > 0 && <Lists hits={decision.lists} />}
          <Card styles={{ body: { paddingTop: 4 } }}>
            <Tabs
              activeKey={tab}
              destroyOnHidden
              onChange={(key) =>
                void navigate({ search: (old) => ({ ...old, tab: key as Tab }), replace: true })
              }
              items={tabs.filter((each) => !each.hidden)}
            />
          </Card>
        </div>
        <aside className="decision-side">
          <Facts decision={decision} />
          <InputCard decision={decision} />
        </aside>
      </div>
    </Page>
  );
}
