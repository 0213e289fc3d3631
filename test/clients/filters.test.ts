import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Filter, filterShape } from '../../src/clients/filter.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, shown } from '../house.ts';
import { type Asked, expected, type Known, someClient, someFilter } from './oracle.ts';
import { afresh, ask, idsOf, turn } from './pages.ts';
import { type Seed, seedClients } from './seed.ts';

const written = (asked: Asked): string =>
  Object.entries(asked)
    .flatMap(([key, value]) => (value === undefined || key === 'order' ? [] : [`${key}:"${value}"`]))
    .join(' ');
const says = (asked: Asked) => written(asked) !== '';

const clients: Seed[] = [
  {
    name: 'Açougue Central',
    situation: 'connected',
    plan: 'Controle I',
    payer: 'client',
    expiresOn: '2026-11-10',
    charges: 'active',
  },
  { name: 'Bar do Zé', situation: 'invited', lastExportOn: '2026-11-02' },
  {
    name: 'Cantina, Forno & Cia',
    situation: 'Em análise, parado',
    plan: 'Controle II',
    payer: 'firm',
    expiresOn: '2026-12-05',
  },
  {
    name: 'Doceria Real',
    situation: 'connected',
    plan: 'Essencial I',
    payer: 'firm',
    expiresOn: '2026-11-20',
    charges: 'inactive',
  },
  { name: 'Estúdio Lima', situation: 'not_connected' },
];

describe.each(databases)('filters of several values, and combined ones, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let ids: string[];
  const letters = (view: Parameters<typeof idsOf>[0]) =>
    idsOf(view)
      .map((id) => clients[ids.indexOf(id)]!.name[0])
      .join('');
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    ids = await seedClients(
      database.data,
      h.firmId,
      clients.map((seed, i) => ({
        ...seed,
        analystId: i < 2 ? h.analyst.memberId : i === 3 ? h.admin.memberId : null,
      })),
    );
  });
  afterAll(() => database.drop());

  it.each([
    ['situacao:conectado,convite enviado', 'ABD'],
    ['situacao:conectado, não conectado bar', ''],
    ['situacao:conectado, não conectado real', 'D'],
    ['situacao:"em análise, parado"', 'C'],
    ['plano:"Controle I,Controle II"', 'AC'],
    ['vencimento:vencidos,30 dias', 'ACD'],
    ['vencimento:sem vencimento', 'BE'],
    ['analista:ana,ninguém', 'ABCE'],
    ['aba:cliente,escritorio', undefined],
    ['aba:client,none', 'ABE'],
    ['exceto:"situacao:conectado"', 'BCE'],
    ['exceto:"analista:marina; analista:ana"', 'CE'],
    ['qualquer:"vencimento:vencidos; situacao:convite enviado"', 'AB'],
    ['qualquer:"vencimento:vencidos; situacao:convite enviado" exceto:"cobrancas:ativo"', 'B'],
    ['limite:2', 'AB'],
    ['limite:2 ordem:-nome', 'ED'],
    ['ordem:vencimento limite:3', 'ADC'],
    ['ordem:-exportacao limite:1', 'B'],
    ['ordem:-plano', undefined],
  ])('understand %s', async (typed, wanted) => {
    const view = await afresh(database.data, h.admin).type(`/clientes ${typed}`);
    if (wanted === undefined) expect(shown(view)).toMatch(/não há|Não entendi/);
    else expect([...letters(view)].sort().join('')).toBe([...wanted].sort().join(''));
  });

  it('are told, and each is taken away by itself', async () => {
    const who = afresh(database.data, h.admin);
    const view = await who.type(
      '/clientes situacao:conectado,convite enviado qualquer:"analista:ana; vencimento:30d" exceto:"cobrancas:ativo" limite:1 ordem:-nome',
    );
    expect(shown(view)).toContain(
      'Situação: Conectado ou Convite enviado · Um destes: (Analista: Ana) ou (Vencimento do plano: próximos 30 dias) · Menos: Cobranças CA: Ativas · Só os primeiros: 1',
    );
    expect(shown(view)).toContain('1 cliente · ');
    expect(shown(view)).toContain('\nPor nome, de Z a A');
    expect(letters(view)).toBe('D');
    const drop = menu(view, 'Remover filtro');
    expect(letters(await who.press(drop, ['limit']))).toBe('DB');
    expect(letters(await who.press(drop, ['not0']))).toBe('D');
    const more = await who.press(drop, ['limit']);
    expect(letters(await who.press(menu(more, 'Remover filtro'), ['not0']))).toBe('DBA');
    expect(letters(await who.press(menu(more, 'Remover filtro'), ['or']))).toBe('DB');
    expect(letters(await who.press(menu(more, 'Remover filtro'), ['situation']))).toBe('DCB');
    const all = await who.press(drop, ['all']);
    expect(shown(all)).not.toContain('Filtros:');
    expect(letters(all)).toBe('EDCBA');
  });

  it('stand in the forms, which lose none of them', async () => {
    const who = afresh(database.data, h.admin);
    const typed =
      'situacao:conectado,convite enviado plano:"Controle I" vencimento:vencidos exceto:"analista:marina" limite:4';
    const view = await who.type(`/clientes ${typed}`);
    expect(letters(view)).toBe('A');
    // A first line that would be too long is told whole below.
    const filtersOf = (text: string) => /Filtros: .*/.exec(text)![0];
    const line = filtersOf(shown(view));
    expect(line).toContain('Plano: Controle I');
    for (const label of ['Mais filtros', 'Mais filtros (2)', 'Combinar filtros']) {
      const form = await who.open(button(view, label));
      expect(form.fields.length).toBeLessThanOrEqual(5);
      const sent = await who.submit(form, Object.fromEntries(form.fields.map(({ name, value }) => [name, value])));
      if (sent.kind !== 'view') throw new Error('expected the list');
      expect(filtersOf(shown(sent.view))).toBe(line);
      expect(letters(sent.view)).toBe('A');
    }
    const form = await who.open(button(view, 'Combinar filtros'));
    expect(Object.fromEntries(form.fields.map(({ name, value }) => [name, value]))).toMatchObject({
      onPlan: ['Controle I'],
      limit: '4',
      any: undefined,
      except: 'analista:"Marina"',
    });
    const wrong = await who.submit(form, { except: 'analista:Fulano' });
    expect(wrong.kind === 'form' && wrong.form.fields.find(({ name }) => name === 'except')?.error).toContain('Fulano');
    const odd = await who.submit(form, { any: 'xpto:1' });
    expect(odd.kind === 'form' && odd.form.fields.find(({ name }) => name === 'any')?.error).toContain(
      'Não entendi este filtro',
    );
  });

  it('are all in one of the forms', async () => {
    const view = await afresh(database.data, h.admin).type('/clientes');
    const forms = await Promise.all(
      labels(view)
        .filter((label) => /filtros/i.test(label))
        .map((label) => h.admin.open(button(view, label))),
    );
    const asked = forms.flatMap((form) => form.fields.map(({ name }) => name));
    const { or: _or, not: _not, ...shape } = filterShape;
    expect(asked.sort()).toEqual([...Object.keys(shape), 'any', 'except'].sort());
  });
});

describe.each(databases)('any combination of filters on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let known: Known[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const [seeds] = fc.sample(
      fc.array(someClient([h.admin.memberId, h.analyst.memberId]), { minLength: 90, maxLength: 90 }),
      {
        numRuns: 1,
        seed: 20261128,
      },
    );
    const mine = seeds!.map((seed) => ({ ...seed, document: null }));
    const ids = await seedClients(database.data, h.firmId, mine);
    known = mine.map((seed, i) => ({ ...seed, id: ids[i]! }));
  });
  afterAll(() => database.drop());

  it('finds what sets say it ought to, on every page', async () => {
    const some = someFilter([h.admin.memberId, h.analyst.memberId]).filter(says);
    const asked = fc.record({
      situation: fc.option(fc.subarray(['connected', 'invited', 'disconnected'], { minLength: 1 }), { nil: undefined }),
      any: fc.array(some, { maxLength: 2 }),
      except: fc.array(some, { maxLength: 2 }),
      limit: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      order: fc.constantFrom<NonNullable<Filter['order']>>(
        'name',
        '-name',
        'expiry',
        '-expiry',
        'exported',
        '-exported',
      ),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ situation, any, except, limit, order }) => {
        const inOrder = expected(known, { order: order.replace('-', '') });
        if (order.startsWith('-')) inOrder.reverse();
        const among = (all: readonly Asked[]) => new Set(all.flatMap((each) => expected(known, each)));
        const [in1, in2, out] = [
          among((situation ?? []).map((each) => ({ situation: each }))),
          among(any),
          among(except),
        ];
        const want = inOrder
          .filter((id) => (!situation || in1.has(id)) && (any.length === 0 || in2.has(id)) && !out.has(id))
          .slice(0, limit);
        const who = afresh(database.data, h.admin);
        const first = await ask(who, {
          order,
          ...(situation ? { situation: situation.join(',') } : {}),
          ...(any.length > 0 ? { any: any.map(written).join('; ') } : {}),
          ...(except.length > 0 ? { except: except.map(written).join('; ') } : {}),
          ...(limit ? { limit: String(limit) } : {}),
        } as Asked);
        const pages = await turn(who, first, 'Próxima');
        expect(pages.flatMap(idsOf)).toEqual(want);
        const back = await turn(who, pages.at(-1)!, 'Anterior');
        expect(back.reverse().map(idsOf)).toEqual(pages.map(idsOf));
        if (want.length > 0)
          expect(shown(first)).toContain(`${want.length === 1 ? '1 cliente ' : `${want.length} clientes `}·`);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
