import type { Case } from './pages.ts';

/** The pictures of the guides, by the name of their file. */
export const PICTURES: Record<string, Case> = {
  workbench: { by: 'ben', at: () => '/' },
  decision: { by: 'ana', at: (house) => `/decisions/${house.ids.rejected}` },
  flow: {
    by: 'ana',
    at: () => '/policies/payment/versions/2',
    // The editor loads after the page around it.
    open: (page) => page.getByText('PAY-00239').waitFor(),
  },
  review: { by: 'ben', at: () => '/policies/payment/versions/3?view=review' },
  users: { by: 'amy', at: () => '/system/users' },
  search: { by: 'ivy', at: () => '/search?q=pay' },
  event: { by: 'ivy', at: () => '/events/payment/PAY-00239' },
  journal: { by: 'aud', at: () => '/system/journal' },
  scene: { by: 'ana', at: () => '/scenes/payment' },
};
