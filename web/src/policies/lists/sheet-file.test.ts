import { expect, test } from 'vitest';
import { readSheet } from './sheet-file';

// "原因" as Excel writes it with a Chinese locale.
const CHINESE = new Uint8Array([0xd4, 0xad, 0xd2, 0xf2]);

test('text in UTF-8 is read without its mark', async () => {
  expect(await readSheet(new Blob(['\uFEFFvalue,原因']))).toEqual({ text: 'value,原因', encoding: 'UTF-8' });
});

test('text as Excel writes Chinese is read too, and that is said', async () => {
  expect(await readSheet(new Blob([CHINESE]))).toEqual({ text: '原因', encoding: 'GB18030' });
});

test('what is no text is refused', async () => {
  expect(await readSheet(new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00])]))).toBeUndefined();
});
