import { useEffect, useRef } from 'react';
import { http } from '../api/client';
import { type Theme, useAppearance } from '../kit/appearance';
import type { Language } from '../kit/language';
import { useMe } from './session';

/** Language and theme follow the person from browser to browser. */
export function usePreferences() {
  const { theme, language, setTheme, setLanguage } = useAppearance();
  const me = useMe().data;
  const applied = useRef<string>('');

  useEffect(() => {
    if (!me || applied.current === me.id) return;
    applied.current = me.id;
    if (me.preferences.language) setLanguage(me.preferences.language as Language);
    // `auto` leaves what this browser remembers, or else prefers.
    if (me.preferences.theme !== 'auto') setTheme(me.preferences.theme as Theme);
  }, [me, setLanguage, setTheme]);

  const keep = (change: { language?: Language; theme?: Theme }) => {
    if (change.language) setLanguage(change.language);
    if (change.theme) setTheme(change.theme);
    if (me) void http.PUT('/api/v1/me/preferences', { body: { language, theme, ...change } });
  };
  return { theme, language, keep };
}
