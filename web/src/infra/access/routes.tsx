import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../frame/root';
import { type Raw, text } from '../../kit/search';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Raw): { to?: string } => ({ to: text(raw.to) }),
  component: lazyRouteComponent(() => import('./sign-in')),
});

/** Pages for anybody. */
export const entrance = [signInRoute];
