import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../frame/root';
import { type Raw, text } from '../../kit/search';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Raw): { to?: string; refused?: string } => ({
    to: text(raw.to),
    refused: text(raw.refused),
  }),
  component: lazyRouteComponent(() => import('./sign-in')),
});

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup')),
});

/** Pages for anybody. */
export const entrance = [signInRoute, setupRoute];
