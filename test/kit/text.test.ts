import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimit } from '../../src/kit/limit.ts';
import { cut, fold, nearest, visible } from '../../src/kit/text.ts';
import { plainLine, plainText } from '../../src/kit/view.ts';

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe('text', () => {
  it.each([
    ['  Padaria  SÃO João ', 'padaria sao joao'],
    ['Ação\tLtda\n', 'acao ltda'],
    ['\u200fPada\u200bria\u2069', 'padaria'],
    ['\ufeffÇelik', 'celik'],
    ['a\u00a0b', 'a b'],
    ['\0', ''],
    ['ＡＢＣ', 'ａｂｃ'],
  ])('folds %j to %j', (value, folded) => {
    expect(fold(value)).toBe(folded);
  });

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        expect(fold(fold(value))).toBe(fold(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts visibly, to the limit, and no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (value, max) => {
        const short = cut(value, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (value.length <= max) expect(short).toBe(value);
        else expect(short.endsWith('…')).toBe(true);
        expect(short).not.toMatch(lone);
      }),
    );
    expect(cut('😀😀😀', 4)).toBe('😀…');
    expect(visible('a\u202eb\0')).toBe('ab');
  });

  it('finds what was meant', () => {
    const commands = ['clientes', 'cliente', 'convidar', 'carteira', 'configurar', 'ajuda'];
    expect(nearest('clinetes', commands)).toBe('clientes');
    expect(nearest('CONVIDÁR', commands)).toBe('convidar');
    expect(nearest('conf', commands)).toBe('configurar');
    expect(nearest('zzz', commands)).toBeUndefined();
    expect(nearest('', commands)).toBeUndefined();
    expect(nearest('x'.repeat(10_000), commands)).toBeUndefined();
  });

  it('reads as plain text without its formatting', () => {
    expect(plainLine(['a ', { bold: 'b' }, { code: ' c' }, { link: ' d', url: 'http://e' }])).toBe(
      'a b c d (http://e)',
    );
    const columns = [{ label: 'Nome' }, { label: 'Valor' }];
    expect(
      plainText({
        title: 'T',
        blocks: [
          {
            kind: 'table',
            caption: 'C',
            columns,
            rows: [
              ['x', ''],
              ['y', '2'],
            ],
          },
        ],
      }),
    ).toBe('T\nC\nNome: x\nNome: y; Valor: 2');
  });
});

describe('the limit', () => {
  const make = (most?: number) => {
    const clock = { now: 1_000_000 };
    return { clock, limit: createLimit({ perSecond: 2, burst: 3, most, now: () => clock.now }) };
  };

  it('lets a burst through, then one for each that has refilled', () => {
    const { clock, limit } = make();
    expect([limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 0]);
    expect(limit('a')).toBe(1);
    expect(limit('b')).toBe(0);
    clock.now += 500;
    expect(limit('a')).toBe(0);
    expect(limit('a')).toBe(1);
    clock.now += 3_600_000;
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 0, 1]);
  });

  it('is not fooled by a clock that is set back', () => {
    const { clock, limit } = make();
    expect(limit('a')).toBe(0);
    clock.now -= 3_600_000;
    expect([limit('a'), limit('a')]).toEqual([0, 0]);
    expect(limit('a')).toBe(1);
  });

  it('remembers only so many', () => {
    const { limit } = make(2);
    for (let i = 0; i < 4; i++) limit('a');
    expect(limit('a')).toBe(1);
    limit('b');
    limit('c');
    expect(limit('a')).toBe(0);
  });
});
