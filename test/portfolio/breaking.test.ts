import { isValidCaepf, isValidCei } from '@brazilian-utils/brazilian-utils';
import { read as readBook, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../src/portfolio/import/xlsx/book.ts';
import { readSheet } from '../../src/portfolio/import/xlsx/sheet.ts';
import { readRegistration } from '../../src/terms/document.ts';
import { differenceOf } from './breaking.ts';

describe('a clean list that was broken at random', () => {
  // The long form: npm run long -- files.
  it('is read back, or what is missing is told', async () => {
    const found: string[] = [];
    for (let seed = 0; seed < 250; seed++) {
      const difference = await differenceOf(seed);
      if (difference) found.push(difference);
    }
    expect(found).toEqual([]);
  }, 60_000);
});

describe('a workbook', () => {
  it('that another program wrote is read as that program reads it', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'É', ' ', '>', '<', '&', '"', "'", '=', '日', '1', ';'),
      minLength: 1,
      maxLength: 12,
    });
    const cell = fc.oneof(
      text,
      fc.integer({ min: 0, max: 10 ** 14 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constant(null),
    );
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (rows, bookSST) => {
        const workbook = utils.book_new();
        utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), 'Clientes > 2025');
        const bytes = new Uint8Array(write(workbook, { type: 'array', bookSST }) as ArrayBuffer);
        const opened = await openBook(bytes);
        const ours: string[] = [];
        const line = (cells: readonly unknown[]) =>
          cells
            .map((each) => String(each ?? ''))
            .join('\u0001')
            .replace(/\u0001+$/, '');
        for await (const records of readSheet(opened, opened.sheets[0]!.entry))
          for (const record of records) ours[record.line - 1] = line(record.cells);
        const other = readBook(bytes, { type: 'array' }).Sheets['Clientes > 2025']!;
        const theirs = utils
          .sheet_to_json<unknown[]>(other, { header: 1, raw: true, defval: '', blankrows: true })
          .map(line);
        expect(opened.sheets[0]!.name).toBe('Clientes > 2025');
        expect(Array.from(theirs, (_, i) => ours[i] ?? '')).toEqual(theirs);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('numbers of employers', () => {
  it('are what a library that we did not write takes them for', () => {
    const digits = (length: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
    fc.assert(
      fc.property(digits(12), fc.integer({ min: 0, max: 99 }), (base, check) => {
        const caepf = `${base}${String(check).padStart(2, '0')}`;
        expect(readRegistration(caepf) !== undefined).toBe(isValidCaepf(caepf));
        expect(readRegistration(base) !== undefined).toBe(isValidCei(base));
      }),
      { numRuns: 3000 },
    );
  });
});
