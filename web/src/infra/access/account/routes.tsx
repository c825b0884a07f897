import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../../frame/root';

export const profileRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile')),
});

export const account = [profileRoute];
