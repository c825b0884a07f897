import { createRouter } from '@tanstack/react-router';
import { decisions } from './decisions/routes';
import { events } from './events/routes';
import { consoleRoute, rootRoute } from './frame/root';
import { indicators } from './indicators/routes';
import { account } from './infra/access/account/routes';
import { administration } from './infra/access/administration/routes';
import { entrance } from './infra/access/routes';
import { journal } from './infra/journal/routes';
import { operations } from './infra/operations';
import { lists } from './policies/lists/routes';
import { policies } from './policies/routes';
import { search } from './search/routes';
import { workbench } from './workbench/routes';

/** Every page of the console, one line a folder. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...entrance,
    consoleRoute.addChildren([
      ...workbench,
      ...search,
      ...decisions,
      ...indicators,
      ...events,
      ...operations,
      ...policies,
      ...lists,
      ...administration,
      ...account,
      ...journal,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
