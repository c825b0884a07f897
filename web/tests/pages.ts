import type { Page } from '@playwright/test';
import type { House } from './house.ts';

export type Case = {
  /** Who looks; null is nobody yet. */
  by: string | null;
  /** The address, where the route has parameters or a state worth seeing. */
  at?: (house: House) => string;
  /** What is to be opened before it is looked at. */
  open?: (page: Page) => Promise<void>;
};

/**
 * Every route of the console, and who looks at it how. A test holds it against the router, so that no
 * page can be left out.
 */
export const PAGES: Record<string, Record<string, Case>> = {
  '/': { home: { by: 'ana' } },
  '/decisions': { records: { by: 'ana' } },
  '/sign-in': { form: { by: null } },
};
