import { Button } from 'antd';
import { api } from '../../api/client';
import { useRun } from '../../infra/jobs/use-run';
import { useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { LakeDays } from './lake-days';
import { LakeFaults } from './lake-faults';
import { LakeTotals } from './lake-totals';
import { words } from './words';

/** What the lake holds of each day, and sealing and checking it. */
export default function Lake() {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/lake', {}, { refetchInterval: 5_000 });
  return (
    <Page title={w.title} note={w.note} extra={<Doing />}>
      <Loaded query={query}>
        {(lake) => (
          <>
            <LakeTotals lake={lake} />
            <LakeFaults lake={lake} />
            <LakeDays days={lake.days} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Doing() {
  const w = useWords(words);
  const { run, busy } = useRun();
  const jobs = api.useQuery('get', '/api/v1/jobs', {}, { retry: false });
  const button = (code: string, word: string, primary: boolean) => {
    const may = jobs.data?.find((job) => job.code === code)?.may_run;
    return (
      <Button
        type={primary ? 'primary' : 'default'}
        disabled={!may || busy}
        title={may ? undefined : w.mayNot}
        onClick={() => run(code)}
      >
        {word}
      </Button>
    );
  };
  return (
    <>
      {button('lake.verify', w.verify, false)}
      {button('lake.seal', w.seal, true)}
    </>
  );
}
