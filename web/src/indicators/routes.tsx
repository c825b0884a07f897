import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { choice, type Raw, text, whole } from '../kit/search';

export const AGGREGATES = [
  'count',
  'sum',
  'mean',
  'min',
  'max',
  'stddev',
  'distinct',
  'first',
  'last',
  'time_since_last',
] as const;
export const ORIGINS = ['pack', 'own'] as const;
export const STATUSES = ['live', 'submitted', 'draft', 'returned', 'retired'] as const;

export type ListSearch = {
  q?: string;
  scene?: string;
  aggregate?: (typeof AGGREGATES)[number];
  origin?: (typeof ORIGINS)[number];
  status?: (typeof STATUSES)[number];
};
/** Which definition the form starts from; `number` is one's own draft to overwrite. */
export type FormSearch = { from?: string; number?: number };

export const listRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/indicators',
  validateSearch: (raw: Raw): ListSearch => ({
    q: text(raw.q),
    scene: text(raw.scene),
    aggregate: choice(raw.aggregate, AGGREGATES),
    origin: choice(raw.origin, ORIGINS),
    status: choice(raw.status, STATUSES),
  }),
  component: lazyRouteComponent(() => import('./indicator-list')),
});

export const formRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/indicators/new',
  validateSearch: (raw: Raw): FormSearch => ({ from: text(raw.from), number: whole(raw.number) }),
  component: lazyRouteComponent(() => import('./indicator-form')),
});

export const pageRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/indicators/$code',
  validateSearch: (raw: Raw): { days?: number } => ({ days: whole(raw.days) }),
  component: lazyRouteComponent(() => import('./indicator-page')),
});

export const indicators = [listRoute, formRoute, pageRoute];
