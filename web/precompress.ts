import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const SMALL = 1024;
const PACKED = /\.(css|html|js|json|svg|ttf|wasm)$/;

const brotli = (content: Buffer) =>
  promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
const gzipped = (content: Buffer) => promisify(gzip)(content, { level: 9 });

/** Compressed copies beside every file that gains by them, so that the service need not compress. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((name) => PACKED.test(name) && !name.startsWith('.'));
      await Promise.all(files.map((name) => pack(join(dir ?? '.', name))));
    },
  };
}

async function pack(path: string) {
  const content = await readFile(path);
  if (content.length < SMALL) return;
  await Promise.all([
    brotli(content).then((copy) => writeFile(`${path}.br`, copy)),
    gzipped(content).then((copy) => writeFile(`${path}.gz`, copy)),
  ]);
}
