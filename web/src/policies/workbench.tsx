import { Splitter, Tabs } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { useCheck } from './checking';
import { editable, type Flow, plain, same } from './flow/document';
import { FlowEditor, type FlowRef } from './flow/flow-editor';
import { focusOn } from './flow/focus';
import { useLeaveGuard } from './leave-guard';
import { ProblemsPanel } from './problems-panel';
import { versionRoute } from './routes';
import { SimulatePanel } from './simulate/simulate-panel';
import { VersionActions } from './version-actions';
import { words } from './words';

type Props = { detail: Schemas['VersionDetail']; scene: string | null };

/** The flow of a version with its problems and simulations beside it. */
export default function Workbench({ detail, scene }: Props) {
  const w = useWords(words);
  const { version, document } = detail;
  const editor = useRef<FlowRef>(null);
  const search = versionRoute.useSearch();
  const stored = useMemo(() => editable(document as Flow), [document]);
  const [flow, setFlow] = useState(stored);
  const [simulated, setSimulated] = useState<{ document: Flow; simulation: Schemas['Painting'] }>();
  const [writable, setWritable] = useState(false);
  const dirty = useMemo(() => writable && !same(flow, stored), [writable, flow, stored]);
  const check = useCheck(version.policy, scene, flow, writable);
  useLeaveGuard(dirty);

  const shown = search.node;
  useEffect(() => {
    const wait = shown
      ? setTimeout(() => editor.current && focusOn(editor.current, { node: shown }), 600)
      : undefined;
    return () => clearTimeout(wait);
  }, [shown]);

  return (
    <>
      <VersionActions
        version={version}
        flow={flow}
        dirty={dirty}
        errors={check.data?.errors}
        onWritable={setWritable}
      />
      <Splitter style={{ flex: 1, minHeight: 480 }}>
        <Splitter.Panel min="40%">
          <FlowEditor
            ref={editor}
            label={w.flow}
            flow={flow}
            onChange={setFlow}
            disabled={!writable}
            painting={simulated}
          />
        </Splitter.Panel>
        <Splitter.Panel defaultSize={400} min={300} max="50%" collapsible>
          <Tabs
            size="small"
            className="side-panel"
            defaultActiveKey={writable ? 'problems' : 'simulate'}
            items={[
              {
                key: 'simulate',
                label: w.simulate,
                children: (
                  <SimulatePanel
                    code={version.policy}
                    scene={scene}
                    flow={flow}
                    decision={search.decision}
                    onPainted={(simulation) =>
                      setSimulated(simulation && { document: plain(flow), simulation })
                    }
                    onNode={(node) => editor.current && focusOn(editor.current, { node })}
                  />
                ),
              },
              {
                key: 'problems',
                label: `${w.problems}${check.data ? ` (${check.data.problems.length})` : ''}`,
                children: (
                  <ProblemsPanel
                    check={check}
                    flow={flow}
                    onOpen={(problem) => editor.current && focusOn(editor.current, problem)}
                  />
                ),
              },
            ]}
          />
        </Splitter.Panel>
      </Splitter>
    </>
  );
}
