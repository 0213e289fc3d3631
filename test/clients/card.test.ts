import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown } from '../house.ts';
import { afresh, idsOf } from './pages.ts';
import { type Seed, seedClients } from './seed.ts';

const nasty = '<!channel> @everyone *x* `a` [b](c) \u202eabc\u202c & <@U1> 🥖';
const seeds: Seed[] = [
  {
    name: 'Padaria São João ME',
    tradeName: 'Pão da Vila',
    document: '22961140000169',
    email: 'adm@padaria.com.br',
    phone: '(61) 95008-2902',
    contactName: 'João Nóbrega',
    plan: 'Essencial II',
    payer: 'client',
    expiresOn: '2026-11-28',
    autoRenew: true,
    lastExportOn: '2026-11-13',
    charges: 'inactive',
    notes: 'Fecha cedo',
  },
  {
    name: 'Padaria Real EIRELI',
    document: '12ABC34501DE35',
    situation: 'not_connected',
    expiresOn: '2026-11-15',
    plan: 'Controle I',
    payer: 'firm',
  },
  { name: 'Zeladoria do Zé', situation: 'highly_recommended' },
  { name: nasty, situation: 'not_connected' },
  { name: 'Pedro Alves', document: '52998224725' },
];

describe.each(databases)('/cliente on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let admin: Person;
  let ids: string[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin);
    ids = await seedClients(
      database.data,
      h.firmId,
      seeds.map((seed, i) => ({ ...seed, analystId: i === 0 ? h.analyst.memberId : null })),
    );
    await seedClients(database.data, h.otherFirmId, [{ name: 'Padaria Alheia', document: '11222333000181' }]);
  });
  afterAll(() => database.drop());

  it('shows the record, with days as people count them', async () => {
    const text = shown(await admin.type('/cliente pao da vila'));
    for (const line of [
      'Padaria São João ME',
      'Nome fantasia: Pão da Vila',
      'CNPJ/CPF: 22.961.140/0001-69',
      'Situação: Conectado',
      'Plano: Essencial II',
      'Pago por: Cliente',
      'Vencimento: 28/11/2026 (em 12 dias)',
      'Renovação automática: Sim',
      'Última exportação: 13/11/2026 (há 3 dias)',
      'Cobranças CA: Inativas',
      'Responsável: João Nóbrega',
      'E-mail: adm@padaria.com.br',
      'Telefone: (61) 95008-2902',
      'Analista: Ana',
      'Observações: Fecha cedo',
    ])
      expect(text).toContain(line);
    const overdue = await admin.type('/cliente 12.abc.345');
    expect(overdue.tone).toBe('bad');
    expect(shown(overdue)).toContain('Vencimento: 15/11/2026 (ontem)');
    expect(shown(await admin.type('/cliente zeladoria'))).toMatch(
      /Plano: Sem plano contratado[\s\S]*Última exportação: nunca[\s\S]*Analista: Sem analista/,
    );
    expect(shown(await admin.type('/cliente 529.982.247-25'))).toContain('CNPJ/CPF: 529.982.247-25');
  });

  it('offers several, and names the nearest when there is none', async () => {
    const several = await admin.type('/cliente padaria');
    expect(shown(several)).toContain('Encontrei 2 clientes. Qual deles?');
    expect(idsOf(several)).toEqual([ids[1], ids[0]]);
    expect((await admin.press(menu(several, 'Escolher cliente'), [ids[0]!])).title).toContain('Padaria São João ME: ');
    const none = await admin.type('/cliente padria real');
    expect(shown(none)).toContain('Não encontrei cliente com “padria real”.');
    expect((await admin.press(button(none, 'Você quis dizer Padaria Real EIRELI?'))).title).toContain(
      'Padaria Real EIRELI: ',
    );
    expect(labels(await admin.type('/cliente xqwk')).join()).not.toContain('Você quis dizer');
  });

  it('is found by a menu that searches, and by suggestions whose value is the client itself', async () => {
    const ask = await admin.type('/cliente');
    const press = menu(ask, 'Procurar cliente');
    const found = await admin.ask({ kind: 'search', id: press, typed: 'real' });
    expect(found.kind === 'options' && found.options).toEqual([
      { value: ids[1], label: 'Padaria Real EIRELI', description: '12.ABC.345/01DE-35' },
    ]);
    expect((await admin.press(press, [ids[1]!])).title).toContain('Padaria Real EIRELI: ');
    const typing = await admin.ask({ kind: 'search', command: 'cliente', field: 'client', typed: 'JO' });
    expect(typing.kind === 'options' && typing.options.map((each) => each.label)).toEqual(['Padaria São João ME']);
    const chosen = await admin.ask({ kind: 'command', command: 'cliente', options: { client: ids[1]! } });
    expect(chosen.kind === 'view' && [chosen.answers, chosen.view.title]).toEqual([
      'private',
      expect.stringMatching(/^Padaria Real EIRELI: /),
    ]);
    const free = await admin.ask({ kind: 'command', command: 'cliente', options: { client: 'zeladoria' } });
    expect(free.kind === 'view' && free.view.title).toContain('Zeladoria do Zé: ');
  });

  it('suggests at most 25, those whose name begins so first', async () => {
    const fresh = await house(database.data);
    const many = Array.from({ length: 40 }, (_, i) => ({
      name: i < 3 ? `Rei ${i}` : `Casa do Rei ${String(i).padStart(2, '0')}`,
    }));
    await seedClients(database.data, fresh.firmId, many);
    const found = await fresh.admin.ask({ kind: 'search', command: 'cliente', field: 'client', typed: 'rei' });
    const names = found.kind === 'options' ? found.options.map((each) => each.label) : [];
    expect(names).toHaveLength(25);
    expect(names.slice(0, 4)).toEqual(['Rei 0', 'Rei 1', 'Rei 2', 'Casa do Rei 03']);
    const several = await fresh.admin.type('/cliente rei');
    expect(shown(several)).toContain('Encontrei 40 clientes');
    expect(idsOf(several)).toHaveLength(25);
  });

  it('shows an analyst only their own, and nobody what is not theirs', async () => {
    const analyst = afresh(database.data, h.analyst);
    expect((await analyst.type('/cliente padaria')).title).toContain('Padaria São João ME: ');
    const offered = labels(await analyst.type('/cliente padaria'));
    for (const label of ['Convidar', 'Editar', 'Contato e analista', 'Contratar um plano', 'Desconectar', 'Excluir'])
      expect(offered).not.toContain(label);
    for (const [who, id] of [
      [analyst, ids[1]!],
      [afresh(database.data, h.outsider), ids[0]!],
      [h.stranger, ids[0]!],
    ] as const) {
      for (const view of [await who.press('clients.card', [id]), await who.type(`/cliente ${id}`)])
        expect(JSON.stringify(view)).not.toMatch(/Padaria (Real|São)/);
    }
    const alien = await database.data.db.client.findFirstOrThrow({ where: { firmId: h.otherFirmId } });
    expect(shown(await admin.press('clients.card', [alien.id]))).toContain('não está mais na carteira');
    const suggested = await analyst.ask({ kind: 'search', command: 'cliente', field: 'client', typed: '' });
    expect(suggested.kind === 'options' && suggested.options).toHaveLength(1);
  });

  it('leaves hostile names what they are, and never breaks on them', async () => {
    const view = await admin.type('/cliente <!channel>');
    expect(view.title).toContain('<!channel> @everyone *x*');
    for (const typed of [
      '@everyone',
      '\'; DROP TABLE "Client"; --',
      '%',
      '_',
      '\\',
      '\u202e',
      '🥖',
      'a'.repeat(10_000),
      `${'🥖'.repeat(5000)}`,
      '\u0000',
      '"',
      '"" ""',
    ]) {
      for (const command of ['/cliente', '/clientes']) {
        const answer = await admin.type(`${command} ${typed}`);
        expect(shown(answer)).not.toContain('código');
        expect(shown(answer).length).toBeLessThan(6000);
      }
      const found = await admin.ask({ kind: 'search', command: 'cliente', field: 'client', typed });
      expect(found.kind).toBe('options');
    }
  });

  it('offers what can be done next, by situation and by role', async () => {
    const connected = labels(await admin.type('/cliente são joão'));
    expect(connected).toEqual(expect.arrayContaining(['Contato e analista', 'Desconectar']));
    for (const label of ['Editar', 'Excluir']) expect(connected).not.toContain(label);
    const free = labels(await admin.type('/cliente zeladoria'));
    expect(free).toEqual(expect.arrayContaining(['Contratar um plano', 'Editar', 'Contato e analista', 'Excluir']));
    expect(free).not.toContain('Desconectar');
    // Also one whose address is not known yet: the form asks for it.
    const form = await admin.open(button(await admin.type('/cliente zeladoria'), 'Convidar'));
    expect(Object.fromEntries(form.fields.map((field) => [field.name, field.value]))).toMatchObject({
      name: 'Zeladoria do Zé',
      email: '',
    });
    await database.data.db.client.update({ where: { id: ids[2] }, data: { email: 'ze@zeladoria.com.br' } });
    expect(
      (await admin.open(button(await admin.type('/cliente zeladoria'), 'Convidar'))).fields.map((field) => field.value),
    ).toContain('ze@zeladoria.com.br');
  });
});
