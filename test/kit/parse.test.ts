import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UserError } from '../../src/kit/errors.ts';
import { field } from '../../src/kit/field.ts';
import { readTyped } from '../../src/kit/parse.ts';
import { readValues } from '../../src/kit/values.ts';
import { words } from '../../src/words/index.ts';
import { file } from '../house.ts';

const languages = Object.values(words);
const pt = words['pt-BR'];
const today = '2026-11-16';
const named = (ptWord: string, enWord: string) => (w: typeof pt) =>
  w === pt ? { typed: ptWord, label: `Campo ${ptWord}` } : { typed: enWord, label: `Field ${enWord}` };
const situations = ['connected', 'not_connected', 'highly_recommended'] as const;
const labels = { connected: 'Conectado', not_connected: 'Não conectado', highly_recommended: 'Muito recomendado' };
const english = { connected: 'Connected', not_connected: 'Not connected', highly_recommended: 'Highly recommended' };
const search = z.object({
  text: field.text(named('texto', 'text'), { rest: true }).optional(),
  situation: field
    .choices(situations, named('situacao', 'situation'), (w, value) => (w === pt ? labels : english)[value])
    .optional(),
  due: field.day(named('vencimento', 'due')).optional(),
  order: field
    .choice(situations, named('ordem', 'order'), (w, value) => (w === pt ? labels : english)[value])
    .optional(),
  page: z.number().optional(),
});
const read = (typed: string, object: z.ZodObject = search) =>
  readValues(object, readTyped(typed, object, languages), today, languages);
const refused = (typed: string, object: z.ZodObject = search): string => {
  try {
    return `understood as ${JSON.stringify(read(typed, object))}`;
  } catch (error) {
    if (error instanceof UserError) return error.say(pt);
    throw error;
  }
};

describe('typed text', () => {
  it.each([
    ['', {}],
    ['padaria', { text: 'padaria' }],
    ['padaria são joão', { text: 'padaria são joão' }],
    ['situacao:conectado padaria', { situation: ['connected'], text: 'padaria' }],
    ['situação:conectado', { situation: ['connected'] }],
    ['SITUAÇÃO:Conectado', { situation: ['connected'] }],
    ['situation:connected', { situation: ['connected'] }],
    ['situacao:connected', { situation: ['connected'] }],
    ['situacao:"não conectado"', { situation: ['not_connected'] }],
    ['situacao:“não conectado”', { situation: ['not_connected'] }],
    ['situacao:nao_conectado', { situation: ['not_connected'] }],
    ['situacao:nao-conectado', { situation: ['not_connected'] }],
    ['situacao:muito', { situation: ['highly_recommended'] }],
    ['situacao:conectado,muito', { situation: ['connected', 'highly_recommended'] }],
    ['situacao:conectado situacao:muito', { situation: ['connected', 'highly_recommended'] }],
    ['situacao:conectado,conectado', { situation: ['connected'] }],
    ['situacao: conectado padaria', { situation: ['connected'], text: 'padaria' }],
    ['situacao: "não conectado"', { situation: ['not_connected'] }],
    ['situacao:', {}],
    ['situacao\u200f:conectado\u202c', { situation: ['connected'] }],
    ['vencimento:31/12 ordem:conectado', { due: '2026-12-31', order: 'connected' }],
    ['vencimento:amanhã', { due: '2026-11-17' }],
    ['ordem:não conectado padaria real', { order: 'not_connected', text: 'padaria real' }],
    ['ordem: muito recomendado vencimento:31/12', { order: 'highly_recommended', due: '2026-12-31' }],
    ['ordem:conectado conectado', { order: 'connected', text: 'conectado' }],
    ['ordem:não "conectado"', { order: 'not_connected', text: 'conectado' }],
    ['"situacao:conectado"', { text: 'situacao:conectado' }],
    ['texto:a b texto:c', { text: 'a,c b' }],
    ['https://x.com.br/a', { text: 'https://x.com.br/a' }],
    ['10:30', { text: '10:30' }],
    ['padaria "do zé', { text: 'padaria do zé' }],
    ['😀 situacao:conectado 👩‍👩‍👧', { text: '😀 👩‍👩‍👧', situation: ['connected'] }],
    ["Robert'); DROP TABLE", { text: "Robert'); DROP TABLE" }],
    ['<!channel> @everyone', { text: '<!channel> @everyone' }],
    ['a\0b', { text: 'ab' }],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it.each([
    ['situaçao:conectdo', 'Campo situacao: não há “conectdo”. Você quis dizer Conectado?'],
    ['situasao:conectado', 'Não entendi “situasao”. Você quis dizer situacao:?'],
    ['xyzw:1', 'Não entendi “xyzw”. Veja os exemplos em /ajuda.'],
    ['situacao:co', 'Campo situacao: não há “co”.'],
    ['vencimento:30/02', 'Isto não é uma data. Escreva, por exemplo, 31/12/2026 ou hoje.'],
    ['vencimento:constructor', 'Isto não é uma data. Escreva, por exemplo, 31/12/2026 ou hoje.'],
  ])('%j is answered with the nearest right one', (typed, said) => {
    expect(refused(typed)).toBe(said);
  });

  it('is refused in words when it is far too long, and never repeated in full', () => {
    for (const typed of [
      'a'.repeat(10_000),
      `situacao:${'b'.repeat(10_000)}`,
      `${'c'.repeat(10_000)}:1`,
      'é:'.repeat(5_000),
    ]) {
      const said = refused(typed);
      expect(said.length).toBeLessThan(300);
      expect(said).not.toContain('understood');
    }
    expect(read('"'.repeat(10_000))).toEqual({});
    expect(refused(`situacao:conectado ${'a '.repeat(5_000)}`)).toBe('Campo texto: no máximo 200 caracteres.');
  });

  it('goes to the one required field where none takes the rest', () => {
    const one = z.object({
      name: field.text(named('nome', 'name')),
      other: field.text(named('outro', 'other')).optional(),
    });
    expect(read('Zé da Silva', one)).toEqual({ name: 'Zé da Silva' });
    expect(refused('nome:x y', one)).toContain('Não entendi “y”');
    expect(refused('', one)).toBe('Falta preencher: Campo nome.');
    expect(refused('x', z.object({}))).toContain('Não entendi “x”');
  });

  it('knows options and values by what they were called before, and never shows those names', () => {
    const heir = (w: typeof pt) =>
      w === pt
        ? {
            typed: 'substituto',
            label: 'Novo responsável',
            former: ['herdeiro'],
            formerValues: [['o escritório', 'firm'] as const],
          }
        : { typed: 'successor', label: 'New owner' };
    const object = z.object({
      who: field.choice(['client', 'firm'], heir, (_, value) => (value === 'firm' ? 'Escritório' : 'Cliente')),
    });
    expect(read('herdeiro:cliente', object)).toEqual({ who: 'client' });
    expect(read('substituto:"o escritório"', object)).toEqual({ who: 'firm' });
    expect(refused('substituto:ninguem', object)).not.toMatch(/herdeiro|o escrit/);
  });

  it('never fails but in words a person can read', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'situacao:',
        'vencimento:',
        ':',
        '"',
        '“',
        ' ',
        'conectado',
        '__proto__:',
        'constructor:x',
        'page:1',
        ',',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(typeof refused(pieces.join(''))).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every choice by its value and by its name in every language, in any case, with or without accents', () => {
    for (const value of situations)
      for (const typed of [
        value,
        labels[value],
        english[value],
        labels[value].toUpperCase(),
        labels[value].normalize('NFD'),
      ])
        expect(read(`ordem:"${typed}"`)).toEqual({ order: value });
  });
});

describe('the beginning of a choice', () => {
  const object = z.object({
    plan: field.choice(['month', 'months', 'year'], named('plano', 'plan'), (_, value) => `${value} plan`),
  });
  it('is enough where it is the beginning of one only', () => {
    expect(read('plano:yea', object)).toEqual({ plan: 'year' });
    expect(refused('plano:mon', object)).toContain('não há “mon”');
  });
});

describe('the fields of a form', () => {
  const object = z.object({
    name: field.text(named('nome', 'name'), { max: 10 }),
    email: field.email(named('email', 'email')),
    day: field.day(named('dia', 'day')).optional(),
    sure: field.yesNo(named('certeza', 'sure')).optional(),
    who: field.user(named('quem', 'who')).optional(),
    file: field.file(named('arquivo', 'file'), ['csv']).optional(),
    tags: field.choices(situations, named('tags', 'tags'), (_, value) => value).optional(),
  });
  const values = (raw: Parameters<typeof readValues>[1]) => readValues(object, raw, today, languages);
  const wrong = (raw: Parameters<typeof readValues>[1]) => {
    try {
      values(raw);
      return {};
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return Object.fromEntries(Object.entries(error.fields).map(([name, say]) => [name, say(pt)]));
    }
  };

  it('are read as people write them', () => {
    const upload = file('a.csv', 'x');
    expect(
      values({
        name: ' Zé ',
        email: ' Ze@X.com.BR ',
        day: 'hoje',
        sure: 'sim',
        who: '<@U12|ze>',
        file: upload,
        tags: ['connected', 'connected'],
      }),
    ).toEqual({
      name: 'Zé',
      email: 'ze@x.com.br',
      day: today,
      sure: 'yes',
      who: 'U12',
      file: upload,
      tags: ['connected'],
    });
    expect(values({ name: 'Zé', email: 'z@x.com', day: '', sure: [], who: undefined })).toEqual({
      name: 'Zé',
      email: 'z@x.com',
    });
  });

  it('are all told at once what is wrong with them', () => {
    expect(wrong({ name: 'x'.repeat(11), email: 'ze', day: '99', sure: 'talvez', file: 'texto', tags: ['x'] })).toEqual(
      {
        name: 'Campo nome: no máximo 10 caracteres.',
        email: 'Campo email: não entendi “ze”.',
        day: 'Isto não é uma data. Escreva, por exemplo, 31/12/2026 ou hoje.',
        sure: 'Campo certeza: não há “talvez”.',
        file: 'Campo arquivo: não entendi “texto”.',
        tags: 'Campo tags: não há “x”.',
      },
    );
    expect(wrong({})).toEqual({ name: 'Falta preencher: Campo nome.', email: 'Falta preencher: Campo email.' });
    expect(wrong({ name: file('a.csv', 'x'), email: file('nome comprido.csv', 'x') })).toHaveProperty('email');
  });
});
