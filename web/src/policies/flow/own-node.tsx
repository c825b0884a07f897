import {
  GraphNode,
  type MinimalNodeProps,
  type MinimalNodeSpecification,
  useDecisionGraphActions,
  useDecisionGraphState,
} from '@gorules/jdm-editor';
import { Button, Tag } from 'antd';
import { useWords } from '../../kit/language';
import { words } from '../words';
import { useUnits } from './units';

type Props = MinimalNodeProps & {
  specification: MinimalNodeSpecification;
  /** What the button says that opens the node. */
  action: string;
  part: string;
  count?: (count: number) => string;
};

/** One of our nodes on the graph: how much is in it and what a simulation made of it. */
export function OwnNode({ id, data, selected, specification, action, part, count }: Props) {
  const w = useWords(words);
  const { openTab } = useDecisionGraphActions();
  const held = useDecisionGraphState(({ decisionGraph }) => {
    const content = decisionGraph.nodes.find((node) => node.id === id)?.content as Record<string, unknown>;
    return content?.[part];
  });
  const units = useUnits(id);
  const hits = units?.filter((unit) => unit.status === 'hit').length ?? 0;
  const failed = units?.filter((unit) => unit.status === 'failed').length ?? 0;
  return (
    <GraphNode
      id={id}
      specification={specification}
      name={data.name}
      isSelected={selected}
      noBodyPadding
      actions={[
        <Button key="open" type="text" onClick={() => openTab(id)}>
          {action}
        </Button>,
      ]}
    >
      <div className="node-note">
        <span>{Array.isArray(held) && count ? count(held.length) : String(held ?? '')}</span>
        {hits > 0 && <Tag color="success">{w.hitCount(hits)}</Tag>}
        {failed > 0 && <Tag color="error">{`${w.unit.failed} ${failed}`}</Tag>}
      </div>
    </GraphNode>
  );
}
