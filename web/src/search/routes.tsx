import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { type Raw, text } from '../kit/search';

export type SearchSearch = { q?: string };

export const searchRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/search',
  validateSearch: (raw: Raw): SearchSearch => ({ q: text(raw.q) }),
  component: lazyRouteComponent(() => import('./search-page')),
});

export const search = [searchRoute];
