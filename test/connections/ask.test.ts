import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown } from '../house.ts';
import { agreement, letters, pendingId, portalOf, standsFor, tokenTo } from './fixture.ts';

const rosa = 'rosa@padaria.com.br';
const wish = {
  name: 'Padaria da Vila',
  document: '12.ABC.345/01DE-35',
  phone: '(11) 98765-4321',
  accountantEmail: 'Marina@Horizonte.com.br',
  firmName: 'Horizonte Contábil',
  firmPhone: '(11) 4002-8922',
  service: 'Contabilidade',
  agree: 'on',
};

describe.each(databases)('a client asks on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
    await standsFor(database.data, h.firmId);
  });
  afterEach(() => database.drop());

  const asked = async () => {
    await portalOf(database.data).ask(rosa, 'pt-BR', wish, agreement);
    return pendingId(database.data, h);
  };

  it('signs in by a link that works once', async () => {
    const portal = portalOf(database.data);
    await portal.signIn(rosa, 'pt-BR');
    const token = await tokenTo(database.data, rosa, '/my-accountant/enter/');
    expect(await portal.enter(token)).toBe(rosa);
    expect(await portal.enter(token)).toBeUndefined();
    expect(await portal.session.read(await portal.session.issue(rosa))).toBe(rosa);
    const [one, other] = [await portal.session.issue(rosa), await portal.session.issue(rosa)];
    expect(await portal.session.read(`${one}x`)).toBeUndefined();
    expect(JSON.stringify(await database.data.db.session.findMany())).not.toContain(one);
    await portal.session.end(one);
    expect([await portal.session.read(one), await portal.session.read(other)]).toEqual([undefined, rosa]);
  });

  it('is accepted with one press: connected, one letter to the client, one to each admin before', async () => {
    await asked();
    const before = await letters(database.data);
    expect(before.map((each) => each.to)).toContain('marina@horizonte.com.br');
    const list = await h.admin.type('/conexoes');
    expect(shown(list)).toContain('Padaria da Vila');
    const card = await h.admin.ask({ kind: 'press', id: `connections.open|${await pendingId(database.data, h)}` });
    if (card.kind !== 'view') throw new Error('no card');
    const done = await h.admin.press(button(card.view, 'Aceitar'));
    expect(shown(done)).toContain('Conectado');
    expect(shown(done)).toContain('por Marina');
    expect(labels(done)).toEqual([]);
    expect(await database.data.db.client.findFirstOrThrow({ where: { firmId: h.firmId } })).toMatchObject({
      situation: 'connected',
      document: '12ABC34501DE35',
      email: rosa,
    });
    expect((await letters(database.data)).at(-1)).toMatchObject({
      to: rosa,
      subject: 'Horizonte Contábil aceitou o seu pedido',
    });
    const again = await h.admin.press(button(card.view, 'Aceitar'));
    expect(shown(again)).toContain('já foi aceito por Marina');
    expect(await portalOf(database.data).ties(rosa)).toMatchObject([{ kind: 'connected', firm: 'Horizonte Contábil' }]);
  });

  it('is declined with a reason that reaches the client', async () => {
    const id = await asked();
    const form = await h.admin.open(`connections.decline|${id}`);
    const empty = await h.admin.submit(form, {});
    expect(empty.kind).toBe('form');
    const done = await h.admin.submit(form, { reason: 'Não somos o seu escritório.' });
    expect(done.kind === 'view' && shown(done.view)).toContain('Recusado');
    expect((await letters(database.data)).at(-1)?.text).toContain('Motivo: Não somos o seu escritório.');
    expect(await database.data.db.client.count()).toBe(0);
  });

  it('may not be decided by an analyst, a stranger or another firm', async () => {
    const id = await asked();
    for (const person of [h.analyst, h.stranger, h.outsider]) {
      const outcome = await person.ask({ kind: 'press', id: `connections.accept|${id}` });
      expect(JSON.stringify(outcome)).not.toContain('Padaria');
    }
    expect(await database.data.db.connectionRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'pending',
    });
  });

  it('answers the same when nobody uses that address, and explains by letter, once a day', async () => {
    const portal = portalOf(database.data);
    const unknown = { ...wish, accountantEmail: 'ninguem@lugar.com.br' };
    await portal.ask(rosa, 'pt-BR', unknown, agreement);
    await portal.ask(rosa, 'pt-BR', unknown, agreement);
    const mails = (await letters(database.data)).filter((each) => each.to === 'ninguem@lugar.com.br');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('/configurar');
    expect(await database.data.db.connectionRequest.count()).toBe(0);
  });

  it('asks once, however often it is sent, and may take it back', async () => {
    const id = await asked();
    await portalOf(database.data).ask(rosa, 'pt-BR', wish, agreement);
    expect(await database.data.db.connectionRequest.count()).toBe(1);
    await expect(portalOf(database.data).withdraw('outra@pessoa.com.br', id)).rejects.toMatchObject({
      code: 'not-found',
    });
    await portalOf(database.data).withdraw(rosa, id);
    expect(await database.data.db.connectionRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'cancelled',
    });
  });

  it('can be disconnected by either side, which ends the consent', async () => {
    const id = await asked();
    await h.admin.press(`connections.accept|${id}`);
    const { db } = database.data;
    const client = await db.client.findFirstOrThrow({ where: { firmId: h.firmId } });
    await expect(portalOf(database.data).disconnect('outra@pessoa.com.br', client.id)).rejects.toMatchObject({
      code: 'not-found',
    });
    await portalOf(database.data).disconnect(rosa, client.id);
    expect((await letters(database.data)).at(-1)).toMatchObject({
      to: 'marina@horizonte.com.br',
      subject: 'Padaria da Vila se desconectou do escritório',
    });
    expect(await db.client.findUniqueOrThrow({ where: { id: client.id } })).toMatchObject({
      situation: 'disconnected',
    });
    expect((await db.consent.findFirstOrThrow({})).revokedAt).not.toBeNull();
    const late = await h.admin.press(`connections.disconnect|${client.id}`);
    expect(shown(late)).toContain('não está conectado');
    await db.client.update({ where: { id: client.id }, data: { situation: 'connected' } });
    await h.admin.press(`connections.disconnect|${client.id}`);
    const told = (await letters(database.data)).at(-1);
    expect(told).toMatchObject({ to: rosa, subject: expect.stringContaining('encerrou a conexão com a sua empresa') });
    expect(told?.text).toContain('Padaria da Vila');
  });

  it('takes what is stored along, and leaves: firms told, requests blank, account gone', async () => {
    const id = await asked();
    await h.admin.press(`connections.accept|${id}`);
    const portal = portalOf(database.data);
    expect(JSON.stringify(await portal.download(rosa))).toContain('Padaria da Vila');
    await portal.erase(rosa);
    const { db } = database.data;
    expect(await db.account.count()).toBe(0);
    expect(await db.connectionRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'accepted',
      email: '',
      companyName: '',
      document: null,
    });
    expect(await db.client.findFirstOrThrow({})).toMatchObject({ situation: 'disconnected', accountId: null });
    expect((await letters(database.data)).at(-1)?.subject).toContain('pediu a eliminação');
    expect(await portal.download(rosa)).toBeUndefined();
  });
});
