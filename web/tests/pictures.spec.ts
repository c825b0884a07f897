import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PICTURES } from './pictures.ts';
import { expect, settled, test } from './visit.ts';
import { wording } from './words.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/guides/pictures');
const TAKING = process.env.BALLAST_PICTURES === '1';

// A picture is out of date when the page says something else than it did when it was taken. Pixels
// differ from machine to machine; words do not, once figures and moments are left out.
for (const [name, { by, at, open }] of Object.entries(PICTURES))
  test(`the picture of ${name} shows the page as it is`, async ({ visit, house }) => {
    const page = await visit(by);
    await page.goto(at!(house));
    await settled(page);
    await open?.(page);
    const said = (await wording(page)).filter((text) => !/\d/.test(text)).sort();
    const [picture, words] = [join(FOLDER, `${name}.png`), join(FOLDER, `${name}.json`)];
    if (TAKING) {
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: picture, animations: 'disabled' });
      writeFileSync(words, `${JSON.stringify(said, null, 1)}\n`);
    }
    expect(existsSync(picture), 'taken by `make pictures`').toBe(true);
    expect(said, '`make pictures` takes it anew').toEqual(JSON.parse(readFileSync(words, 'utf8')));
  });
