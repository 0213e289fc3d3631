import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/kit/days.ts';
import { cleanCell, cleanNotes, readPayer, readSituation, readYesNo } from '../../src/portfolio/import/cells.ts';
import { readFileDay } from '../../src/portfolio/import/dates.ts';
import { readDocumentCell } from '../../src/portfolio/import/documents.ts';
import { readEmail } from '../../src/portfolio/import/emails.ts';

describe('cells', () => {
  it.each([
    ['31/12/2026', '2026-12-31'],
    ['1/2/26', '2026-02-01'],
    ['31-12-2026', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['2026-12-31', '2026-12-31'],
    ['2026/12/31', '2026-12-31'],
    ['2026-12-31 00:00:00', '2026-12-31'],
    ['2026-12-31T23:59:59.000Z', '2026-12-31'],
    ['2026-12-31T00:00:00-03:00', '2026-12-31'],
    ['31/12/2026 10:30', '2026-12-31'],
    ['31/12/2026 às 10:30', '2026-12-31'],
    ['31/12/2026, 10:30:15', '2026-12-31'],
    ['31/12/2026 10h30', '2026-12-31'],
    ['31/12/2026 10:30 PM', '2026-12-31'],
    ['31 de dezembro de 2026', '2026-12-31'],
    ['1º de março de 2027', '2027-03-01'],
    ['31/dez/26', '2026-12-31'],
    ['31-dez-2026', '2026-12-31'],
    ['5 mai. 2027', '2027-05-05'],
    ['31 Dec 2026', '2026-12-31'],
    ['5 Feb 2027', '2027-02-05'],
    ['Dec 31, 2026', '2026-12-31'],
    ['December 31, 2026', '2026-12-31'],
    ['46387', '2026-12-31'],
    ['46387,5', '2026-12-31'],
    ['45351', '2024-02-29'],
  ])('%s is the day %s', (typed, day) => expect(readFileDay(typed)).toBe(day));

  it.each([
    '31/02/2027',
    '29/02/2027',
    '12/31/2026',
    '31/12',
    'hoje',
    'amanhã',
    '00/00/0000',
    '0',
    '1',
    '123456',
    '31/13/2026',
    '31/xyz/2026',
    'x',
    '1/1/1',
    '9'.repeat(400),
  ])('%s is no day', (typed) => expect(readFileDay(typed)).toBeUndefined());

  it('reads every day as people write it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (y, m, d) => {
          const day = dayOf(y, m, d);
          expect(readFileDay(`${d}/${m}/${y}`)).toBe(day);
          expect(readFileDay(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')} 08:00:00`)).toBe(day);
        },
      ),
    );
  });

  it.each([
    [' Padaria \u00a0 São  João ', 'Padaria São João'],
    ['Zeladoria\r\ndo Zé', 'Zeladoria do Zé'],
    ['Sa\u0303o Jo\u00e3o', 'São João'],
    ['\ufeffNome\u200b', 'Nome'],
    ['ab\u202ecd', 'abcd'],
    ['a\u0000b', 'ab'],
    ['x\ud800y', 'xy'],
    ['👩‍👩‍👧 Família', '👩‍👩‍👧 Família'],
    ["'=1+1", '=1+1'],
    ["''=1+1", "'=1+1"],
    ["'+55 11", '+55 11'],
    ["'Stella", "'Stella"],
    ['="00123"', '00123'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['-', ''],
    ['—', ''],
    ['N/A', ''],
    ['#N/D', ''],
    ['NULL', ''],
    ['<!channel>', '<!channel>'],
    ["'; DROP TABLE Client; --", "'; DROP TABLE Client; --"],
  ])('%j is %j', (cell, clean) => expect(cleanCell(cell)).toBe(clean));

  it('keeps the lines of notes', () => expect(cleanNotes(' um \r\n\r\n dois\u0007')).toBe('um\n\ndois'));

  it.each([
    ['A@B.com', 'a@b.com'],
    [' mailto:a@b.com.br', 'a@b.com.br'],
    ['Ana Souza <Ana@B.com>', 'ana@b.com'],
  ])('%s is the e-mail %s', (cell, email) => expect(readEmail(cleanCell(cell))).toBe(email));
  it.each([
    'nf at x.com',
    'a@b',
    'a@b.com;c@d.com',
    'a@b.com, c@d.com',
    '@b.com',
    'a@',
    'joão@x.com.br',
    `${'a'.repeat(250)}@b.com`,
    'a'.repeat(2000),
  ])('%.30s is no e-mail', (cell) => expect(readEmail(cell)).toBeUndefined());

  it.each([
    ['4252011000110', '04252011000110'],
    ['191', undefined],
    ['12345678909', '12345678909'],
    ['4.25E+13', undefined],
    ['000191', undefined],
    ['00.000.000/0001-91', '00000000000191'],
    ['0000000000191', '00000000000191'],
  ])('of %s a document comes as %s', (cell, document) =>
    expect((readDocumentCell(cell) as { document?: string }).document).toBe(document),
  );

  it('under the mask of a CNPJ a wrong one is refused, though its digits would do for a CAEPF', () => {
    const title = { registrations: true };
    expect(readDocumentCell('19.147.609/2138-00', title)).toEqual({ wrong: 'document' });
    expect(readDocumentCell('191.476.092/138-00', title)).toEqual({ registration: 'CAEPF 191.476.092/138-00' });
    expect(readDocumentCell('19147609213800', title)).toEqual({ registration: 'CAEPF 191.476.092/138-00' });
  });

  it('reads labels in both languages, whatever their case and accents', () => {
    expect(
      [
        'Conectado',
        'CONECTADA',
        'nao conectado',
        'Not connected',
        'Muito Recomendado',
        'convite enviado',
        'Request received',
        'desconectado',
      ].map(readSituation),
    ).toEqual([
      'connected',
      'connected',
      'not_connected',
      'not_connected',
      'highly_recommended',
      'invited',
      'requested',
      'disconnected',
    ]);
    expect(readSituation('Pouco recomendado')).toBe('Pouco recomendado');
    expect(['Cliente', 'CONTABILIDADE', 'Escritório', 'Firm', 'nenhum', 'constructor'].map(readPayer)).toEqual([
      'client',
      'firm',
      'firm',
      'firm',
      '',
      undefined,
    ]);
    expect(['Sim', 'não', 'YES', 'No', '__proto__'].map(readYesNo)).toEqual([true, false, true, false, undefined]);
  });
});
