import {
  DecisionGraph,
  type DecisionGraphRef,
  type DecisionGraphType,
  JdmConfigProvider,
  type Simulation,
} from '@gorules/jdm-editor';
import '@gorules/jdm-editor/dist/style.css';
import { type Ref, useMemo } from 'react';
import type { Schemas } from '../../api/client';
import { useAppearance } from '../../kit/appearance';
import { tokens } from '../../kit/palette';
import { speak } from '../jdm/say';
import type { Flow } from './document';
import './flow.css';
import { intoView } from './into-view';
import { useNodeKinds } from './node-kinds';

export type FlowRef = DecisionGraphRef;
type Props = {
  flow: Flow;
  label: string;
  onChange?: (flow: Flow) => void;
  disabled?: boolean;
  painting?: { document: Flow; simulation: Schemas['Painting'] };
  ref?: Ref<FlowRef>;
};

/** The flow editor in the person's language and theme, with our kinds of nodes and a trace painted on it. */
export function FlowEditor({ flow, label, onChange, disabled, painting, ref }: Props) {
  const { dark, language } = useAppearance();
  speak(language);
  const kinds = useNodeKinds(!!disabled);
  const simulate = useMemo(
    () =>
      painting &&
      ({ result: { ...painting.simulation, snapshot: painting.document } } as unknown as Simulation),
    [painting],
  );
  const colours = tokens(dark);
  return (
    <section className="flow-editor" aria-label={label} data-content>
      <JdmConfigProvider
        key={language}
        theme={{
          mode: dark ? 'dark' : 'light',
          // The editor fills hit rows with the success colour: ours, made for text, would be too dark.
          token: {
            fontFamily: colours.fontFamily,
            colorPrimary: colours.colorPrimary,
            colorSuccess: '#52c41a',
          },
        }}
      >
        <DecisionGraph
          ref={ref}
          value={flow as DecisionGraphType}
          onChange={(graph) => onChange?.({ ...flow, ...(graph as Flow) })}
          disabled={disabled}
          components={kinds}
          simulate={simulate}
          reactFlowProOptions={{ hideAttribution: true }}
          hideLeftToolbar={disabled}
          onReactFlowInit={(instance) => void setTimeout(() => intoView(instance), 100)}
        />
      </JdmConfigProvider>
    </section>
  );
}
