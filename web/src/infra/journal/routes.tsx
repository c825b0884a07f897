import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../frame/root';
import { type Raw, text, whole } from '../../kit/search';

/** The filter of the journal, by the names that the API gives its conditions. */
export type JournalSearch = {
  actor?: string;
  action?: string;
  subject?: string;
  text?: string;
  since?: string;
  until?: string;
  /** The row whose change is open. */
  row?: number;
};

export const journalRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/system/journal',
  validateSearch: (raw: Raw): JournalSearch => ({
    actor: text(raw.actor),
    action: text(raw.action),
    subject: text(raw.subject),
    text: text(raw.text),
    since: text(raw.since),
    until: text(raw.until),
    row: whole(raw.row),
  }),
  component: lazyRouteComponent(() => import('./journal')),
});

export const journal = [journalRoute];
