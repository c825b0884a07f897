import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { choice, flag, type Raw, text, whole } from '../kit/search';

export type PoliciesSearch = { q?: string; waiting?: true };

export const policiesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies',
  validateSearch: (raw: Raw): PoliciesSearch => ({ q: text(raw.q), waiting: flag(raw.waiting) }),
  component: lazyRouteComponent(() => import('./policy-list')),
});

export const policyRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies/$code',
  component: lazyRouteComponent(() => import('./policy-page')),
});

export const VIEWS = ['flow', 'review', 'source'] as const;
export type View = (typeof VIEWS)[number];
export type VersionSearch = { view?: View; node?: string; decision?: string };

export const versionRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies/$code/versions/$number',
  validateSearch: (raw: Raw): VersionSearch => ({
    view: choice(raw.view, VIEWS),
    node: text(raw.node),
    decision: text(raw.decision),
  }),
  component: lazyRouteComponent(() => import('./version-page')),
});

export type CompareSearch = { before?: number; after?: number; view?: 'flow' | 'words' };

export const compareRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies/$code/compare',
  validateSearch: (raw: Raw): CompareSearch => ({
    before: whole(raw.before),
    after: whole(raw.after),
    view: choice(raw.view, ['flow', 'words']),
  }),
  component: lazyRouteComponent(() => import('./compare-page')),
});

export const policies = [policiesRoute, compareRoute, versionRoute, policyRoute];
