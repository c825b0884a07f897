import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { choice, type Raw, text, whole } from '../kit/search';

export const LATENESS = ['late', 'on_time'] as const;
export type EventsSearch = {
  scene?: string;
  since?: string;
  until?: string;
  lateness?: (typeof LATENESS)[number];
  id?: string;
};

export const eventsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events',
  validateSearch: (raw: Raw): EventsSearch => ({
    scene: text(raw.scene),
    since: text(raw.since),
    until: text(raw.until),
    lateness: choice(raw.lateness, LATENESS),
    id: text(raw.id),
  }),
  component: lazyRouteComponent(() => import('./event-list')),
});

export const eventRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events/$scene/$id',
  component: lazyRouteComponent(() => import('./event-page')),
});

export type ScenesSearch = { q?: string };

export const scenesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/scenes',
  validateSearch: (raw: Raw): ScenesSearch => ({ q: text(raw.q) }),
  component: lazyRouteComponent(() => import('./scene-list')),
});

export const TABS = ['fields', 'versions', 'example', 'unknown', 'use'] as const;
export const CLASSES = ['C1', 'C2', 'C3'] as const;
export type SceneSearch = {
  tab?: (typeof TABS)[number];
  q?: string;
  class?: (typeof CLASSES)[number];
  before?: number;
  after?: number;
};

export const sceneRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/scenes/$code',
  validateSearch: (raw: Raw): SceneSearch => ({
    tab: choice(raw.tab, TABS),
    q: text(raw.q),
    class: choice(raw.class, CLASSES),
    before: whole(raw.before),
    after: whole(raw.after),
  }),
  component: lazyRouteComponent(() => import('./scene-page')),
});

export const events = [eventsRoute, eventRoute, scenesRoute, sceneRoute];
