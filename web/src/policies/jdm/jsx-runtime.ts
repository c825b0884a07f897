/** jdm-editor has no i18n: it is compiled against this JSX runtime, which says its words through globalThis.jdmT. */
import * as react from 'react/jsx-runtime';

declare global {
  var jdmT: ((text: string) => string) | undefined;
}

type Props = Record<string, unknown>;
const WORDS = new Set([
  'title',
  'label',
  'placeholder',
  'children',
  'description',
  'okText',
  'cancelText',
  'left',
  'noPreviewText',
  'tabBarExtraContent',
]);
const NESTED = new Set(['items', 'options', 'menu']);

const say = (value: unknown): unknown =>
  typeof value === 'string'
    ? (globalThis.jdmT?.(value) ?? value)
    : Array.isArray(value)
      ? value.map(say)
      : value;

const sayAll = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sayAll);
  if (!value || typeof value !== 'object' || '$$typeof' in value) return value;
  const out: Props = {};
  for (const [key, item] of Object.entries(value))
    out[key] = WORDS.has(key) ? say(item) : NESTED.has(key) ? sayAll(item) : item;
  return out;
};

/** The palette's entry of the JavaScript node: policies must not run code, so it is not offered. */
const isCodeNode = (props: unknown) => {
  const { specification, onDragStart } = (props ?? {}) as {
    specification?: { type?: string };
    onDragStart?: unknown;
  };
  return specification?.type === 'functionNode' && onDragStart !== undefined;
};

export const Fragment = react.Fragment;
export const jsx: typeof react.jsx = (type, props, key) =>
  isCodeNode(props) ? react.jsx(react.Fragment, {}, key) : react.jsx(type, sayAll(props), key);
export const jsxs: typeof react.jsxs = (type, props, key) => react.jsxs(type, sayAll(props), key);
