import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import { seedClients, seedRequest } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown } from '../house.ts';

/** Monday, 16 November 2026 is the day: see test/house.ts. */
const clients = [
  {
    name: 'Padaria Pão Dourado Ltda',
    tradeName: 'Pão Dourado',
    plan: 'Controle I',
    payer: 'client',
    expiresOn: '2026-11-21',
    phone: '11 5555-0001',
  },
  { name: 'Padaria Real', expiresOn: '2026-11-18', plan: 'Essencial I', payer: 'firm', autoRenew: true },
  {
    name: 'Posto Ipiranguinha Ltda',
    plan: 'Avançado II',
    payer: 'firm',
    expiresOn: '2026-12-10',
    document: '11222333000181',
  },
  { name: 'Ateliê da Rosa ME', plan: 'Controle II', payer: 'client', expiresOn: '2026-11-01' },
  { name: 'Sorveteria Polo Norte Ltda', situation: 'disconnected' },
  { name: 'Hotel Beira-Rio S.A.', situation: 'requested' },
  {
    name: 'Controle Total Segurança Ltda',
    tradeName: 'Controle Total',
    plan: 'Essencial I',
    payer: 'client',
    expiresOn: '2027-02-01',
  },
];

describe.each(databases)('words on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let ids: string[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    ids = await seedClients(database.data, h.firmId, clients);
    await seedRequest(database.data, h.firmId, ids[5]!, 'client_to_firm');
    await database.data.db.client.update({ where: { id: ids[2]! }, data: { analystId: h.analyst.memberId } });
  });
  afterAll(() => database.drop());

  const say = async (text: string, who: Person = h.admin): Promise<SealedView> => {
    const outcome = await who.ask({ kind: 'words', text });
    if (outcome.kind !== 'view') throw new Error(`a form for ${text}`);
    expect(outcome.answers).toBe('private');
    return outcome.view;
  };
  const rows = (view: SealedView): string[] =>
    view.blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.map((row) => String(Array.isArray(row[0]) ? row[0] : row[0])) : [],
    );

  it('begin with what was understood and how many they are, and end with the same as a command', async () => {
    const view = await say('quem vence esta semana?');
    expect(plainText(view).split('\n')[0]).toBe('2 clientes · Vencimento do plano: 16/11/2026 a 22/11/2026');
    expect(rows(view)).toEqual(['Padaria Real', 'Padaria Pão Dourado Ltda']);
    const command = /O mesmo em comando: (\/.*)/.exec(shown(view))?.[1];
    expect(command).toBe('/clientes vencimento:"16/11/2026 a 22/11/2026"');
    expect(rows(await h.admin.type(command!))).toEqual(rows(view));
  });

  it('are suggested by role and by what waits, and each of them is answered', async () => {
    const suggested = async (who: Person) => {
      const outcome = await who.ask({ kind: 'search', typed: '' });
      return outcome.kind === 'options' ? outcome.options : [];
    };
    const mine = await suggested(h.admin);
    expect(mine.map(({ label }) => label)).toEqual([
      '1 pedido de conexão esperando',
      '1 plano vencido',
      expect.stringContaining('a vencer em 7 dias'),
      expect.any(String),
    ]);
    for (const who of [h.admin, h.analyst])
      for (const { value } of await suggested(who))
        expect(shown(await say(value, who))).not.toMatch(/Não entendi|Disso eu não cuido|Não guardo/);
    // Of the analyst's own client nothing is overdue, and nobody has asked to connect.
    expect((await suggested(h.analyst)).map(({ label }) => label)).toEqual([
      '1 cliente sem exportar este mês',
      'Como está a carteira',
      'O que posso perguntar',
    ]);
  });

  it('speak the language of who asks', async () => {
    const outcome = await h.core.handle({
      key: 'en',
      place: { ...h.admin.place, locale: 'en-US' },
      asked: { kind: 'words', text: 'overdue clients' },
    });
    expect(outcome.kind === 'view' && plainText(outcome.view)).toContain('1 client · Plan expiry: overdue');
  });

  it('can be narrowed one after the other, each by a press', async () => {
    const view = await say('padarias que vencem esta semana');
    const less = await h.admin.press(menu(view, 'Remover filtro'), ['expiry']);
    expect(rows(less)).toHaveLength(2);
  });

  it('are followed in the same place for ten minutes, and by nobody else', async () => {
    await say('clientes conectados');
    expect(rows(await say('só os vencidos'))).toEqual(['Ateliê da Rosa ME']);
    expect(rows(await say('e os que vencem em dezembro?'))).toEqual(['Posto Ipiranguinha Ltda']);
    expect(shown(await say('só os vencidos', h.analyst))).not.toContain('Posto');
    const rowsKept = await database.data.db.draft.findMany({ where: { firmId: h.firmId, person: '' } });
    expect(rowsKept.every(({ data, memberId }) => memberId !== null && !/vencid|conectad|overdue/.test(data))).toBe(
      true,
    );
  });

  it('never list anything as if all had been understood', async () => {
    const view = await say('vencidos abacaxi');
    expect(rows(view)).toEqual([]);
    expect(plainText(view)).toContain('Não entendi “abacaxi”.');
    const [label] = labels(view);
    expect(label).toBe('1 cliente · Vencimento do plano: vencidos');
    expect(rows(await h.admin.press(button(view, label!)))).toEqual(['Ateliê da Rosa ME']);
  });

  it('know one client, with a letter wrong and by the trade name', async () => {
    expect(plainText(await say('quando vence o posto ipiranginha?'))).toContain('10/12/2026');
    expect(plainText(await say('telefone da pao dourado'))).toContain('11 5555-0001');
    expect(plainText(await say('e o plano dela?'))).toContain('Controle I');
    expect(plainText(await say('telefone do ateliê da rosa'))).toContain('não informado');
    expect((await say('Controle Total')).title).toContain('Controle Total Segurança Ltda: ');
  });

  it('know one client among hundreds that are called nearly the same', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({
      name: `Farmácia Santa ${1000 + i}`,
      phone: `11 4000-${1000 + i}`,
    }));
    const firm = await house(database.data);
    await seedClients(database.data, firm.firmId, many);
    expect(plainText(await say('telefone da farmcia santa 1599', firm.admin))).toContain('11 4000-1599');
  });

  it('ask which one, and go on with what was asked', async () => {
    const view = await say('quando vence a padaria?');
    const picked = await h.admin.press(menu(view, 'Escolher cliente'), [ids[1]!]);
    expect(plainText(picked)).toContain('18/11/2026');
  });

  it('never act: they open what does', async () => {
    const before = await database.data.db.audit.count();
    const view = await say('desconecta o posto ipiranguinha');
    expect(shown(view)).toContain('Ainda não fiz nada');
    await h.admin.press(button(view, 'Desconectar'));
    const contract = await h.admin.open(button(await say('contratar controle i para a polo norte'), /Contratar/));
    expect(contract.fields.find(({ name }) => name === 'plan')?.value).toBe('control_1');
    const invite = await h.admin.open(button(await say('convide rosa@vila.com.br, da Padaria da Vila'), 'Convidar'));
    expect(invite.fields.map(({ name, value }) => [name, value])).toEqual(
      expect.arrayContaining([
        ['name', 'Padaria da Vila'],
        ['email', 'rosa@vila.com.br'],
      ]),
    );
    expect(await database.data.db.audit.count()).toBe(before);
  });

  it('count, and know numbers', async () => {
    expect(plainText(await say('quantos clientes nós temos?'))).toContain('Todos os 7 clientes');
    expect(shown(await say('tem algum pedido de conexão esperando resposta?'))).toContain('1 pedido aguarda resposta');
    expect(shown(await say('licenças livres?'))).toContain('Nenhuma licença livre');
    expect(shown(await say('o que tem pra mim hoje'))).toContain('Pedidos de conexão: 1');
    expect(shown(await say('como está a minha carteira?'))).not.toBe('');
  });

  it('show an analyst their own clients and no others', async () => {
    expect(rows(await say('todos os clientes', h.analyst))).toEqual(['Posto Ipiranguinha Ltda']);
    expect(shown(await say('quando vence o ateliê da rosa?', h.analyst))).not.toContain('01/11/2026');
    expect(shown(await say('licenças livres?', h.analyst))).toContain('Só um administrador');
  });

  it('of strangers get the polite refusal, and of another firm nothing of this one', async () => {
    expect((await say('vencidos', h.stranger)).title).toBe('Ainda não nos conhecemos');
    expect(shown(await say('quando vence o posto ipiranguinha?', h.outsider))).not.toContain('10/12/2026');
  });

  it('behind a command are read as well, and names are names', async () => {
    expect(rows(await h.admin.type('/clientes vencidos'))).toEqual(['Ateliê da Rosa ME']);
    expect(rows(await h.admin.type('/clientes padaria'))).toEqual(['Padaria Real', 'Padaria Pão Dourado Ltda']);
    expect(plainText(await h.admin.type('/cliente quando vence o posto ipiranguinha'))).toContain('10/12/2026');
    expect((await h.admin.type('/cliente posto ipiranguinha')).title).toContain('Posto Ipiranguinha Ltda: ');
    expect(rows(await h.admin.type('/carteira quem vence esta semana'))).toHaveLength(2);
  });

  it('greet, help, and leave alone what is not theirs', async () => {
    expect(shown(await say('oi'))).toContain('Pergunte sobre a carteira');
    expect((await say('como convido um cliente?')).title).toBe('/convidar');
    for (const text of ['vai chover amanhã em são paulo', 'apaga tudo', '👍', '???', 'x'.repeat(5000)])
      expect(rows(await say(text))).toEqual([]);
  });
});
