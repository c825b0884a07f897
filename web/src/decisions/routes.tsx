import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { OUTCOMES, type Outcome } from '../kit/palette';
import { choice, type Raw, text } from '../kit/search';

export type RecordsSearch = { scene?: string; outcome?: Outcome };

export const recordsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/decisions',
  validateSearch: (raw: Raw): RecordsSearch => ({
    scene: text(raw.scene),
    outcome: choice(raw.outcome, OUTCOMES),
  }),
  component: lazyRouteComponent(() => import('./records')),
});

export const decisions = [recordsRoute];
