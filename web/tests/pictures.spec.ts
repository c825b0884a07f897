import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { PICTURES } from './pictures.ts';
import { expect, settled, test } from './visit.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/guides/pictures');
const TAKING = process.env.BALLAST_PICTURES === '1';

// A picture is out of date when the page offers something else than it did when it was taken. Pixels
// differ from machine to machine, and records from run to run; titles, buttons and columns do not.
for (const [name, { by, at, open }] of Object.entries(PICTURES))
  test(`the picture of ${name} shows the page as it is`, async ({ visit, house }) => {
    const page = await visit(by);
    await page.goto(at!(house));
    await settled(page);
    await open?.(page);
    const [picture, words] = [join(FOLDER, `${name}.png`), join(FOLDER, `${name}.json`)];
    if (TAKING) {
      // What comes last comes within this time: a name, the editor's words.
      await page.waitForTimeout(3_000);
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: picture, animations: 'disabled' });
      writeFileSync(words, `${JSON.stringify(await offered(page), null, 1)}\n`);
    }
    expect(existsSync(picture), 'taken by `make pictures`').toBe(true);
    const then = JSON.parse(readFileSync(words, 'utf8')) as string[];
    await expect.poll(() => offered(page), '`make pictures` takes it anew').toEqual(then);
  });

/** What a page offers: its titles, columns, tabs, labels and buttons, without figures. */
async function offered(page: Page): Promise<string[]> {
  const said = await page
    .locator('h1, h2, h3, th, label, nav a, [role=tab], button')
    .filter({ visible: true })
    .allInnerTexts();
  const plain = said.map((text) => text.replace(/\s+/g, ' ').trim());
  return [...new Set(plain)].filter((text) => text && !/\d/.test(text)).sort();
}
