import type { Choices } from './choices.ts';
import { openForeign } from './legacy.ts';
import type { Table } from './part.ts';
import { openSheets } from './sheets.ts';
import { openBook } from './xlsx/book.ts';
import { readSheet } from './xlsx/sheet.ts';
import { readZip } from './xlsx/zip.ts';

/** Opens what comes in a ZIP: a workbook, or what another program makes of one. */
export async function openWorkbook(bytes: Uint8Array, choices: Choices): Promise<Table> {
  const files = readZip(bytes);
  if (files.has('content.xml') && !files.has('xl/workbook.xml')) return openForeign(bytes, 'ods', choices);
  if ([...files.keys()].some((name) => name.endsWith('workbook.bin'))) return openForeign(bytes, 'xlsb', choices);
  const book = await openBook(bytes);
  return openSheets(
    book.sheets.map(({ name, hidden, entry }) => ({
      name,
      hidden,
      from1904: book.from1904,
      records: () => readSheet(book, entry),
    })),
    'xlsx',
    choices,
  );
}
