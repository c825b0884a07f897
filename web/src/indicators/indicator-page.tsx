import { Alert, Card, Progress } from 'antd';
import { useEffect } from 'react';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useText, useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { DefinitionCard } from './definition-card';
import { LineCard } from './line-card';
import { LiveValue } from './live-value';
import { PageActions } from './page-actions';
import { pageRoute } from './routes';
import { StatusTag } from './status-tag';
import { Uses } from './uses';
import { Versions } from './versions';
import { words } from './words';

type View = Schemas['IndicatorView'];

/** Everything about one indicator. */
export default function IndicatorPage() {
  const { code } = pageRoute.useParams();
  const query = api.useQuery('get', '/api/v1/indicators/{code}', { params: { path: { code } } });
  const building = query.data?.status === 'live' && !query.data.ready && !query.data.problems.length;
  const { refetch } = query;
  useEffect(() => {
    if (!building) return;
    const timer = setInterval(() => void refetch(), 1500);
    return () => clearInterval(timer);
  }, [building, refetch]);
  return <Loaded query={query}>{(view) => <Shown key={code} view={view} building={building} />}</Loaded>;
}

function Shown({ view, building }: { view: View; building: boolean }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  return (
    <Page
      name={say(view.title)}
      title={
        <>
          <span data-content>{say(view.title)}</span> <StatusTag status={view.status} />
        </>
      }
      note={
        <span className="code" data-content>
          {view.code}
        </span>
      }
      extra={<PageActions view={view} />}
    >
      {building && <Building progress={view.progress} />}
      {view.problems.length > 0 && <Broken view={view} />}
      <DefinitionCard view={view} />
      {view.ready && (
        <>
          <LineCard code={view.code} />
          <LiveValue view={view} evidence={may('event.read')} />
        </>
      )}
      <Uses uses={view.uses} />
      {view.versions.length > 0 && (
        <Card size="small" title={w.versions}>
          <Versions view={view} />
        </Card>
      )}
    </Page>
  );
}

function Building({ progress }: { progress: View['progress'] }) {
  const w = useWords(words);
  const done = progress && progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : 0;
  return (
    <Alert
      type="info"
      showIcon
      title={w.building}
      description={progress && <Progress percent={done} size="small" aria-label={w.building} />}
    />
  );
}

function Broken({ view }: { view: View }) {
  const w = useWords(words);
  const say = useText();
  const told = view.problems.map((each) => (
    <li key={each.field + say(each.problem)} data-content>
      <span className="code">{each.field}</span> {say(each.problem)} · {say(each.remedy)}
    </li>
  ));
  return <Alert type="error" showIcon title={w.problems} description={<ul>{told}</ul>} />;
}
