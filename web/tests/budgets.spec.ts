import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

type Chunk = {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
};

const BUILT = resolve(import.meta.dirname, '../../src/ballast/console');
const MANIFEST = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;
const KB = 1024;
const ENTRY_KB = 300;
const PAGE_KB = 180;
// What a page may add to the entry, where it needs an engine: charts, the flow editor, spreadsheets.
const LARGER_KB: [RegExp, number][] = [
  [/policies\/workbench|flow|editor|jdm/, 900],
  [/indicator-page|workbench-page|chart/, 340],
  [/exceljs/, 300],
];

const size = (file: string) => {
  const packed = join(BUILT, `${file}.gz`);
  return statSync(existsSync(packed) ? packed : join(BUILT, file)).size;
};

/** A chunk with all that it needs at once. */
function whole(name: string, seen = new Set<string>()): Set<string> {
  const chunk = MANIFEST[name]!;
  if (seen.has(chunk.file)) return seen;
  [chunk.file, ...(chunk.css ?? [])].forEach((file) => seen.add(file));
  chunk.imports?.forEach((imported) => whole(imported, seen));
  return seen;
}

const total = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + size(file), 0) / KB;
const [ENTRY] = Object.keys(MANIFEST).filter((name) => MANIFEST[name]!.isEntry);

test('the entry stays light', () => {
  const kb = total(whole(ENTRY!));
  expect(kb).toBeGreaterThan(50);
  expect(kb).toBeLessThanOrEqual(ENTRY_KB);
});

const lazy = [...new Set(Object.values(MANIFEST).flatMap((chunk) => chunk.dynamicImports ?? []))];

test('pages are loaded when they are opened', () => {
  expect(lazy.length).toBeGreaterThan(0);
});

for (const name of lazy)
  test(`${name} stays light`, () => {
    const there = whole(ENTRY!);
    const kb = total([...whole(name)].filter((file) => !there.has(file)));
    const allowed = LARGER_KB.find(([pattern]) => pattern.test(name))?.[1] ?? PAGE_KB;
    expect(kb).toBeLessThanOrEqual(allowed);
  });

test('everything that gains by it was compressed', () => {
  const files = Object.values(MANIFEST).flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])]);
  const large = files.filter((file) => /\.(js|css)$/.test(file) && statSync(join(BUILT, file)).size > KB);
  const bare = large.filter(
    (file) => !existsSync(join(BUILT, `${file}.br`)) || !existsSync(join(BUILT, `${file}.gz`)),
  );
  expect(bare).toEqual([]);
});
