import type { Language } from '../../kit/language';
import chinese from './words.zh.json';

const words = chinese as Record<string, string>;

/** Sentences that the editor puts together. */
const TOGETHER: [RegExp, (found: string[]) => string][] = [
  [/^Open (.*) panel$/, ([, name]) => `打开${name}面板`],
  [/^Close (.*) panel$/, ([, name]) => `关闭${name}面板`],
  [/^Delete nodes?$/, () => '删除节点'],
  [/^Unknown node type (.*)\.$/, ([, type]) => `不认识的节点种类 ${type}`],
];

/** What the editor says, in Chinese; what the dictionary lacks stays as it is. */
export function inChinese(text: string): string {
  const known = words[text] ?? words[text.trim()];
  if (known !== undefined) return known;
  for (const [pattern, say] of TOGETHER) {
    const found = pattern.exec(text);
    if (found) return say([...found]);
  }
  return text;
}

/** Lets the editor speak a language; it asks while it renders. */
export const speak = (language: Language) => {
  globalThis.jdmT = language === 'zh' ? inChinese : undefined;
};
