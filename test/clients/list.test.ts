import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readId } from '../../src/kit/ids.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown } from '../house.ts';
import { afresh, ask, buttonOf, idsOf, pressesOf, turn } from './pages.ts';
import { type Seed, seedClients } from './seed.ts';

const portfolio: Seed[] = [
  {
    name: 'Açougue Três Irmãos LTDA',
    tradeName: 'Três Irmãos',
    document: '83621794000138',
    email: 'nf@tresirmaos.com.br',
    plan: 'Controle I',
    payer: 'client',
    expiresOn: '2026-12-05',
    autoRenew: true,
    lastExportOn: '2026-10-03',
    charges: 'active',
    history: ['trial', 'active'],
  },
  {
    name: 'Padaria São João ME',
    document: '22961140000169',
    plan: 'Essencial II',
    payer: 'firm',
    expiresOn: '2026-11-10',
    situation: 'connected',
    history: ['active', 'renewed'],
  },
  {
    name: 'Padaria Real EIRELI',
    document: '12ABC34501DE35',
    plan: 'Avançado I',
    payer: 'firm',
    expiresOn: '2027-06-01',
    lastExportOn: '2026-11-02',
    charges: 'inactive',
    history: ['active'],
  },
  { name: 'Zeladoria do Zé', situation: 'highly_recommended', charges: 'never_used' },
  { name: 'Oficina Central', situation: 'Em análise' },
  { name: 'Banco de Brindes', situation: 'not_connected', deletedAt: new Date('2026-11-16T14:59:00Z') },
];

describe.each(databases)('/clientes on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let admin: Person;
  let ids: string[];
  const names = (view: Parameters<typeof idsOf>[0]) => idsOf(view).map((id) => portfolio[ids.indexOf(id)]?.name ?? id);

  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin);
    ids = await seedClients(
      database.data,
      h.firmId,
      portfolio.map((seed, i) => ({ ...seed, analystId: i < 2 ? h.analyst.memberId : null })),
    );
    await seedClients(database.data, h.otherFirmId, [{ name: 'Cliente Alheio', document: '11222333000181' }]);
  });
  afterAll(() => database.drop());

  it('lists the portfolio by urgency, then by name, the essentials first', async () => {
    const view = await admin.type('/clientes');
    const byName = [
      'Açougue Três Irmãos LTDA',
      'Oficina Central',
      'Padaria Real EIRELI',
      'Padaria São João ME',
      'Zeladoria do Zé',
    ];
    expect(names(await admin.type('/clientes ordem:nome'))).toEqual(byName);
    // Overdue, then what ends within thirty days, then the rest by name.
    expect(names(view)).toEqual([
      'Padaria São João ME',
      'Açougue Três Irmãos LTDA',
      'Oficina Central',
      'Padaria Real EIRELI',
      'Zeladoria do Zé',
    ]);
    expect(view).toMatchObject({ title: '1 vencido', tone: 'bad' });
    // With whom a request waits stands between them, and goes back when it was answered.
    const request = {
      id: newId(),
      firmId: h.firmId,
      clientId: ids[3]!,
      direction: 'client_to_firm',
      state: 'pending',
      email: 'z@z.com.br',
    };
    const times = { expiresAt: new Date('2026-12-16T12:00:00Z'), createdAt: new Date('2026-11-16T12:00:00Z') };
    await database.data.db.connectionRequest.create({ data: { ...request, ...times, companyName: 'Zeladoria do Zé' } });
    expect(names(await admin.type('/clientes'))).toEqual([
      'Padaria São João ME',
      'Açougue Três Irmãos LTDA',
      'Zeladoria do Zé',
      'Oficina Central',
      'Padaria Real EIRELI',
    ]);
    await database.data.db.connectionRequest.delete({ where: { id: request.id } });
    expect(shown(view)).toContain('5 clientes · por urgência');
    expect(shown(view)).toContain(
      'Nome: Padaria Real EIRELI; Situação: Conectado; Vencimento: 01/06/2027 (em 197 dias); Plano: Avançado I',
    );
    expect(shown(view)).toContain('Nome: Oficina Central; Situação: Em análise; Vencimento: sem plano');
  });

  it('has the tabs of the portal in its menu of filters, the current one chosen', async () => {
    const tabs: [string, string[]][] = [
      ['client', ['Açougue Três Irmãos LTDA']],
      ['firm', ['Padaria Real EIRELI', 'Padaria São João ME']],
      ['none', ['Oficina Central', 'Zeladoria do Zé']],
    ];
    let view = await admin.type('/clientes ordem:nome');
    for (const [tab, wanted] of tabs) {
      view = await admin.press(menu(view, 'Filtrar por'), [`tab:${tab}`]);
      expect(names(view)).toEqual(wanted);
      const by = view.blocks.find((block) => block.kind === 'choice' && block.label === 'Filtrar por');
      expect(by).toMatchObject({ selected: [`tab:${tab}`] });
    }
    expect(names(await admin.press(menu(view, 'Remover filtro'), ['tab']))).toHaveLength(5);
  });

  it.each([
    ['vencimento:30d situacao:conectado acougue', ['Açougue Três Irmãos LTDA']],
    ['vencimento:30 dias', ['Açougue Três Irmãos LTDA']],
    ['vencimento:vencidos', ['Padaria São João ME']],
    ['vencimento:01/12/2026 a 31/12/2026', ['Açougue Três Irmãos LTDA']],
    ['vencimento:06/2027', ['Padaria Real EIRELI']],
    ['expiry:overdue', ['Padaria São João ME']],
    ['situacao:muito recomendado', ['Zeladoria do Zé']],
    ['situação:Muito-Recomendado', ['Zeladoria do Zé']],
    ['situacao:"em análise"', ['Oficina Central']],
    ['exportacao:nunca padaria', ['Padaria São João ME']],
    ['exportacao:mês passado', ['Açougue Três Irmãos LTDA']],
    ['exportacao:30+', ['Açougue Três Irmãos LTDA']],
    ['cobrancas:nunca usou', ['Zeladoria do Zé']],
    ['renovacao:sim', ['Açougue Três Irmãos LTDA']],
    ['historico:renovada', ['Padaria São João ME']],
    ['historico:nunca teve', ['Oficina Central', 'Zeladoria do Zé']],
    ['analista:ana', ['Padaria São João ME', 'Açougue Três Irmãos LTDA']],
    ['analista:ninguém', ['Oficina Central', 'Padaria Real EIRELI', 'Zeladoria do Zé']],
    ['ordem:vencimento analista:Ana', ['Padaria São João ME', 'Açougue Três Irmãos LTDA']],
    ['TRES irmaos', ['Açougue Três Irmãos LTDA']],
    ['12.abc.345/01de', ['Padaria Real EIRELI']],
    ['83.621.794/0001-38', ['Açougue Três Irmãos LTDA']],
    ['nf@tres', ['Açougue Três Irmãos LTDA']],
    ['aba:planos pagos por mim ordem:exportacao', ['Padaria São João ME', 'Padaria Real EIRELI']],
  ])('understands %s', async (typed, wanted) => {
    expect(names(await admin.type(`/clientes ${typed}`))).toEqual(wanted);
  });

  it.each([
    ['vencimento:qualquer', 'Não entendi o vencimento'],
    ['exportacao:xpto', 'Não entendi a data da exportação'],
    ['analista:Fulano', 'Analista: não há “Fulano”.'],
    ['situaçao', undefined],
    ['vencimeto:30d', 'Você quis dizer vencimento:?'],
    ['cobrancas:atvas', 'Você quis dizer Ativas?'],
  ])('says what is wrong with %s', async (typed, said) => {
    const text = shown(await admin.type(`/clientes ${typed}`));
    if (said) expect(text).toContain(said);
    else expect(text).toContain('Nenhum cliente encontrado');
  });

  it('shows the active filters, and takes each or all away', async () => {
    const view = await admin.type('/clientes padaria vencimento:vencidos situacao:conectado');
    expect(shown(view)).toContain(
      'cliente · Nome do cliente: “padaria” · Situação: Conectado · Vencimento do plano: vencidos',
    );
    const drop = menu(view, 'Remover filtro');
    expect(names(await admin.press(drop, ['expiry']))).toEqual(['Padaria São João ME', 'Padaria Real EIRELI']);
    const all = await admin.press(drop, ['all']);
    expect(names(all)).toHaveLength(5);
    expect(shown(all)).not.toContain('Filtros');
    expect(() => menu(all, 'Remover filtro')).toThrow();
  });

  it('says which filter to drop when nothing is found', async () => {
    const view = await admin.type('/clientes padaria vencimento:vencidos exportacao:este-mes');
    expect(shown(view)).toContain('Nenhum cliente atende a todos os filtros.');
    expect(labels(view)).toContain('Remover o filtro Vencimento do plano (1 cliente)');
    expect(labels(view)).toContain('Remover o filtro Última exportação (1 cliente)');
    expect(labels(view).join()).not.toContain('filtro Nome do cliente');
    expect(names(await admin.press(button(view, 'Remover o filtro Última exportação (1 cliente)')))).toEqual([
      'Padaria São João ME',
    ]);
    expect(names(await admin.press(button(view, 'Remover todos os filtros')))).toHaveLength(5);
    const presses = pressesOf(view);
    expect(new Set(presses).size).toBe(presses.length);
    expect(shown(await admin.type('/clientes xyzxyz vencimento:7d historico:bloqueada'))).toContain(
      'nem removendo um dos filtros',
    );
    const one = await admin.type('/clientes xyzxyz');
    expect(labels(one)).toContain('Remover o filtro Nome do cliente (5 clientes)');
  });

  it('offers the filters as two forms, filled in, and each leaves the other alone', async () => {
    const view = await admin.type('/clientes padaria vencimento:30d historico:ativada');
    const form = await admin.open(button(view, 'Mais filtros'));
    expect(form.fields.map((field) => [field.name, field.value])).toEqual([
      ['name', 'padaria'],
      ['situation', undefined],
      ['expiry', 'próximos 30 dias'],
      ['exported', undefined],
      ['charges', undefined],
    ]);
    expect(form.fields[1]!.options?.map((option) => option.label)).toContain('Em análise');
    const sent = await admin.submit(form, { name: 'padaria', expiry: '2027', situation: 'connected' });
    if (sent.kind !== 'view') throw new Error('expected the list');
    expect(sent.answers).toBe('update');
    expect(names(sent.view)).toEqual(['Padaria Real EIRELI']);
    expect(shown(sent.view)).toContain('Histórico da licença: Ativada');

    const other = await admin.open(button(sent.view, 'Mais filtros (2)'));
    expect(other.fields.find((field) => field.name === 'analyst')?.options).toEqual([
      { value: 'none', label: 'Sem analista' },
      { value: h.analyst.memberId, label: 'Ana' },
      { value: h.admin.memberId, label: 'Marina' },
    ]);
    const cleared = await admin.submit(other, { order: 'expiry', tab: 'all' });
    if (cleared.kind !== 'view') throw new Error('expected the list');
    expect(shown(cleared.view)).toContain('Por vencimento');
    expect(shown(cleared.view)).not.toContain('Histórico');

    const wrong = await admin.submit(form, { expiry: 'qualquer dia' });
    expect(wrong.kind === 'form' && wrong.form.fields.find((field) => field.name === 'expiry')?.error).toContain(
      'Não entendi o vencimento',
    );
  });

  it('is shared with the channel only on request, with nothing to turn', async () => {
    const outcome = await admin.ask({
      kind: 'press',
      id: button(await admin.type('/clientes padaria'), 'Compartilhar'),
    });
    if (outcome.kind !== 'view') throw new Error('expected a view');
    expect(outcome.answers).toBe('channel');
    expect(shown(outcome.view)).toContain('Marina compartilhou esta lista.');
    expect(labels(outcome.view)).toEqual(['Ver esta lista']);
    // Whoever presses sees what is theirs, alone.
    const own = await h.analyst.ask({ kind: 'press', id: button(outcome.view, 'Ver esta lista') });
    expect(own.kind === 'view' && [own.answers, names(own.view)]).toEqual(['private', ['Padaria São João ME']]);
    const stranger = await h.stranger.ask({ kind: 'press', id: button(outcome.view, 'Ver esta lista') });
    expect(stranger.kind === 'view' && shown(stranger.view)).not.toContain('Padaria');
  });

  it('suggests while typing', async () => {
    const suggest = async (field: string, typed: string) => {
      const outcome = await admin.ask({ kind: 'search', command: 'clientes', field, typed });
      return outcome.kind === 'options' ? outcome.options.map((each) => each.label) : [];
    };
    expect(await suggest('name', 'pada')).toEqual(['Padaria Real EIRELI', 'Padaria São João ME']);
    expect((await suggest('expiry', ''))[0]).toBe('vencidos');
    expect((await suggest('expiry', '01/12 a 31/12'))[0]).toBe('01/12/2026 a 31/12/2026');
    expect(await suggest('exported', 'mês')).toEqual(['ainda não neste mês', 'este mês', 'mês passado']);
    expect(await suggest('situation', 'anal')).toEqual(['Em análise']);
    expect(await suggest('analyst', 'mar')).toEqual(['Marina']);
  });

  it('shows an analyst their own, and an empty portfolio what to do', async () => {
    expect(names(await h.analyst.type('/clientes'))).toEqual(['Padaria São João ME', 'Açougue Três Irmãos LTDA']);
    expect(shown(await h.analyst.type(`/clientes real`))).not.toContain('Real EIRELI');
    expect(shown(await h.analyst.type('/clientes analista:Marina'))).toContain('Analista: não há “Marina”');
    const fresh = await house(database.data);
    expect(shown(await fresh.admin.type('/clientes'))).toContain('/importar');
    expect(shown(await fresh.analyst.type('/clientes'))).toContain('/equipe');
  });

  it('answers a tampered id, an id of another firm and a stranger with no data', async () => {
    const view = await admin.type('/clientes nome:a');
    for (const press of pressesOf(view)) {
      const { name } = readId(press);
      for (const bad of [
        `${press}|x|y|z|w|v|u|t|s|r`,
        press.replace(/\|.*/, '|%'),
        `${name}!nothing`,
        `${name}||||'; DROP TABLE|foo|bar`,
        `${name}|%00%00`,
      ]) {
        const outcome = await admin.ask({ kind: 'press', id: bad });
        expect(outcome.kind).not.toBe('options');
        if (outcome.kind === 'view') expect(shown(outcome.view)).not.toContain('código');
      }
      const other = await afresh(database.data, h.outsider).ask({ kind: 'press', id: press });
      expect(JSON.stringify(other)).not.toMatch(/Padaria|Oficina|Zeladoria|Açougue/);
    }
    expect(await database.data.db.client.count({ where: { firmId: h.firmId } })).toBe(6);
  });
});

describe.each(databases)('the pages of /clientes on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let ids: string[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    ids = await seedClients(
      database.data,
      h.firmId,
      Array.from({ length: 34 }, (_, i) => ({ name: `Cliente ${String(i).padStart(2, '0')}` })),
    );
    await seedClients(database.data, h.otherFirmId, [{ name: 'Cliente Alheio' }]);
  });
  afterAll(() => database.drop());

  it('turn after a restart, by the id alone', async () => {
    const first = await h.admin.type('/clientes');
    const second = await afresh(database.data, h.admin).press(button(first, 'Próxima'));
    expect(idsOf(second)).toEqual(ids.slice(8, 16));
    const third = await afresh(database.data, h.admin).press(button(second, 'Próxima'));
    expect(idsOf(await afresh(database.data, h.admin).press(button(third, 'Anterior')))).toEqual(ids.slice(8, 16));
    expect(await database.data.db.viewState.count()).toBe(0);
  });

  it('are shared as they stand', async () => {
    const pages = await turn(afresh(database.data, h.admin), await h.admin.type('/clientes'), 'Próxima');
    const shared = await h.admin.press(button(pages[2]!, 'Compartilhar'));
    expect(shown(shared)).toContain('página 3 de 5');
    expect(shown(shared)).toContain('Cliente 16');
    expect(shown(shared)).not.toContain('Cliente 15');
  });

  it('go on when their anchor has left the list, and begin anew when it has left the database', async () => {
    const who = afresh(database.data, h.admin);
    const first = await who.type('/clientes');
    const next = button(first, 'Próxima');
    await database.data.db.client.update({ where: { id: ids[7] }, data: { deletedAt: new Date() } });
    await database.data.db.firm.update({ where: { id: h.firmId }, data: { version: { increment: 1 } } });
    expect(idsOf(await who.press(next))).toEqual(ids.slice(8, 16));
    await database.data.db.client.delete({ where: { id: ids[7] } });
    const again = await who.press(next);
    expect(shown(again)).toContain('esta é a primeira página');
    expect(idsOf(again)).toEqual([...ids.slice(0, 7), ids[8]]);
    ids.splice(7, 1);
  });

  it('count anew after every write to the portfolio, and only then', async () => {
    const who = afresh(database.data, h.admin);
    const counted = async () => shown(await who.type('/clientes')).match(/(\d+) clientes/)?.[1];
    expect(await counted()).toBe('33');
    // A row that came without its write: what is remembered stands until the version moves.
    await seedClients(database.data, h.firmId, [{ name: 'Zz novo' }]);
    expect(await counted()).toBe('34');
  });

  it('never show a client of another firm, whatever the anchor', async () => {
    const alien = await database.data.db.client.findFirstOrThrow({ where: { firmId: h.otherFirmId } });
    const who = afresh(database.data, h.admin);
    const first = await ask(who, {});
    const packed = `~${Buffer.from(alien.id.replaceAll('-', ''), 'hex').toString('base64url')}`;
    const view = await who.press(button(first, 'Próxima').replace(/~.*$/, packed));
    expect(shown(view)).toContain('esta é a primeira página');
    expect(shown(view)).not.toContain('Alheio');
    expect(buttonOf(view, 'Anterior')).toBeUndefined();
  });
});
