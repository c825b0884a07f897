import { App, ConfigProvider, theme as antTheme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, type PropsWithChildren, use, useEffect, useMemo, useState } from 'react';
import { type Language, LanguageContext, localeOf } from './language';
import { legible, tokens } from './palette';

export type Theme = 'light' | 'dark';
type Appearance = {
  theme: Theme;
  dark: boolean;
  language: Language;
  setTheme: (theme: Theme) => void;
  setLanguage: (language: Language) => void;
};

const AppearanceContext = createContext<Appearance | null>(null);

export function useAppearance(): Appearance {
  const found = use(AppearanceContext);
  if (!found) throw new Error('useAppearance outside AppearanceProvider');
  return found;
}

const remembered = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
  const found = localStorage.getItem(key) as T | null;
  return found && allowed.includes(found) ? found : otherwise;
};

const preferred = (): Language => (navigator.language.startsWith('en') ? 'en' : 'zh');
const preferredTheme = (): Theme =>
  globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

/** Language and theme of the console, the same for every component below. */
export function AppearanceProvider({ children }: PropsWithChildren) {
  const [theme, setTheme] = useState<Theme>(() => remembered('theme', ['light', 'dark'], preferredTheme()));
  const [language, setLanguage] = useState<Language>(() => remembered('language', ['zh', 'en'], preferred()));
  const dark = theme === 'dark';

  useEffect(() => {
    document.documentElement.lang = localeOf(language);
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    localStorage.setItem('language', language);
  }, [language]);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('theme', theme);
  }, [theme]);

  const value = useMemo(() => ({ theme, dark, language, setTheme, setLanguage }), [theme, dark, language]);
  return (
    <AppearanceContext value={value}>
      <LanguageContext value={language}>
        <ConfigProvider
          locale={language === 'zh' ? zhCN : enUS}
          button={{ autoInsertSpace: false }}
          theme={{
            algorithm: [
              dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
              antTheme.compactAlgorithm,
              legible,
            ],
            token: tokens(dark),
          }}
        >
          <App className="console">{children}</App>
        </ConfigProvider>
      </LanguageContext>
    </AppearanceContext>
  );
}
