import type { ComponentProps } from 'react';
import type { DecisionGraph } from '@gorules/jdm-editor';

type Instance = Parameters<NonNullable<ComponentProps<typeof DecisionGraph>['onReactFlowInit']>>[0];

const LEGIBLE = 0.6;

/** Shows the whole flow, or its beginning where the whole would be too small to read. */
export function intoView(instance: Instance) {
  instance.fitView({ padding: 0.08, minZoom: LEGIBLE, maxZoom: 1 });
  const { y, zoom } = instance.getViewport();
  if (zoom > LEGIBLE) return;
  const left = Math.min(...instance.getNodes().map((node) => node.position.x));
  instance.setViewport({ x: 24 - left * zoom, y, zoom });
}

// The palette covers much of the flow: it opens for who asks for it, and stays as they leave it.
const PALETTE = 'jdm-components-opened';
if (localStorage.getItem(PALETTE) === null) localStorage.setItem(PALETTE, 'false');
