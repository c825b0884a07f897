import type { Plugin } from 'vite';

const say = (zh: string, en: string) => `(document.documentElement.lang === 'zh-CN' ? '${zh}' : '${en}')`;
const CLEAR = say('清除', 'Clear');
const CLOSE = say('关闭', 'Close');

type Correction = { file: RegExp; from: string; to: string };

/** What the component library says aloud in English only, or leaves without a name. */
const CORRECTIONS: Correction[] = [
  {
    // Icons would be read by their English file names; they stand beside a word or in a named control.
    file: /@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js$/,
    from: 'role: "img",\n    "aria-label": icon.name',
    to: '...(restProps["aria-label"] ? { role: "img" } : { "aria-hidden": true })',
  },
  { file: /@rc-component\/select\/es\/hooks\/useAllowClear\.js$/, from: "?? 'Clear'", to: `?? ${CLEAR}` },
  {
    file: /@rc-component\/input\/es\/BaseInput\.js$/,
    from: 'React.createElement("button", {\n        type: "button",',
    to: `React.createElement("button", {\n        type: "button", "aria-label": ${CLEAR},`,
  },
  {
    file: /antd\/es\/input\/Search\.js$/,
    from: 'key: "enterButton",',
    to: `key: "enterButton", "aria-label": typeof enterButton === 'string' ? undefined : ${say('查找', 'Search')},`,
  },
  {
    file: /@rc-component\/dialog\/.*\/Panel\.js$/,
    from: '"aria-label": "Close"',
    to: `"aria-label": ${CLOSE}`,
  },
  {
    file: /@rc-component\/notification\/.*\/Notification\.js$/,
    from: '"aria-label": "Close"',
    to: `"aria-label": ${CLOSE}`,
  },
  {
    file: /@rc-component\/input-number\/es\/StepHandler\.js$/,
    from: "isUpAction ? 'Increase Value' : 'Decrease Value'",
    to: `isUpAction ? ${say('加', 'Increase')} : ${say('减', 'Decrease')}`,
  },
  {
    file: /antd\/es\/splitter\/SplitBar\.js$/,
    from: '"aria-label": "Toggle start panel"',
    to: `"aria-label": ${say('收起或展开前一栏', 'Toggle the panel before')}`,
  },
  {
    file: /antd\/es\/splitter\/SplitBar\.js$/,
    from: '"aria-label": "Toggle end panel"',
    to: `"aria-label": ${say('收起或展开后一栏', 'Toggle the panel after')}`,
  },
  {
    file: /@rc-component\/segmented\/es\/index\.js$/,
    from: '"aria-label": "segmented control"',
    to: `"aria-label": ${say('选项', 'Options')}`,
  },
];

/** Corrects them while building; a release of the library that says them otherwise fails the build. */
export function libraryWords(): Plugin {
  return {
    name: 'library-words',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      const found = CORRECTIONS.filter(({ file }) => file.test(id));
      for (const { from } of found)
        if (!code.includes(from)) throw new Error(`${id} no longer says ${from}: see library-words.ts`);
      if (found.length) return found.reduce((text, { from, to }) => text.replace(from, to), code);
    },
  };
}
