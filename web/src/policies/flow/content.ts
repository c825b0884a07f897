import { useDecisionGraphActions, useDecisionGraphState } from '@gorules/jdm-editor';

/** The content of one node and how to change it. */
export function useContent<C extends object>(id: string) {
  const { updateNode } = useDecisionGraphActions();
  const { content, disabled } = useDecisionGraphState((state) => ({
    content: state.decisionGraph.nodes.find((node) => node.id === id)?.content as C | undefined,
    disabled: !!state.disabled,
  }));
  const change = (next: C) =>
    updateNode(id, (draft) => {
      draft.content = next;
      return draft;
    });
  return { content, disabled, change };
}

/** A list with one member replaced, removed or moved. */
export const replaced = <T>(list: T[], at: number, member: T) =>
  list.map((old, n) => (n === at ? member : old));
export const without = <T>(list: T[], at: number) => list.filter((_, n) => n !== at);
export const moved = <T>(list: T[], at: number, by: number) => {
  const next = without(list, at);
  next.splice(at + by, 0, list[at]!);
  return next;
};
