import { createContext, use } from 'react';

export type Language = 'zh' | 'en';
export type Text = { zh: string; en: string };
export type Words<W> = { zh: W; en: W };

export const LanguageContext = createContext<Language>('zh');

export const useLanguage = () => use(LanguageContext);

/** The words of one folder in the language in force; a word missing in either language is a type error. */
export function useWords<W>(words: Words<W>): W {
  return words[useLanguage()];
}

/** Says bilingual data of the API in the language in force. */
export function useText() {
  const language = useLanguage();
  return (text: { [language: string]: string } | Text | null | undefined): string =>
    (text as Record<string, string> | undefined)?.[language] ?? '';
}

/** The tag that documents and formatters want. */
export const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-US');
