import { Alert } from 'antd';
import { api } from '../api/client';
import { useWords } from '../kit/language';
import { Loaded } from '../kit/loaded';
import { PaintedFlow } from './painted-flow';
import { words } from './words';

/** The flow behind a decision: the very version that ran, with the trace of that moment painted on it. */
export function DecisionFlow({ decision, height }: { decision: string; height?: number }) {
  const w = useWords(words);
  const query = api.useQuery('get', '/api/v1/decisions/{decision_id}/flow', {
    params: { path: { decision_id: decision } },
  });
  return (
    <Loaded query={query}>
      {({ document, simulation, problem }) => (
        <>
          {!!document && !simulation && problem && <Alert type="warning" showIcon title={w.noTrace} />}
          {!!document && <PaintedFlow document={document} simulation={simulation} height={height} />}
        </>
      )}
    </Loaded>
  );
}
