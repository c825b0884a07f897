import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';

export const workbenchRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./workbench-page')),
});

export const workbench = [workbenchRoute];
