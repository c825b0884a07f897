import { placed } from './layout';

export type FlowNode = {
  id: string;
  name: string;
  type?: string;
  content?: unknown;
  position: { x: number; y: number };
};
export type FlowEdge = {
  id: string;
  type?: string;
  sourceId: string;
  targetId: string;
  sourceHandle?: string | null;
};
export type Flow = { nodes: FlowNode[]; edges: FlowEdge[]; [more: string]: unknown };

const OURS: Record<string, string> = { rules: 'rulesNode', list: 'listNode' };

/** What another editor wrote as a custom node of our kinds, as the node it is. */
function ours(node: FlowNode): FlowNode {
  const content = node.content as { kind?: string; config?: unknown } | undefined;
  const type = node.type === 'customNode' ? OURS[content?.kind ?? ''] : undefined;
  return type ? { ...node, type, content: content?.config ?? {} } : node;
}

/** A document as the editor takes it: every node has a place, a name and content. */
export function editable(document: Flow): Flow {
  const nodes = document.nodes.map((node) =>
    ours({ ...node, name: node.name || node.id, content: node.content ?? {} }),
  );
  const edges = document.edges.map((edge, n) => ({ ...edge, id: edge.id || `edge${n}`, type: 'edge' }));
  return { ...document, nodes: placed(nodes, edges), edges };
}

/** A document without what the editor keeps for itself. */
export function plain(flow: Flow): Flow {
  return JSON.parse(JSON.stringify(flow, (key, value) => (key === '_diff' ? undefined : value))) as Flow;
}

/** Whether two documents say the same, places of nodes included. */
export const same = (one: Flow, other: Flow) =>
  JSON.stringify(sorted(plain(one))) === JSON.stringify(sorted(plain(other)));

const EMPTY = new Set<unknown>([null, undefined, '']);

/** Keys in order and nothing empty: editors differ in what they write for "none". */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => !EMPTY.has(inner));
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}
