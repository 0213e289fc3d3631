import { generateCnpj, generateCpf, isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, maskDocument, readDocument } from '../../src/terms/document.ts';

const bases: readonly [string, string][] = [
  ['12ABC34501DE', '35'],
  ['12ABC3450001', '88'],
  ['A1B2C3D40001', '93'],
  ['ZZZZZZZZZZZZ', '62'],
  ['12345678000A', '08'],
  ['112223330001', '81'],
  ['112223330002', '62'],
  ['000000000001', '91'],
  ['330001670001', '01'],
  ['042520110001', '10'],
  ['052062460001', '38'],
];

describe('documents', () => {
  it.each(bases)('%s has the check digits %s and no others', (base, digits) => {
    for (let n = 0; n < 100; n++) {
      const two = String(n).padStart(2, '0');
      expect(readDocument(base + two)).toBe(two === digits ? base + digits : undefined);
    }
  });

  it.each(['529.982.247-25', '390.533.447-05', '111.444.777-35', '123.456.789-09'])('%s is a CPF', (typed) => {
    const canonical = readDocument(typed)!;
    expect(canonical).toMatch(/^\d{11}$/);
    expect(kindOf(canonical)).toBe('cpf');
    expect(maskDocument(canonical)).toBe(typed);
  });

  it.each([
    ['12.abc.345/01de-35', '12ABC34501DE35'],
    ['  33.000.167/0001-01\u00a0', '33000167000101'],
    ['33 000 167 0001 01', '33000167000101'],
    ['33.000.167/0001–01', '33000167000101'],
  ])('%s is read as %s', (typed, canonical) => {
    expect(readDocument(typed)).toBe(canonical);
    expect(kindOf(canonical)).toBe('cnpj');
  });

  it.each([
    '',
    '0',
    '00000000000',
    '11111111111',
    '00000000000000',
    '99999999999999',
    '3300016700010',
    '330001670001011',
    '33000167000101x',
    '12ABC34501DE3S',
    'ß2ABC34501DE35',
    '１２ABC34501DE35',
    '529982247AB',
    'x'.repeat(1_000_000),
  ])('%.20s is none', (typed) => expect(readDocument(typed)).toBeUndefined());

  it('agrees with the library on numbers it makes, masked or not, in any case', () => {
    const made = fc.constantFrom(
      () => generateCpf(),
      () => generateCnpj(),
      () => generateCnpj({ version: 2 }),
    );
    fc.assert(
      fc.property(made, fc.boolean(), fc.boolean(), (make, masked, lower) => {
        const canonical = make().toUpperCase();
        const typed = masked ? maskDocument(canonical) : canonical;
        expect(readDocument(lower ? typed.toLowerCase() : typed)).toBe(canonical);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the library on any 11 or 14 characters', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 11 });
    const mixed = fc
      .tuple(
        fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZ'), minLength: 12, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 2, maxLength: 2 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(digits, (value) => {
        expect(readDocument(value) !== undefined).toBe(isValidCpf(value));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(mixed, (value) => {
        expect(readDocument(value) !== undefined).toBe(isValidCnpj(value, { version: 2 }));
      }),
      { numRuns: 2000 },
    );
  });
});
