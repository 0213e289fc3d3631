import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentVersion } from '../../src/connections/consent.ts';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown, testNow } from '../house.ts';
import { agreement, letters, parts, portalOf, standsFor, tokenTo } from './fixture.ts';

const rosa = 'rosa@padaria.com.br';
const marina = 'marina@horizonte.com.br';
const wish = {
  name: 'Padaria da Vila',
  document: '12.ABC.345/01DE-35',
  phone: '(11) 98765-4321',
  accountantEmail: marina,
  firmName: 'O meu contador',
  firmPhone: '(11) 3333-4444',
  service: 'Contabilidade',
  agree: 'on',
};

describe.each(databases)('the address a client finds a firm by, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterEach(() => database.drop());

  const db = () => database.data.db;
  const portal = (at = testNow) => portalOf(database.data, () => at);
  const ask = (accountantEmail = marina) => portal().ask(rosa, 'pt-BR', { ...wish, accountantEmail }, agreement);
  const proofs = async () => (await letters(database.data)).filter(({ text }) => text.includes('/address/'));
  const settle = (email = marina) => db().firm.update({ where: { id: h.firmId }, data: { email } });

  it('shows and keeps the same of a request, whether a firm has it or nobody, and withdraws both alike', async () => {
    await standsFor(database.data, h.firmId);
    await db().firm.update({ where: { id: h.firmId }, data: { requestDays: 7, phone: '(11) 4002-8922' } });
    await ask();
    const known = await portal().ties(rosa);
    await ask('ninguem@lugar.com.br');
    const unknown = await portal().ties(rosa);
    expect(unknown).toHaveLength(2);
    const bare = ({ id: _, ...tie }: (typeof known)[number]) => tie;
    expect(bare(unknown[0]!)).toEqual(bare(unknown[1]!));
    expect(bare(known[0]!)).toMatchObject({
      kind: 'asked',
      firm: 'O meu contador',
      phone: '(11) 3333-4444',
      company: 'Padaria da Vila',
    });
    const { ConnectionRequest: told } = (await portal().download(rosa)) as {
      ConnectionRequest: Record<string, unknown>[];
    };
    expect(told.map(({ accountantEmail }) => accountantEmail)).toEqual([marina, 'ninguem@lugar.com.br']);
    const requests = told.map(({ accountantEmail: _, ...row }) => row);
    expect(requests[0]).toEqual(requests[1]);
    expect(JSON.stringify(requests)).not.toMatch(/Horizonte|4002/);
    // The same firm by another of its addresses, and the same address again.
    await db().provenAddress.create({ data: { email: 'ana@horizonte.com.br', firmId: h.firmId, provenAt: testNow } });
    await db().member.update({ where: { id: h.admin.memberId }, data: { email: 'ana@horizonte.com.br' } });
    const before = (await letters(database.data)).length;
    for (const address of ['ana@horizonte.com.br', 'ninguem@lugar.com.br', marina]) await ask(address);
    expect(await portal().ties(rosa)).toHaveLength(3);
    expect(await letters(database.data)).toHaveLength(before);
    for (const { id } of await portal().ties(rosa)) {
      await expect(portal().withdraw('outra@pessoa.com.br', id)).rejects.toMatchObject({ code: 'not-found' });
      await portal().withdraw(rosa, id);
    }
    expect(await portal().ties(rosa)).toEqual([]);
  });

  it('forgets what nobody proved in time, and what the client has erased', async () => {
    await ask('ninguem@lugar.com.br');
    await ask('alguem@lugar.com.br');
    await portal().erase(rosa);
    expect(await db().connectionAsk.count()).toBe(0);
    await ask('ninguem@lugar.com.br');
    await lookAtRequests(parts(database.data), new Date(testNow.getTime() + 31 * 86_400_000));
    expect(await db().connectionAsk.count()).toBe(0);
  });

  it('counts once a letter to it was opened; what waited for it then arrives, as old as it is', async () => {
    await settle();
    await ask();
    expect(await db().connectionRequest.count()).toBe(0);
    const [asked] = await portal().ties(rosa);
    const [letter] = await proofs();
    expect(letter).toMatchObject({ to: marina, subject: 'Padaria da Vila procura o seu escritório de contabilidade' });
    const token = await tokenTo(database.data, marina, '/address/');
    expect(await portal().mailbox(token)).toMatchObject({
      state: 'open',
      firms: [{ name: 'Horizonte Contábil', current: false }],
    });
    await expect(portal().confirmAddress(token, h.otherFirmId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await portal().confirmAddress(token, h.firmId)).toEqual({ firm: 'Horizonte Contábil', requests: 1 });
    await expect(portal().confirmAddress(token, h.firmId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await portal().ties(rosa)).toEqual([asked]);
    const request = await db().connectionRequest.findFirstOrThrow({ include: { consents: true } });
    expect(request).toMatchObject({ id: asked!.id, state: 'pending', email: rosa, createdAt: testNow });
    expect(request.consents).toMatchObject([{ textVersion: `${consentVersion}-ask/pt-BR`, ip: agreement.ip }]);
    // By letter it is told to addresses that were opened, and to no other.
    const told = (await letters(database.data)).filter(({ subject }) => subject.includes('pede para se conectar'));
    expect(told.map(({ to }) => to)).toEqual([marina]);
    await h.admin.press(`connections.accept|${request.id}`);
    expect(await portal().ties(rosa)).toMatchObject([{ kind: 'connected', firm: 'Horizonte Contábil' }]);
    await expect(ask()).rejects.toMatchObject({ code: 'connected' });
  });

  it('stands for one firm: its reader chooses, and the last word counts', async () => {
    await standsFor(database.data, h.firmId);
    // Another firm types it, too: nothing changes by that.
    await db().firm.update({ where: { id: h.otherFirmId }, data: { email: marina } });
    await ask();
    expect(await db().connectionRequest.findFirstOrThrow({})).toMatchObject({ firmId: h.firmId });
    const form = await h.outsider.open(button(await h.outsider.type('/configurar'), 'Dados do escritório'));
    await h.outsider.submit(form, { name: 'Outro Escritório', email: 'outro@lugar.com.br' });
    await h.outsider.submit(form, { name: 'Outro Escritório', email: marina });
    const token = await tokenTo(database.data, marina, '/address/');
    expect(await portal().mailbox(token)).toMatchObject({
      firms: [{ current: true }, { name: 'Outro Escritório', current: false }],
    });
    await portal().confirmAddress(token, h.otherFirmId);
    await portal().ask('caio@oficina.com.br', 'pt-BR', wish, agreement);
    const last = await db().connectionRequest.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(last.firmId).toBe(h.otherFirmId);
    // A firm that uses it no longer is not found by it.
    await db().firm.update({ where: { id: h.otherFirmId }, data: { email: 'outro@lugar.com.br' } });
    await portal().ask('bia@loja.com.br', 'pt-BR', wish, agreement);
    expect(await db().connectionRequest.count({ where: { email: 'bia@loja.com.br' } })).toBe(0);
  });

  it('says in /configurar that it is not proven, and sends the letter again', async () => {
    const form = await h.admin.open(button(await h.admin.type('/configurar'), 'Dados do escritório'));
    const saved = await h.admin.submit(form, { name: 'Horizonte Contábil', email: marina });
    if (saved.kind !== 'view') throw new Error('no view');
    expect(shown(saved.view)).toContain(`${marina} (ainda não confirmado)`);
    expect(await proofs()).toHaveLength(1);
    expect(shown(await h.admin.press(button(saved.view, 'Enviar confirmação')))).toContain('foi enviado há pouco');
    expect(await proofs()).toHaveLength(1);
    await portal().confirmAddress(await tokenTo(database.data, marina, '/address/'), h.firmId);
    const proven = await h.admin.type('/configurar');
    expect(shown(proven)).not.toContain('ainda não confirmado');
    expect(labels(proven)).not.toContain('Enviar confirmação');
  });

  it('of an admin is asked for as well, of an analyst when they become one', async () => {
    const view = await h.admin.type('/equipe ana');
    await h.admin.press(button(view, 'Tornar administrador'));
    expect((await proofs()).map(({ to }) => to)).toEqual([expect.stringMatching(/^ana@/)]);
  });
});
