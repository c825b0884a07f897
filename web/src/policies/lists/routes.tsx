import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';
import { choices, flag, type Raw, text, whole } from '../../kit/search';

export type ListsSearch = { q?: string; waiting?: true };

export const listsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/lists',
  validateSearch: (raw: Raw): ListsSearch => ({ q: text(raw.q), waiting: flag(raw.waiting) }),
  component: lazyRouteComponent(() => import('./list-overview')),
});

export const STANDINGS = [
  'pending',
  'scheduled',
  'active',
  'removing',
  'expired',
  'removed',
  'refused',
] as const;
export type Standing = (typeof STANDINGS)[number];
export type EntriesSearch = {
  standing?: Standing[];
  source?: string;
  /** Ending within so many days. */
  expiring?: number;
  q?: string;
  /** The entry that is open. */
  entry?: string;
};

export const listRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/lists/$code',
  validateSearch: (raw: Raw): EntriesSearch => ({
    standing: choices(raw.standing, STANDINGS),
    source: text(raw.source),
    expiring: whole(raw.expiring),
    q: text(raw.q),
    entry: text(raw.entry),
  }),
  component: lazyRouteComponent(() => import('./list-page')),
});

export const lists = [listsRoute, listRoute];
