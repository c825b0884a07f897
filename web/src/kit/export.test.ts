import { expect, test } from 'vitest';
import { csv, everyRow, excel } from './export';

const columns = [
  { title: '名称', value: (row: { name: string; n: number }) => row.name },
  { title: 'N', value: (row: { name: string; n: number }) => row.n },
];

test('a file of values quotes what needs quoting', () => {
  const rows = [{ name: 'a,"b"\nc', n: 1.5 }];
  expect(csv({ name: 'x', columns, rows })).toBe('名称,N\r\n"a,""b""\nc",1.5\r\n');
});

test('a text that a spreadsheet would run is made harmless, a negative number is not touched', () => {
  const rows = [{ name: '=1+1', n: -3 }];
  expect(csv({ name: 'x', columns, rows })).toBe("名称,N\r\n'=1+1,-3\r\n");
});

test('a workbook holds the rows with their types', async () => {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  await book.xlsx.load(await excel({ name: 'a/b', columns, rows: [{ name: '王', n: 2 }] }));
  const sheet = book.worksheets[0]!;
  expect(sheet.name).toBe('a b');
  expect(sheet.getRow(2).getCell(1).value).toBe('王');
  expect(sheet.getRow(2).getCell(2).value).toBe(2);
});

test('every page is fetched, and progress told', async () => {
  const pages: Record<string, { items: number[]; next: string | null }> = {
    start: { items: [1, 2], next: 'b' },
    b: { items: [3], next: null },
  };
  const told: number[] = [];
  expect(
    await everyRow(
      async (cursor) => pages[cursor ?? 'start']!,
      (n) => told.push(n),
    ),
  ).toEqual([1, 2, 3]);
  expect(told).toEqual([2, 3]);
});
