import type { FlowRef } from './flow-editor';

type Target = { node: string; key?: string | null; row?: number | null };

const OPENED = new Set(['decisionTableNode', 'expressionNode', 'rulesNode', 'listNode', 'decisionNode']);

/** Brings a node into view: opened where the place is inside it, or shown on the graph. */
export function focusOn(editor: FlowRef, { node, key, row }: Target) {
  const found = editor.stateStore.getState().decisionGraph.nodes.find((each) => each.id === node);
  if (!found) return;
  const inside = (key || row != null) && OPENED.has(found.type ?? '');
  editor.openTab(inside ? node : 'graph');
  editor.triggerNodeSelect(node, 'only');
  if (!inside) return void setTimeout(() => editor.goToNode(node), 50);
  setTimeout(() => reveal(key, row), 150);
}

/** Scrolls to a rule or a row of the node that was opened. */
function reveal(key: string | null | undefined, row: number | null | undefined) {
  const open = document.querySelector('.flow-editor .tab-content.active');
  const rule = key ? open?.querySelector(`[data-rule="${CSS.escape(key)}"]`) : undefined;
  const line =
    rule ?? (row == null ? undefined : open?.querySelectorAll('tbody tr, .expression-list-item')[row]);
  line?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  (line?.querySelector('textarea, .cm-content') as HTMLElement | null | undefined)?.focus?.();
}
