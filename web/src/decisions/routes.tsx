import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../frame/root';
import { OUTCOMES, type Outcome } from '../kit/palette';
import { choice, choices, number, type Raw, text, whole } from '../kit/search';

/** The filter of the list, by the names that the API gives its conditions. */
export type RecordsSearch = {
  scene?: string;
  outcome?: Outcome[];
  policy?: string;
  version?: number;
  reason?: string;
  rule?: string;
  subject?: string;
  event_id?: string;
  score_min?: number;
  score_max?: number;
  since?: string;
  until?: string;
};

export const recordsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/decisions',
  validateSearch: (raw: Raw): RecordsSearch => ({
    scene: text(raw.scene),
    outcome: choices(raw.outcome, OUTCOMES),
    policy: text(raw.policy),
    version: whole(raw.version),
    reason: text(raw.reason),
    rule: text(raw.rule),
    subject: text(raw.subject),
    event_id: text(raw.event_id),
    score_min: number(raw.score_min),
    score_max: number(raw.score_max),
    since: text(raw.since),
    until: text(raw.until),
  }),
  component: lazyRouteComponent(() => import('./records')),
});

export const TABS = ['rules', 'flow', 'indicators', 'related', 'rerun'] as const;
export type Tab = (typeof TABS)[number];
export const SHOWN = ['hit', 'missed', 'unknown', 'failed', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** What is open on the page of a decision. */
export type DecisionSearch = {
  tab?: Tab;
  /** Which rules. */
  rules?: Shown;
  /** Whose evidence is open. */
  indicator?: string;
  /** By which of its subjects others are found. */
  subject?: string;
  /** The version to run it on. */
  policy?: string;
  version?: number;
};

export const decisionRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/decisions/$id',
  validateSearch: (raw: Raw): DecisionSearch => ({
    tab: choice(raw.tab, TABS),
    rules: choice(raw.rules, SHOWN),
    indicator: text(raw.indicator),
    subject: text(raw.subject),
    policy: text(raw.policy),
    version: whole(raw.version),
  }),
  component: lazyRouteComponent(() => import('./decision-page')),
});

export const decisions = [recordsRoute, decisionRoute];
