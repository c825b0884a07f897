import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';

export const healthRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/health',
  component: lazyRouteComponent(() => import('./health')),
});

export const health = [healthRoute];
