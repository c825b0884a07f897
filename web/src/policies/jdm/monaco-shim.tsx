/** Stands in for @monaco-editor/react + monaco-editor inside jdm-editor: same props, CodeMirror underneath, no CDN, no workers. */
import { closeBrackets } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { type CSSProperties, useEffect, useRef } from 'react';

type Props = {
  value?: string;
  modified?: string;
  height?: CSSProperties['height'];
  theme?: string;
  options?: { readOnly?: boolean };
  onChange?: (value: string) => void;
  onMount?: (editor: unknown, monaco: unknown) => void;
};

const noop = () => {};
const monaco = {
  languages: {
    typescript: { javascriptDefaults: { setDiagnosticsOptions: noop, setModeConfiguration: noop } },
  },
};

export function Editor({ value = '', height = '100%', theme, options, onChange, onMount }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made once and fed below
  useEffect(() => {
    const dark = theme === 'vs-dark';
    const made = new EditorView({
      parent: box.current!,
      doc: value,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        keymap.of([...standardKeymap, ...historyKeymap]),
        syntaxHighlighting(defaultHighlightStyle),
        EditorState.readOnly.of(!!options?.readOnly),
        EditorView.lineWrapping,
        EditorView.updateListener.of((u) => u.docChanged && change.current?.(u.state.doc.toString())),
        EditorView.theme(
          {
            '&': { height: '100%', fontSize: '12px' },
            '.cm-gutters': { background: 'transparent', border: 0 },
          },
          { dark },
        ),
      ],
    });
    view.current = made;
    onMount?.(
      {
        getValue: () => made.state.doc.toString(),
        setValue: (text: string) => write(made, text),
        addAction: noop,
        saveViewState: noop,
        restoreViewState: noop,
        layout: noop,
      },
      monaco,
    );
    return () => made.destroy();
  }, [theme, options?.readOnly]);

  useEffect(() => {
    if (view.current && view.current.state.doc.toString() !== value) write(view.current, value);
  }, [value]);

  return <div ref={box} style={{ height, overflow: 'auto' }} />;
}

const write = (view: EditorView, insert: string) =>
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });

export const DiffEditor = ({ modified, ...rest }: Props) => <Editor {...rest} value={modified} />;
export const useMonaco = () => null;
export const loader = { config: noop };
export const MarkerSeverity = { Error: 8 };
