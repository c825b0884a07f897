import './workbench.css';
import { Card } from 'antd';
import { api, type Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { Page } from '../kit/page';
import { Changes } from './changes';
import { Figures } from './figures';
import { Health } from './health';
import { OutcomeChart } from './outcome-chart';
import { TopReasons } from './top-reasons';
import { WorkList } from './work-list';
import { words } from './words';

const EVERY_MS = 15_000;
const DRAFTING = ['policy.write', 'indicator.write'];
const APPROVING = ['policy.approve', 'list.approve', 'indicator.approve'];

/** How things stand: decisions, reasons, health, what changed, what waits for me. */
export default function WorkbenchPage() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/workbench', {}, { refetchInterval: EVERY_MS });
  return (
    <Page title={w.title} note={w.stale}>
      <Loaded query={query}>{(board) => <Blocks board={board} />}</Loaded>
    </Page>
  );
}

function Blocks({ board }: { board: Schemas['Workbench'] }) {
  const w = useWords(words);
  const may = useMay();
  const { decisions } = board;
  const drafts = DRAFTING.some(may) || board.drafts.length > 0;
  return (
    <>
      {decisions && <Figures of={decisions} />}
      <div className="workbench">
        {decisions && (
          <>
            <Card title={w.hour} className="wide">
              <OutcomeChart slots={decisions.minutes} title={w.hour} />
            </Card>
            <Card title={w.day} className="wide">
              <OutcomeChart slots={decisions.hours} title={w.day} />
            </Card>
          </>
        )}
        {APPROVING.some(may) && (
          <Card title={w.approvals}>
            <WorkList items={board.approvals} label={w.approvals} empty={w.noApprovals} />
          </Card>
        )}
        {drafts && (
          <Card title={w.mine}>
            <WorkList items={board.drafts} label={w.mine} empty={w.noMine} />
          </Card>
        )}
        {decisions && (
          <Card title={w.reasons}>
            <TopReasons reasons={decisions.reasons} />
          </Card>
        )}
        {board.changes && (
          <Card title={w.changes}>
            <Changes changes={board.changes} />
          </Card>
        )}
        <Card title={w.health}>
          <Health intake={board.intake} jobs={board.jobs} />
        </Card>
      </div>
    </>
  );
}
