import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PAGES } from './pages.ts';
import { expect, LOOKS, type Look, settled, test } from './visit.ts';
import { foreign, wording } from './words.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
// The flow editor's canvas is not ours.
const NOT_OURS = ['.grl-dg', '.react-flow'];

test('every page of the router is looked at', async ({ visit }) => {
  const page = await visit('ana');
  await page.goto('/decisions');
  const routes = await page.evaluate(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as { __TSR_ROUTER__: Router };
    return Object.keys(router.routesByPath);
  });
  expect(routes.sort()).toEqual(Object.keys(PAGES).sort());
});

type Router = { routesByPath: Record<string, unknown> };

for (const [route, cases] of Object.entries(PAGES))
  for (const [name, { by, at, refused, open }] of Object.entries(cases))
    for (const look of LOOKS)
      test(`${route} ${name}, ${look.language} ${look.theme}`, async ({ visit, house }) => {
        const page = await visit(by, look, refused);
        await page.goto(at ? at(house) : route);
        await settled(page);
        await open?.(page);
        await expect(page.locator('html')).toHaveAttribute(
          'lang',
          look.language === 'zh' ? 'zh-CN' : 'en-US',
        );
        await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme);
        await page.screenshot({ path: picture(route, name, look), animations: 'disabled' });
        expect.soft(foreign(await wording(page), look.language), 'untranslated').toEqual([]);
        expect.soft(await faultsOfAccess(page), 'accessibility').toEqual([]);
      });

function picture(route: string, name: string, { language, theme }: Look) {
  const plain = route.replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '') || 'home';
  return `test-results/screens/${plain}.${name}.${language}.${theme}.png`;
}

async function faultsOfAccess(page: Page) {
  const builder = new AxeBuilder({ page }).withTags(WCAG);
  for (const selector of NOT_OURS) builder.exclude(selector);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`),
  );
}
