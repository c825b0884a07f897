import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../../frame/root';
import { choice, flag, type Raw, text } from '../../../kit/search';

export const STATES = ['active', 'disabled'] as const;
export const ROLE_TABS = ['matrix', 'duties', 'scopes'] as const;

export type UsersSearch = {
  name?: string;
  role?: string;
  scope?: string;
  state?: (typeof STATES)[number];
};

export const usersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/users',
  validateSearch: (raw: Raw): UsersSearch => ({
    name: text(raw.name),
    role: text(raw.role),
    scope: text(raw.scope),
    state: choice(raw.state, STATES),
  }),
  component: lazyRouteComponent(() => import('./users')),
});

export const userRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/users/$id',
  component: lazyRouteComponent(() => import('./user-page')),
});

export const rolesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/roles',
  validateSearch: (raw: Raw): { tab?: (typeof ROLE_TABS)[number] } => ({ tab: choice(raw.tab, ROLE_TABS) }),
  component: lazyRouteComponent(() => import('./roles')),
});

export const keysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/keys',
  validateSearch: (raw: Raw): { left?: true } => ({ left: flag(raw.left) }),
  component: lazyRouteComponent(() => import('./keys')),
});

export const sessionsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/sessions',
  validateSearch: (raw: Raw): { user?: string } => ({ user: text(raw.user) }),
  component: lazyRouteComponent(() => import('./sessions')),
});

export const administration = [usersRoute, userRoute, rolesRoute, keysRoute, sessionsRoute];
