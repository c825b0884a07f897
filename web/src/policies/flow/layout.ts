import type { FlowEdge, FlowNode } from './document';

const WIDE = 320;
const HIGH = 160;
const CLOSE = 250;

/** Places nodes that have no place: from left to right by how far they are from the start. Nodes that touch are drawn apart. */
export function placed(nodes: FlowNode[], edges: FlowEdge[]): FlowNode[] {
  if (nodes.every((node) => node.position)) return apart(nodes, edges);
  const depth = depths(nodes, edges);
  const rows = new Map<number, number>();
  return nodes.map((node) => {
    const column = depth.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { ...node, position: { x: column * WIDE, y: row * HIGH } };
  });
}

function depths(nodes: FlowNode[], edges: FlowEdge[]): Map<string, number> {
  const depth = new Map(nodes.map((node) => [node.id, 0]));
  // A cycle is a problem of the document, not of its picture: no more rounds than there are nodes.
  for (let round = 0; round < nodes.length; round++)
    for (const { sourceId, targetId } of edges)
      depth.set(
        targetId,
        Math.max(depth.get(targetId) ?? 0, Math.min((depth.get(sourceId) ?? 0) + 1, nodes.length)),
      );
  return depth;
}

/** Stretches a flow whose linked nodes stand so close that the links between them cannot be seen. */
function apart(nodes: FlowNode[], edges: FlowEdge[]): FlowNode[] {
  const at = new Map(nodes.map((node) => [node.id, node.position.x]));
  const gaps = edges.map((edge) => (at.get(edge.targetId) ?? 0) - (at.get(edge.sourceId) ?? 0));
  const least = Math.min(WIDE, ...gaps.filter((gap) => gap > 0));
  const factor = least < CLOSE ? WIDE / least : 1;
  if (factor === 1) return nodes;
  return nodes.map((node) => ({ ...node, position: { ...node.position, x: node.position.x * factor } }));
}
