import type { Schemas } from '../api/client';
import type { Shown } from './routes';

export type Node = Schemas['TracedNode'];
export type Unit = Schemas['TracedUnit'];

/** Every node of a trace in the order it ran, those of sub-decisions after theirs. */
export const allNodes = (nodes: Node[]): Node[] => nodes.flatMap((node) => [node, ...allNodes(node.sub)]);

/** Units that are hit, missed, unknown or failed: assignments are neither. */
export const judged = (node: Node): Unit[] => node.units.filter((unit) => unit.status !== 'done');

/** How many units came out each way. */
export function tally(nodes: Node[]): Record<Shown, number> {
  const count = { all: 0, hit: 0, missed: 0, unknown: 0, failed: 0 };
  for (const unit of allNodes(nodes).flatMap(judged)) {
    count.all += 1;
    if (unit.status in count) count[unit.status as Shown] += 1;
  }
  return count;
}
