import { expect, test } from 'vitest';
import { editable, type Flow, plain, same } from './document';

const node = (id: string, more: object = {}) => ({
  id,
  name: id,
  type: 'rulesNode',
  content: { rules: [] },
  ...more,
});
const flow = (...nodes: object[]): Flow => ({ nodes: nodes as Flow['nodes'], edges: [] });
const link = (sourceId: string, targetId: string) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId });

test('nodes without a place are laid out from left to right', () => {
  const made = editable({
    ...flow(node('a'), node('b'), node('c')),
    edges: [link('a', 'b'), link('b', 'c')],
  });
  const [a, b, c] = made.nodes.map((each) => each.position.x);
  expect(a! < b! && b! < c!).toBe(true);
  expect(made.edges.every((edge) => edge.type === 'edge')).toBe(true);
});

test('nodes that touch are drawn apart, others stay where they were put', () => {
  const close = flow(node('a', { position: { x: 0, y: 5 } }), node('b', { position: { x: 220, y: 5 } }));
  const apart = editable({ ...close, edges: [link('a', 'b')] });
  expect(apart.nodes[1]!.position).toEqual({ x: 320, y: 5 });
  const wide = flow(node('a', { position: { x: 0, y: 5 } }), node('b', { position: { x: 400, y: 9 } }));
  expect(editable({ ...wide, edges: [link('a', 'b')] }).nodes[1]!.position).toEqual({ x: 400, y: 9 });
});

test('a cycle is laid out too', () => {
  const ring = { ...flow(node('a'), node('b')), edges: [link('a', 'b'), link('b', 'a')] };
  expect(editable(ring).nodes.every((each) => Number.isFinite(each.position.x))).toBe(true);
});

test('custom nodes of our kinds are the nodes they are', () => {
  const content = { kind: 'rules', config: { rules: [{ code: 'R1' }] } };
  const [made] = editable(flow(node('a', { type: 'customNode', content, position: { x: 0, y: 0 } }))).nodes;
  expect([made!.type, made!.content]).toEqual(['rulesNode', content.config]);
});

test('a difference in order of keys, in emptiness or in marks is none; a changed value is', () => {
  const one = flow(
    node('a', { position: { x: 0, y: 0 }, content: { rules: [{ code: 'R1', when: 'x', reason: null }] } }),
  );
  const other = flow(
    node('a', { content: { rules: [{ when: 'x', code: 'R1' }] }, position: { x: 0, y: 0 }, _diff: {} }),
  );
  expect(same(one, other)).toBe(true);
  const third = flow(
    node('a', { position: { x: 0, y: 0 }, content: { rules: [{ code: 'R1', when: 'y' }] } }),
  );
  expect(same(one, third)).toBe(false);
});

test('what the editor keeps for itself is not saved, the rest of the document is', () => {
  const kept = {
    ...flow(node('a', { _diff: { status: 'added' }, [Symbol('private')]: 1 })),
    contentType: 'x',
  };
  expect(plain(kept)).toEqual({ nodes: [node('a')], edges: [], contentType: 'x' });
});
