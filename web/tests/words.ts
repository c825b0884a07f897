import type { Page } from '@playwright/test';
import type { Language } from './visit.ts';

// What is written the same in both languages. Codes, numbers with units and capitals need no entry.
const SHARED = [
  ...['Ballast', 'English', 'Excel', 'DuckDB', 'PostgreSQL', 'SQLite', 'Parquet', 'Python', 'OpenTelemetry'],
  ...[
    'Ctrl',
    'Shift',
    'Alt',
    'Enter',
    'Esc',
    'Tab',
    'ms',
    'min',
    'KB',
    'MB',
    'GB',
    'kB',
    'µs',
    'https',
    'Cookie',
  ],
  ...['OpenID', 'Connect', 'Microsoft', 'Google', 'Authenticator', 'FreeOTP'],
  // Values of settings, typed as they are.
  ...['required', 'optional'],
];
// `a >= 1`, wherever an example of the language stands.
const EXPRESSION = /[<>!=]=/;
const CODE = /[0-9_./:@#$%{}[\]=<>-]/;

/** What a person reads on a page or hears of it, without what people and systems wrote themselves. */
export async function wording(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const content = '[data-content], .code, script, style, template, .monaco-editor, .cm-editor';
    const read = [...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')]
      .filter((element) => !element.closest(content))
      .flatMap((element) =>
        ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
      );
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (parent && !parent.closest(content) && parent.checkVisibility()) read.push(textContent ?? '');
    }
    // What is shown as content may also stand in a name or in the page's title: `撤销: core banking`.
    const shown = [...document.querySelectorAll('[data-content], .code')]
      .map((element) => element.textContent?.trim() ?? '')
      .filter((text) => text.length > 1)
      .sort((a, b) => b.length - a.length);
    const without = (text: string) => shown.reduce((rest, each) => rest.replaceAll(each, ''), text).trim();
    return [...new Set([document.title, ...read].map(without))].filter(Boolean);
  });
}

/** What of it is in the other language. */
export function foreign(texts: string[], language: Language): string[] {
  if (language === 'en') return texts.filter((text) => /\p{Script=Han}/u.test(text) && text !== '中文');
  return texts.filter((text) => !EXPRESSION.test(text) && words(text).some(isEnglish));
}

const words = (text: string) => text.split(/[\s，。、；：？！（）()“”"'‘’《》·…,;!?→←|+×]+/u);

function isEnglish(word: string) {
  if (!/[A-Za-z]{2}/.test(word) || SHARED.includes(word) || CODE.test(word)) return false;
  // Latin letters inside Chinese are a name of something: `按Excel导出`.
  const latin = word.match(/[A-Za-zµ]+/g) ?? [];
  return latin.some((part) => part.length > 1 && part !== part.toUpperCase() && !SHARED.includes(part));
}
