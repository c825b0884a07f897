import { calculateDiffGraph, type DecisionGraphType } from '@gorules/jdm-editor';
import { useMemo } from 'react';
import { api } from '../../api/client';
import { useWords } from '../../kit/language';
import { Loaded } from '../../kit/loaded';
import { words } from '../words';
import { editable, type Flow } from './document';
import { FlowEditor } from './flow-editor';
import { useNodeKinds } from './node-kinds';

type Props = { code: string; before: number; after: number };

/** Two versions laid over each other: what was added, removed and changed, in the editor's colours. */
export default function FlowDifference({ code, before, after }: Props) {
  const then = useDocument(code, before);
  const now = useDocument(code, after);
  return (
    <Loaded query={then}>
      {(old) => (
        <Loaded query={now}>
          {(fresh) => <Over old={old.document as Flow} now={fresh.document as Flow} />}
        </Loaded>
      )}
    </Loaded>
  );
}

const useDocument = (code: string, number: number) =>
  api.useQuery('get', '/api/v1/policies/{code}/versions/{number}', { params: { path: { code, number } } });

function Over({ old, now }: { old: Flow; now: Flow }) {
  const w = useWords(words);
  const components = useNodeKinds(true);
  const graph = useMemo(() => {
    const [left, right] = [editable(old), editable(now)] as unknown as DecisionGraphType[];
    return calculateDiffGraph(right!, left!, { components, customNodes: [] }) as unknown as Flow;
  }, [old, now, components]);
  return <FlowEditor key={JSON.stringify([old, now]).length} flow={graph} label={w.diffFlow} disabled />;
}
