import { describe, expect, it } from 'vitest';
import { mentioned } from '../../src/terms/mentioned.ts';

describe('who a message speaks of', () => {
  it.each<[string, object]>([
    ['', {}],
    ['bom dia, tudo certo?', {}],
    [
      'Oi! Cliente novo: Padaria Estrela Ltda, CNPJ 11.222.333/0001-81, e-mail Financeiro@Estrela.com.br',
      { name: 'Padaria Estrela Ltda', document: '11222333000181', email: 'financeiro@estrela.com.br' },
    ],
    [
      'Padaria Estrela - 11.222.333/0001-81\ncontato: Ana (41) 99876-5432',
      { name: 'Padaria Estrela', document: '11222333000181', phone: '(41) 99876-5432' },
    ],
    ['razão social: Oficina do Zé\nana@oficina.com.br', { name: 'Oficina do Zé', email: 'ana@oficina.com.br' }],
    ['Livraria Sebo do Centro ana@sebo.com', { name: 'Livraria Sebo do Centro', email: 'ana@sebo.com' }],
    ['o contrato da Mercado Bom Preço LTDA ME chegou', { name: 'Mercado Bom Preço LTDA ME' }],
    // Alphanumeric, as issued since July 2026.
    ['12.ABC.345/01DE-35', { document: '12ABC34501DE35' }],
    // Check digits that do not hold: no document, and no phone either.
    ['CNPJ 11.222.333/0001-99', {}],
    ['me liga: 4133334444', { phone: '4133334444' }],
    ['CPF 529.982.247-25', { document: '52998224725' }],
    ['boleto 34191.79001 01043.510047 91020.150008 5 89890000015000', {}],
    ['me manda o ana@example.com.', { email: 'ana@example.com' }],
  ])('%s', (text, said) => {
    expect(mentioned(text)).toEqual(said);
  });

  it('looks through no more than a message is long, and quickly', () => {
    const started = performance.now();
    for (const part of ['a@', 'A ', '1.', 'de ', 'cliente: ', '\n', 'ME '])
      expect(typeof mentioned(part.repeat(20_000))).toBe('object');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
