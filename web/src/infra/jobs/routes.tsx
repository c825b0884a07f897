import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';
import { choice, type Raw, text } from '../../kit/search';

export const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobsSearch = { code?: string; state?: (typeof STATES)[number] };

export const jobsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/jobs',
  validateSearch: (raw: Raw): JobsSearch => ({ code: text(raw.code), state: choice(raw.state, STATES) }),
  component: lazyRouteComponent(() => import('./jobs')),
});

export const jobs = [jobsRoute];
