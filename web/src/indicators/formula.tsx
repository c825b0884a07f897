import { createElement, type ReactNode } from 'react';
import type { Schemas } from '../api/client';

const ELEMENTS = new Set([
  'math',
  'mrow',
  'mi',
  'mn',
  'mo',
  'mtext',
  'mfrac',
  'msqrt',
  'munder',
  'msub',
  'msup',
]);

/** The formula, typeset by the browser; only the elements of mathematics are let through. */
export function Formula({ lines, label }: { lines: Schemas['FormulaLine'][]; label: string }) {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      style={{ fontSize: 16, lineHeight: 2.2, overflowX: 'auto' }}
      data-content
    >
      {lines.map((line) => (
        <div key={line.text} title={line.text}>
          {typeset(line.mathml) ?? line.text}
        </div>
      ))}
    </div>
  );
}

export function typeset(mathml: string): ReactNode {
  const parsed = new DOMParser().parseFromString(mathml, 'text/xml').documentElement;
  return parsed.localName === 'math' ? element(parsed, 0) : null;
}

function element(node: Element, key: number): ReactNode {
  if (!ELEMENTS.has(node.localName)) return node.textContent;
  const children = [...node.childNodes].map((child, place) =>
    child.nodeType === Node.ELEMENT_NODE ? element(child as Element, place) : child.textContent,
  );
  // Sums and fractions at full size, as in a line of their own.
  const full = node.localName === 'math' ? { displaystyle: 'true' } : {};
  const still = node.localName === 'mo' ? { stretchy: 'false' } : {};
  return createElement(node.localName, { key, ...full, ...still }, ...children);
}
