import { expect, it } from 'vitest';
import { mostReceived } from '../../src/documents/schema.ts';
import { guarded } from '../../src/kit/formula.ts';
import { csvFile, csvLine } from '../../src/sheets/csv.ts';
import { words } from '../../src/words/index.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\uff1d1+1', '\uff0b1', '\uff0d1', '\uff20SUM(A1)', "'=1"])(
  'what a spreadsheet would run is shown: %j, in every file that is made',
  (value) => {
    expect(guarded(value)).toBe(`'${value}`);
    expect(csvLine([value], ['text'])).toContain(`'${value}`);
    expect(new TextDecoder().decode(csvFile('a.csv', ['x'], [[value]]).bytes)).toContain(`'${value}`);
  },
);

it('leaves alone what nothing runs', () => {
  for (const value of ['Padaria', '1', "d'água", 'a=b', '']) expect(guarded(value)).toBe(value);
});

it('sizes are told in the unit of the limits', () => {
  expect(words['pt-BR'].format.bytes(mostReceived)).toBe('10 MB');
  expect(words['pt-BR'].format.bytes(mostReceived - 1)).toBe('10 MB');
  expect(words.en.format.bytes(97_000)).toBe('94.7 KB');
  expect(words['pt-BR'].sending.hint).toContain('até 10 MB');
});
