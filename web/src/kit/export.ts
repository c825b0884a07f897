/** Taking along what a list shows, as the person sees it: the columns and words in force. */
export type Cell = string | number | boolean | null | undefined;
export type ExportColumn<T> = { title: string; value: (row: T) => Cell };
type Sheet<T> = { name: string; columns: ExportColumn<T>[]; rows: T[] };

// A spreadsheet would run a text that begins like a formula.
const FORMULA = /^[=+\-@\t\r]/;
const plain = (value: Cell): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  return FORMULA.test(value) ? `'${value}` : value;
};
const quoted = (value: string) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function csv<T>({ columns, rows }: Sheet<T>): string {
  const lines = [columns.map((c) => c.title), ...rows.map((row) => columns.map((c) => plain(c.value(row))))];
  return lines.map((line) => line.map(quoted).join(',')).join('\r\n') + '\r\n';
}

export async function excel<T>({ name, columns, rows }: Sheet<T>): Promise<ArrayBuffer> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(name.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '));
  sheet.columns = columns.map((c) => ({ header: c.title, width: Math.max(12, c.title.length * 2) }));
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const row of rows) sheet.addRow(columns.map((c) => c.value(row) ?? null));
  return (await book.xlsx.writeBuffer()) as ArrayBuffer;
}

export const download = (name: string, type: string, content: BlobPart) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};

/** Every page of a list that is read by cursor. */
export async function everyRow<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | null }>,
  progress: (count: number) => void,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    rows.push(...found.items);
    progress(rows.length);
    cursor = found.next ?? undefined;
  } while (cursor);
  return rows;
}
