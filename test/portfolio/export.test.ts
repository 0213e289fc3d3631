import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanNotes } from '../../src/portfolio/import/cells.ts';
import { createSplitter } from '../../src/portfolio/import/records.ts';
import { csvFile } from '../../src/sheets/csv.ts';

const textOf = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile('x.csv', header, rows).bytes);
const cell = fc.string({
  unit: fc.constantFrom('a', 'É', ' ', ';', '"', '\n', "'", '=', '+', '-', '@', '\t', '\r', '0'),
  maxLength: 8,
});

describe('a CSV to take away', () => {
  it('is what a Brazilian Excel opens by a double click', () => {
    expect(textOf(['Nome', 'Observações'], [['São João; "filial"', 'linha\noutra']])).toBe(
      '\ufeffNome;Observações\r\n"São João; ""filial""";"linha\noutra"\r\n',
    );
  });

  it.each(['=1+1', '+55 (11) 4002-8922', '-Oficina', '@Débora', '\tx', '\rx', '\nx', "'=1", "''-2"])(
    'defuses %j',
    (value) => {
      const text = textOf(['x'], [[value]]);
      expect(text.split('\r\n')[1]!.replace(/^"/, '')).toBe(
        `'${value}`.split('\r\n')[0]! + (/[\r\n]/.test(value) ? '"' : ''),
      );
      expect(cleanNotes(`'${value}`)).toBe(value.trim());
    },
  );

  it.each(['11 4002-8922', 'Padaria', "D'Ávila", "'Stella Maris", ' =1', 'a@b.com'])('leaves %j alone', (value) =>
    expect(textOf(['x'], [[value]]).split('\r\n')[1]).toBe(value),
  );

  it('comes apart into the cells it was made of, none of which a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const records = createSplitter({ delimiter: ';' }).feed(textOf(['a', 'b'], rows).slice(1), true);
        expect(records.every((record) => !record.flaw)).toBe(true);
        const cells = records.slice(1).map((record) => record.cells);
        for (const each of cells.flat()) expect(each).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cells.map((row) => row.map((each) => (/^'+[=+\-@\t\r\n]/.test(each) ? each.slice(1) : each)))).toEqual(
          rows,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
