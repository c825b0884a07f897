import { Spin } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { words as kitWords } from '../kit/words';
import { editable, type Flow } from './flow/document';
import { words } from './words';

const FlowEditor = lazy(() => import('./flow/flow-editor').then((found) => ({ default: found.FlowEditor })));

type Props = {
  /** `document` of `GET /api/v1/decisions/{id}/flow` or of a version. */
  document: unknown;
  /** `simulation` of the same answer, or of a simulation. */
  simulation?: Schemas['Painting'] | null;
  height?: number | string;
};

/** A flow to look at, with a trace painted on it; the editor behind it loads when it is needed. */
export function PaintedFlow({ document, simulation, height = 480 }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const flow = useMemo(() => editable(document as Flow), [document]);
  const painting = useMemo(
    () => (simulation ? { document: flow, simulation } : undefined),
    [flow, simulation],
  );
  const waiting = <Spin style={{ margin: 48 }} aria-label={k.loading} />;
  return (
    <div style={{ height, display: 'flex', minWidth: 0 }}>
      <Suspense fallback={waiting}>
        <FlowEditor flow={flow} label={w.flow} painting={painting} disabled />
      </Suspense>
    </div>
  );
}
