import type { Page } from '@playwright/test';
import type { House } from './house.ts';

export type Case = {
  /** Who looks; null is nobody yet. */
  by: string | null;
  /** The address, where the route has parameters or a state worth seeing. */
  at?: (house: House) => string;
  /** The status of a refusal that belongs to the case. */
  refused?: number;
  /** What is to be opened before it is looked at. */
  open?: (page: Page) => Promise<void>;
};

/**
 * Every route of the console, and who looks at it how. A test holds it against the router, so that no
 * page can be left out.
 */
export const PAGES: Record<string, Record<string, Case>> = {
  '/': { analyst: { by: 'ana' }, administrator: { by: 'amy' } },
  '/search': {
    found: { by: 'ana', at: () => '/search?q=C100010' },
    nothing: { by: 'ana', at: () => '/search?q=zzz' },
  },
  '/decisions': {
    records: { by: 'ana' },
    filtered: { by: 'ana', at: () => '/decisions?outcome=reject' },
    empty: { by: 'ana', at: () => '/decisions?scene=withdrawal' },
  },
  '/decisions/$id': {
    payment: { by: 'ivy', at: ({ ids }) => `/decisions/${ids.decision}` },
    loan: { by: 'ana', at: ({ ids }) => `/decisions/${ids.rejected}` },
    unknown: { by: 'ana', at: () => '/decisions/dec_none', refused: 404 },
  },
  '/policies': { list: { by: 'ana' } },
  '/policies/$code': { versions: { by: 'ana', at: () => '/policies/payment' } },
  '/policies/$code/versions/$number': {
    draft: { by: 'ana', at: () => '/policies/payment/versions/2' },
    live: { by: 'ben', at: () => '/policies/sba_lending/versions/1' },
    review: { by: 'ben', at: () => '/policies/payment/versions/3?view=review' },
  },
  '/policies/$code/compare': { two: { by: 'ben', at: () => '/policies/payment/compare' } },
  '/lists': { list: { by: 'ana' } },
  '/lists/$code': { entries: { by: 'ana', at: () => '/lists/grey_industry' } },
  '/indicators': { list: { by: 'ana' } },
  '/indicators/new': { form: { by: 'ana' } },
  '/indicators/$code': { one: { by: 'ana', at: () => '/indicators/pays_10min' } },
  '/scenes': { list: { by: 'ana' } },
  '/scenes/$code': { one: { by: 'ana', at: () => '/scenes/payment' } },
  '/events': { list: { by: 'ivy' } },
  '/events/$scene/$id': { one: { by: 'ivy', at: () => '/events/payment/PAY-00010' } },
  '/system/users': { list: { by: 'amy' }, forbidden: { by: 'vic', refused: 403 } },
  '/system/users/$id': { one: { by: 'amy', at: ({ ids }) => `/system/users/${ids.user}` } },
  '/system/roles': { list: { by: 'amy' } },
  '/system/keys': { list: { by: 'amy' } },
  '/system/sessions': { list: { by: 'amy' } },
  '/system/journal': { list: { by: 'aud' } },
  '/system/jobs': { list: { by: 'amy' } },
  '/system/lake': { list: { by: 'amy' } },
  '/system/settings': { list: { by: 'amy' } },
  '/system/health': { list: { by: 'amy' } },
  '/profile': { own: { by: 'ben' } },
  '/sign-in': { form: { by: null } },
  '/setup': { closed: { by: null } },
};
