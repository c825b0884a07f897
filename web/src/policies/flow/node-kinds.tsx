import { BranchesOutlined, OrderedListOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { DecisionGraphProps } from '@gorules/jdm-editor';
import { useMemo } from 'react';
import { useWords } from '../../kit/language';
import { words } from '../words';
import { differing } from './difference';
import { ListTab } from './list-tab';
import { OwnNode } from './own-node';
import { RulesTab } from './rules-tab';
import { SubDecisionTab } from './sub-decision-tab';

type Kind = NonNullable<DecisionGraphProps['components']>[number];

/** Our kinds of nodes, for the editor: how they look, open and are compared. */
export function useNodeKinds(disabled: boolean): Kind[] {
  const w = useWords(words);
  return useMemo(
    () => [
      {
        type: 'rulesNode',
        icon: <OrderedListOutlined />,
        color: '#d4380d',
        displayName: w.kinds.rules,
        shortDescription: w.kinds.rulesNote,
        generateNode: ({ index }) => ({ name: `rules${index}`, content: { rules: [] } }),
        renderNode: (props) => (
          <OwnNode
            {...props}
            action={disabled ? w.showRules : w.editRules}
            count={w.ruleCount}
            part="rules"
          />
        ),
        renderTab: ({ id }) => <RulesTab id={id} />,
        getDiffContent: (now, then) => differing(now, then, 'rules', 'code'),
      },
      {
        type: 'listNode',
        icon: <UnorderedListOutlined />,
        color: '#531dab',
        displayName: w.kinds.list,
        shortDescription: w.kinds.listNote,
        generateNode: ({ index }) => ({ name: `lists${index}`, content: { checks: [] } }),
        renderNode: (props) => (
          <OwnNode
            {...props}
            action={disabled ? w.showChecks : w.editChecks}
            count={w.checkCount}
            part="checks"
          />
        ),
        renderTab: ({ id }) => <ListTab id={id} />,
        getDiffContent: (now, then) => differing(now, then, 'checks', 'as'),
      },
      {
        type: 'decisionNode',
        icon: <BranchesOutlined />,
        color: '#08979c',
        displayName: w.kinds.decision,
        shortDescription: w.kinds.decisionNote,
        generateNode: ({ index }) => ({ name: `decision${index}`, content: { key: '' } }),
        renderNode: (props) => <OwnNode {...props} action={w.key} part="key" />,
        renderTab: ({ id }) => <SubDecisionTab id={id} />,
        getDiffContent: (now, then) => differing(now, then, 'key'),
      },
    ],
    [w, disabled],
  );
}
