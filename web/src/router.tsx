import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { decisions } from './decisions/routes';
import { consoleRoute, rootRoute } from './frame/root';
import { entrance } from './infra/access/routes';
import { operations } from './infra/operations';

const home = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/decisions' });
  },
});

/** Every page of the console, one line a folder. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([...entrance, consoleRoute.addChildren([home, ...decisions, ...operations])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
