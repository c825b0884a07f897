import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';
import { flag, type Raw, text } from '../../kit/search';

export type SettingsSearch = { q?: string; changed?: true };

export const settingsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/settings',
  validateSearch: (raw: Raw): SettingsSearch => ({ q: text(raw.q), changed: flag(raw.changed) }),
  component: lazyRouteComponent(() => import('./settings')),
});

export const settings = [settingsRoute];
