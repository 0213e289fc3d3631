import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSplitter, type RawRecord } from '../../src/portfolio/import/records.ts';
import { working } from '../pace.ts';

const split = (
  text: string,
  options: Partial<Parameters<typeof createSplitter>[0]> = {},
  pieces: readonly number[] = [],
): RawRecord[] => {
  const splitter = createSplitter({ delimiter: ';', ...options });
  const records: RawRecord[] = [];
  let at = 0;
  for (const length of pieces) {
    records.push(...splitter.feed(text.slice(at, at + length)));
    at += length;
  }
  return [...records, ...splitter.feed(text.slice(at), true)];
};
const cells = (text: string) => split(text).map((record) => record.cells);

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', ';', ',', '"', '\n', '\r\n', "'", '=', '日'),
  maxLength: 12,
});
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const quote = (value: string) => (/[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

describe('delimited text', () => {
  it('gives back any table, wherever the pieces end', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }),
        (rows, end, pieces) => {
          const text = rows.map((row) => row.map(quote).join(';') + end).join('');
          const read = split(text, {}, pieces);
          expect(read.map((record) => record.cells)).toEqual(rows);
          expect(read.every((record) => !record.flaw)).toBe(true);
          let line = 1;
          for (const [i, record] of read.entries()) {
            expect(record.line).toBe(line);
            line += 1 + rows[i]!.join('').split('\n').length - 1;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('loses no line and never throws, whatever it is fed', () => {
    const any = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', '\r', '""', '";"'), maxLength: 200 });
    fc.assert(
      fc.property(any, fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 10 }), (text, pieces) => {
        const whole = split(text, { width: 3 });
        const lines = whole.map((record) => record.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(new Set(lines).size).toBe(lines.length);
        expect(split(text, { width: 3 }, pieces)).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes quotes inside a cell as they are', () => {
    expect(cells('Cano 3/4";"Zé" Bar;"a ""b"" c"\n')).toEqual([['Cano 3/4"', '"Zé" Bar', 'a "b" c']]);
  });

  it('refuses the line of a quote that is never closed, and goes on with the next', () => {
    const text = '"Aberta;1;2\nDuas;3;4\nTrês;5;6\n';
    expect(split(text, { width: 3 })).toEqual([
      { line: 1, cells: ['"Aberta', '1', '2'], flaw: 'quote' },
      { line: 2, cells: ['Duas', '3', '4'] },
      { line: 3, cells: ['Três', '5', '6'] },
    ]);
  });

  it('does not let two stray quotes swallow the lines between them', () => {
    const text = '"Aberta;1;2\nDuas;3;4\n"Três";5;6\nCano 3/4";7;8\n';
    expect(split(text, { width: 3 }).map(({ line, flaw }) => [line, flaw])).toEqual([
      [1, 'quote'],
      [2, undefined],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it('skips a line without end, and says so once', () => {
    const long = 'x'.repeat(5 * 1024 * 1024);
    const splitter = createSplitter({ delimiter: ';' });
    const records: RawRecord[] = [];
    const text = `a;b\n${long}\nc;d\n`;
    for (let at = 0; at < text.length; at += 65_536) records.push(...splitter.feed(text.slice(at, at + 65_536)));
    records.push(...splitter.feed('', true));
    expect(records.map(({ line, flaw }) => [line, flaw])).toEqual([
      [1, undefined],
      [2, 'long'],
      [3, undefined],
    ]);
  });

  it('takes time that grows with the length and with nothing else', () => {
    // Each line opens a quote, and none is ever closed.
    const hostile = '"a\n'.repeat(300_000);
    const worked = working();
    expect(split(hostile, { width: 3 }).length).toBeGreaterThan(1);
    expect(split('""'.repeat(600_000), { width: 3 }).length).toBeGreaterThan(0);
    expect(worked()).toBeLessThan(5000);
  });

  it('marks lines with characters that were lost', () => {
    expect(split('S\ufffdo;1\nRio;2\n').map(({ flaw }) => flaw)).toEqual(['encoding', undefined]);
  });
});
