import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import { newId } from '../../src/data/id.ts';
import { nameKeyOf, searchKeyOf } from '../../src/terms/client.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown, testNow } from '../house.ts';
import { agreement, inviteFrom, letters, padaria, parts, portalOf, standsFor, tokenTo } from './fixture.ts';

const rosa = padaria.email;
const stranger = 'mallory@exemplo.com.br';
const number = '12ABC34501DE35';
const wish = {
  name: 'Padaria Mallory',
  document: '12.ABC.345/01DE-35',
  phone: '(11) 90000-0000',
  accountantEmail: 'marina@horizonte.com.br',
  firmName: 'Horizonte Contábil',
  firmPhone: '(11) 4002-8922',
  service: 'Contabilidade',
  agree: 'on',
};

describe.each(databases)('whom a request binds, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
    await standsFor(database.data, h.firmId);
  });
  afterEach(() => database.drop());

  const db = () => database.data.db;
  const portal = (at = testNow) => portalOf(database.data, () => at);
  const put = async (data: {
    situation: string;
    email?: string;
    document?: string | null;
    name?: string;
    accountId?: string;
  }) => {
    const client = { name: 'Padaria da Vila', tradeName: '', email: rosa, document: number, ...data };
    const id = newId();
    const at = { createdAt: testNow, updatedAt: testNow };
    await db().client.create({
      data: { id, firmId: h.firmId, ...client, nameKey: nameKeyOf(client), searchKey: searchKeyOf(client), ...at },
    });
    return id;
  };
  const situation = async (id: string) => (await db().client.findUniqueOrThrow({ where: { id } })).situation;
  const ask = async (email: string, more: Partial<typeof wish> = {}) => {
    await portal().ask(email, 'pt-BR', { ...wish, ...more }, agreement);
    return (
      await db().connectionRequest.findFirstOrThrow({ where: { email, state: 'pending', direction: 'client_to_firm' } })
    ).id;
  };
  const card = async (id: string) => {
    const outcome = await h.admin.ask({ kind: 'press', id: `connections.open|${id}` });
    if (outcome.kind !== 'view') throw new Error('no card');
    return outcome.view;
  };
  /** Rosa was invited and said yes: her account has the client, its consent and its record. */
  const connected = async () => {
    await inviteFrom(h.admin, padaria);
    await portal().accept(
      await tokenTo(database.data, rosa),
      'pt-BR',
      { name: 'Padaria da Vila', agree: 'on' },
      agreement,
    );
    const { id } = await db().client.findFirstOrThrow({ where: { firmId: h.firmId, document: number } });
    await db().client.update({ where: { id }, data: { phone: '(11) 91111-1111', plan: 'Avançado I' } });
    return id;
  };

  it('by a number alone nothing is bound: not when it is asked, and not by an Aceitar that did not choose', async () => {
    const id = await put({ situation: 'highly_recommended', email: 'contato@padaria.com.br' });
    const request = await ask(stranger);
    expect(await situation(id)).toBe('highly_recommended');
    const view = await card(request);
    expect(shown(view)).toContain(
      'Este CNPJ/CPF já é de Padaria da Vila (Muito recomendado), com outro e-mail: contato@padaria.com.br',
    );
    expect(labels(view)).toEqual(['Aceitar como cliente novo', 'É Padaria da Vila', 'Recusar']);
    // A card that was drawn before the client came into the portfolio.
    const pressed = await h.admin.press(`connections.accept|${request}`);
    expect(labels(pressed)).toEqual(['Aceitar como cliente novo', 'É Padaria da Vila', 'Recusar']);
    expect(await db().connectionRequest.findUniqueOrThrow({ where: { id: request } })).toMatchObject({
      state: 'pending',
      clientId: null,
    });
    expect(await situation(id)).toBe('highly_recommended');

    const fresh = await h.admin.press(button(view, 'Aceitar como cliente novo'));
    expect(shown(fresh)).toContain('Conectado');
    expect(await situation(id)).toBe('highly_recommended');
    const rows = await db().client.findMany({
      where: { firmId: h.firmId, id: { not: id } },
      include: { account: true },
    });
    expect(rows).toMatchObject([
      { document: null, email: stranger, situation: 'connected', account: { email: stranger } },
    ]);
    // The number stays what was typed.
    expect(shown(fresh)).toContain('12.ABC.345/01DE-35');
  });

  it('this one is the admin’s word, for a client that nobody has connected', async () => {
    const id = await put({ situation: 'disconnected', email: 'contato@padaria.com.br' });
    const request = await ask(stranger);
    await h.admin.press(button(await card(request), 'É Padaria da Vila'));
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      situation: 'connected',
      document: number,
      email: stranger,
      account: { email: stranger },
    });
    const chosen = await db().audit.findFirstOrThrow({ where: { verb: 'connection.bound' } });
    expect(JSON.parse(chosen.detail)).toMatchObject({ by: 'this' });
  });

  it('this one, while connected, asks whoever connected it; no is the end of it', async () => {
    const id = await connected();
    const request = await ask(stranger);
    const asked = await h.admin.press(button(await card(request), 'É Padaria da Vila'));
    expect(shown(asked)).toContain(`Perguntamos a Padaria da Vila, em ${rosa}`);
    expect(labels(asked)).toEqual(['Aceitar como cliente novo', 'Recusar']);
    expect(await portal().ties(stranger)).toMatchObject([{ kind: 'asked' }]);
    expect(await portal().ties(rosa)).toMatchObject([{ kind: 'connected' }]);
    expect(JSON.stringify(await portal().download(stranger))).not.toMatch(/rosa|91111|Avançado|Padaria da Vila/);

    const token = await tokenTo(database.data, rosa, '/handover/');
    expect(await portal().handover(token, 'pt-BR')).toMatchObject({
      state: 'open',
      company: 'Padaria da Vila',
      asker: stranger,
      email: rosa,
    });
    expect(await portal().answerHandover(token, false)).toBe('kept');
    await expect(portal().answerHandover(token, true)).rejects.toMatchObject({ code: 'not-found' });
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      situation: 'connected',
      account: { email: rosa },
    });
    const told = await card(request);
    expect(shown(told)).toContain('não fui eu');
    expect(labels(told)).toEqual(['Aceitar como cliente novo', 'Recusar']);
    expect((await letters(database.data)).at(-1)).toMatchObject({
      to: 'marina@horizonte.com.br',
      subject: 'Padaria da Vila: “não fui eu”',
    });
    // Pressed from a card of before: who said no is not asked again.
    const again = await h.admin.press(`connections.acceptThis|${request}|${id}`);
    expect(shown(again)).toContain('não fui eu');
    expect(await db().link.count({ where: { kind: 'handover' } })).toBe(1);
    const verbs = await db().audit.findMany({ where: { subject: `client:${id}` }, orderBy: { id: 'asc' } });
    expect(verbs.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['connection.handover_ask', 'connection.handover_refused']),
    );
  });

  it('this one, while connected, passes with the yes of whoever connected it, and what they had agreed to ends', async () => {
    const id = await connected();
    const first = await db().connectionRequest.findFirstOrThrow({ where: { clientId: id } });
    const request = await ask(stranger);
    await h.admin.press(button(await card(request), 'É Padaria da Vila'));
    expect(await portal().answerHandover(await tokenTo(database.data, rosa, '/handover/'), true)).toBe('passed');
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      situation: 'connected',
      email: stranger,
      account: { email: stranger },
    });
    expect((await db().consent.findFirstOrThrow({ where: { requestId: first.id } })).revokedAt).not.toBeNull();
    expect(shown(await card(first.id))).toContain('Desconectado');
    expect(shown(await card(request))).toContain('por Marina');
    expect(await portal().ties(rosa)).toEqual([]);
    expect((await letters(database.data)).at(-1)).toMatchObject({
      to: stranger,
      subject: 'Horizonte Contábil aceitou o seu pedido',
    });
    expect(
      await db().audit.count({
        where: { verb: 'connection.handover', subject: `client:${id}`, actor: { startsWith: 'client:' } },
      }),
    ).toBe(1);
    // What is the client's own goes with the account that gave it.
    expect(JSON.stringify(await portal().download(stranger))).not.toMatch(/91111|Avançado/);
  });

  it('no answer is a no: the request runs out, the link with it', async () => {
    const id = await connected();
    const request = await ask(stranger);
    await h.admin.press(button(await card(request), 'É Padaria da Vila'));
    const token = await tokenTo(database.data, rosa, '/handover/');
    const late = new Date(testNow.getTime() + 31 * 86_400_000);
    expect(await portal(late).handover(token, 'pt-BR')).toEqual({ state: 'closed' });
    await lookAtRequests(parts(database.data), late);
    expect(await db().connectionRequest.findUniqueOrThrow({ where: { id: request } })).toMatchObject({
      state: 'expired',
    });
    await expect(portal(late).answerHandover(token, true)).rejects.toMatchObject({ code: 'not-found' });
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      account: { email: rosa },
    });
  });

  it('disconnecting first is the firm’s way round, and tells the old e-mail; the link of before is void', async () => {
    const id = await connected();
    const request = await ask(stranger);
    await h.admin.press(button(await card(request), 'É Padaria da Vila'));
    const token = await tokenTo(database.data, rosa, '/handover/');
    // The firm wrote another address down meanwhile: whoever was connected is told, not whoever is written down.
    await db().client.update({ where: { id }, data: { email: 'outro@lugar.com.br' } });
    await h.admin.press(`connections.disconnect|${id}`);
    expect((await letters(database.data)).at(-1)).toMatchObject({
      to: rosa,
      subject: expect.stringContaining('encerrou a conexão'),
    });
    expect(await portal().handover(token, 'pt-BR')).toEqual({ state: 'closed' });
  });

  it('by the proven e-mail it is bound at once, and says so; the stranger cannot end it', async () => {
    const id = await put({ situation: 'not_connected' });
    const request = await ask(rosa);
    expect(await situation(id)).toBe('requested');
    const view = await card(request);
    expect(shown(view)).toContain('Já está na sua carteira, com este mesmo e-mail: Padaria da Vila (Pedido recebido)');
    expect(labels(view)).toEqual(['Aceitar', 'Recusar']);
    await h.admin.press(button(view, 'Aceitar'));
    expect(await situation(id)).toBe('connected');
    await ask(stranger);
    await expect(portal().disconnect(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await situation(id)).toBe('connected');
  });

  it('an e-mail with another number is another company', async () => {
    const id = await put({ situation: 'not_connected', document: '11222333000181' });
    const request = await ask(rosa);
    expect(await situation(id)).toBe('not_connected');
    await h.admin.press(button(await card(request), 'Aceitar'));
    expect(await situation(id)).toBe('not_connected');
    expect(await db().client.findFirstOrThrow({ where: { document: number } })).toMatchObject({
      situation: 'connected',
      email: rosa,
    });
  });

  it('what was removed a moment ago is not revived by a number', async () => {
    const id = await put({ situation: 'not_connected', email: 'contato@padaria.com.br' });
    await h.admin.press(`clients.delete|${id}`);
    await db().client.update({ where: { id }, data: { deletedAt: testNow } });
    const request = await ask(stranger);
    const view = await card(request);
    expect(shown(view)).toContain('removido da carteira há pouco');
    expect(labels(view)).toEqual(['Aceitar como cliente novo', 'Recusar']);
    await h.admin.press(button(view, 'Aceitar como cliente novo'));
    expect(await db().client.findUniqueOrThrow({ where: { id } })).toMatchObject({
      deletedAt: testNow,
      name: 'Padaria da Vila',
    });
  });

  it('an invitation to another address does not take over what an account has connected', async () => {
    const id = await connected();
    await db().client.update({ where: { id }, data: { situation: 'not_connected' } });
    await inviteFrom(h.admin, { ...padaria, email: 'nova@padaria.com.br' });
    await db().client.update({ where: { id }, data: { situation: 'connected' } });
    const token = await tokenTo(database.data, 'nova@padaria.com.br');
    await expect(portal().accept(token, 'pt-BR', { name: 'Nova', agree: 'on' }, agreement)).rejects.toMatchObject({
      code: 'other-account',
    });
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      account: { email: rosa },
    });
  });

  describe('what stood there before comes back', () => {
    const later = new Date(testNow.getTime() + 31 * 86_400_000);
    it.each(['not_connected', 'highly_recommended', 'disconnected', 'Em análise'])('%s', async (before) => {
      const id = await put({ situation: before });
      const ends: readonly (() => Promise<unknown>)[] = [
        async () => h.admin.submit(await h.admin.open(`connections.decline|${await ask(rosa)}`), { reason: 'Não' }),
        async () => portal().withdraw(rosa, await ask(rosa)),
        async () => {
          await inviteFrom(h.admin, padaria);
          expect(await situation(id)).toBe('invited');
          await portal().decline(await tokenTo(database.data, rosa), '');
        },
        async () => {
          await inviteFrom(h.admin, padaria);
          const { id: request } = await db().connectionRequest.findFirstOrThrow({ where: { state: 'pending' } });
          await h.admin.press(`connections.cancel|${request}`);
        },
        async () => {
          // Nobody is invited who has asked already; who was invited may still ask.
          await inviteFrom(h.admin, padaria);
          await ask(rosa);
          await lookAtRequests(parts(database.data), later);
        },
      ];
      for (const end of ends) {
        await end();
        expect(await situation(id)).toBe(before);
      }
    });

    it('or the label of the other that still waits, in whichever order they end', async () => {
      const id = await put({ situation: 'highly_recommended' });
      await inviteFrom(h.admin, padaria);
      expect(await situation(id)).toBe('invited');
      const request = await ask(rosa);
      expect(await situation(id)).toBe('requested');
      await portal().withdraw(rosa, request);
      expect(await situation(id)).toBe('invited');
      await ask(rosa);
      await portal().decline(await tokenTo(database.data, rosa), '');
      expect(await situation(id)).toBe('requested');
      await portal().erase(rosa);
      expect(await situation(id)).toBe('highly_recommended');
    });
  });
});
