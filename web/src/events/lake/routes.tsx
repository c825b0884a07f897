import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';
import { type Raw, text } from '../../kit/search';

export type LakeSearch = { scene?: string };

export const lakeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/lake',
  validateSearch: (raw: Raw): LakeSearch => ({ scene: text(raw.scene) }),
  component: lazyRouteComponent(() => import('./lake')),
});

export const lake = [lakeRoute];
