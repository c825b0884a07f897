export type SheetText = { text: string; encoding: 'UTF-8' | 'GB18030' };

export const LARGEST = 10 * 1024 * 1024;
const MARK = '\uFEFF';

/** The text of a CSV file, as UTF-8 or else as Excel writes Chinese; undefined when it is no text. */
export async function readSheet(file: Blob): Promise<SheetText | undefined> {
  const bytes = await file.arrayBuffer();
  for (const encoding of ['UTF-8', 'GB18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // A workbook or a picture may decode by chance, but no text holds this.
      if (!text.includes('\0')) return { text: text.replace(MARK, ''), encoding };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** A sample to fill in, with the columns that the import knows. */
export const SAMPLE = [
  'value,reason,source,starts_at,expires_at',
  '13800138000,example,hotline,,2027-12-31T00:00:00+08:00',
  '',
].join('\r\n');
