import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../src/accounts/service/state.ts';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import { newId } from '../../src/data/id.ts';
import { contextOf } from '../../src/firms/context.ts';
import { databases } from '../database.ts';
import { button, labels, shown, testNow } from '../house.ts';
import { publicUrl, type Site, site } from '../portal/fixture.ts';
import { inviteFrom, letters, padaria, parts, standsFor } from './fixture.ts';

const rosa = padaria.email;

/** What happens to a connection after somebody has said yes, or when nobody says anything. */
describe.each(databases)('what the firm hears of afterwards, on $provider', (on) => {
  let s: Site;
  beforeEach(async () => {
    s = await site({ on });
    await standsFor(s.database.data, s.house.firmId);
    await s.database.data.db.workspace.updateMany({ where: { firmId: s.house.firmId }, data: { channel: 'avisos' } });
  });
  afterEach(() => s.stop());

  const db = () => s.database.data.db;
  const send = (path: string, fields?: Record<string, string>, cookie = '') =>
    s.pages.request(
      path,
      {
        headers: { host: new URL(publicUrl).host, origin: publicUrl, cookie },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
      },
      { incoming: { socket: { remoteAddress: '203.0.113.7' } } } as never,
    );
  const cards = () => s.channels.posted.map(({ view }) => shown(view));
  const connected = async () => {
    await inviteFrom(s.house.admin, padaria);
    await send(`${await s.linkTo(rosa)}/accept`, { name: 'Padaria', agree: 'on' });
    await s.outbox.drain();
    return db().client.findFirstOrThrow({ where: { firmId: s.house.firmId } });
  };
  const notices = () => db().notice.findMany({ where: { topic: 'disconnected' }, include: { batch: true } });

  it('the client disconnects: the card turns, channels and admins are told, without anybody having chosen it', async () => {
    const { id } = await connected();
    const ana = await db().member.update({
      where: { id: s.house.analyst.memberId },
      data: { role: 'admin', locale: 'en' },
    });
    await db().provenAddress.create({ data: { email: ana.email!, firmId: s.house.firmId, provenAt: testNow } });
    await s.portal.disconnect(rosa, id);
    expect((await notices()).map(({ clientId, batch }) => [clientId, batch.channel])).toEqual([[id, 'avisos']]);
    const told = (await letters(s.database.data)).slice(-2);
    expect(told.map(({ to }) => to)).toEqual([ana.email, 'marina@horizonte.com.br']);
    // Each in their own language; an address that was only typed gets none.
    expect(told[0]!.subject).not.toBe(told[1]!.subject);
    await s.outbox.drain();
    expect(cards().at(-1)).toContain('Desconectado');
    expect(cards().at(-1)).toContain('pelo cliente');
  });

  it.each([
    ['revoked', 'Autorização revogada pelo cliente', /revogou a autorização/],
    ['expired', 'Autorização vencida', /venceu/],
  ] as const)(
    'the authorisation is %s over there: the card turns, channels and all admins are told, each once',
    async (state, onCard, said) => {
      const { id } = await connected();
      const at = { authorizedAt: testNow, changedAt: testNow, checkedAt: testNow };
      const grant = {
        id: newId(),
        firmId: s.house.firmId,
        clientId: id,
        companyId: 'c',
        state: 'active',
        tokens: 'x',
        ...at,
      };
      await db().grant.create({ data: grant });
      const ana = await db().member.update({
        where: { id: s.house.analyst.memberId },
        data: { role: 'admin', locale: 'en' },
      });
      await db().provenAddress.create({ data: { email: ana.email!, firmId: s.house.firmId, provenAt: testNow } });
      const firm = await db().firm.findUniqueOrThrow({ where: { id: s.house.firmId } });
      const ctx = contextOf(parts(s.database.data), {
        firm,
        actor: { kind: 'system', id: 'clock' },
        from: 'clock',
        now: testNow,
      });
      expect(await settle(ctx, grant.id, { state }, testNow)).toBe(true);
      expect(await settle(ctx, grant.id, { state }, testNow)).toBe(false);
      const told = (await letters(s.database.data)).slice(-2);
      expect(told.map(({ to }) => to)).toEqual([ana.email, 'marina@horizonte.com.br']);
      expect(told[0]!.subject).toContain('Conta Azul');
      expect(told[1]!.subject).toMatch(said);
      await s.outbox.drain();
      expect(cards().filter((each) => said.test(each) && !each.includes('Convite enviado'))).toHaveLength(1);
      expect(cards().at(-1)).toContain(onCard);
      expect(cards().at(-1)).toContain('Conectado');
    },
  );

  it('what the firm ends itself is no news to its channels, but turns the card', async () => {
    const { id } = await connected();
    await s.house.admin.press(`connections.disconnect|${id}`);
    expect(await notices()).toEqual([]);
    await s.outbox.drain();
    expect(cards().at(-1)).toContain('por Marina');
  });

  it('the client erases the account: told like any end, and the card says why it is empty', async () => {
    const { id } = await connected();
    await s.portal.erase(rosa);
    expect((await notices()).map(({ clientId }) => clientId)).toEqual([id]);
    expect(await db().audit.count({ where: { verb: 'connection.disconnect', subject: `client:${id}` } })).toBe(1);
    expect(await db().portfolioEvent.count({ where: { kind: 'disconnected' } })).toBe(1);
    await s.outbox.drain();
    expect(cards().at(-1)).toContain('Convite a um cliente (dados eliminados)');
    expect(cards().at(-1)).toContain('Desconectado');
    expect(cards().at(-1)).not.toMatch(/E-mail|Padaria|rosa/);
  });

  it('nobody answers: told with a button that sends it again, and by mail; the button goes when it is done', async () => {
    await inviteFrom(s.house.admin, padaria);
    await s.outbox.drain();
    const late = new Date(testNow.getTime() + 31 * 86_400_000);
    s.time.now = late;
    await lookAtRequests(parts(s.database.data), late);
    expect((await letters(s.database.data)).at(-1)).toMatchObject({
      to: 'marina@horizonte.com.br',
      subject: 'O convite a Padaria da Vila expirou sem resposta',
    });
    await s.outbox.drain();
    const notice = s.channels.posted.find(({ view }) => shown(view).includes('expirou sem resposta'))!;
    const again = await s.house.admin.press(button(notice.view, 'Reenviar'));
    expect(shown(again)).toContain('Aguardando resposta');
    expect(await db().connectionRequest.count({ where: { state: 'pending', email: rosa } })).toBe(1);
    const old = await db().connectionRequest.findFirstOrThrow({ where: { state: 'expired' } });
    const card = await s.house.admin.press(`connections.open|${old.id}`);
    expect(labels(card)).toEqual([]);
    expect(shown(await s.house.admin.press(button(notice.view, 'Reenviar')))).toContain('Não é possível reenviar');
  });

  it('the page of an invitation whose time is over leads its own address to a filled-in request', async () => {
    await inviteFrom(s.house.admin, padaria);
    const link = await s.linkTo(rosa);
    s.time.now = new Date(testNow.getTime() + 31 * 86_400_000);
    await lookAtRequests(parts(s.database.data), s.time.now);
    const page = await (await send(link)).text();
    expect(page).toContain('Pedir a conexão a este escritório');
    expect(page).not.toContain(rosa);
    await send(`${link}/again`, {});
    await expect.poll(() => db().link.count({ where: { kind: 'sign_in' } })).toBe(1);
    const entered = await send(await s.linkTo(rosa, '/my-accountant/enter/'), {});
    const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
    const form = await (await send(entered.headers.get('location')!, undefined, cookie)).text();
    for (const value of ['Padaria da Vila', '12ABC34501DE35', 'marina@horizonte.com.br', 'Horizonte Contábil'])
      expect(form).toContain(`value="${value}"`);
    // Somebody else's invitation fills in nothing.
    const other = await s.portal.session.issue('caio@oficina.com.br');
    const theirs = await (
      await send(entered.headers.get('location')!, undefined, cookie.replace(/=.*/, `=${other}`))
    ).text();
    expect(theirs).not.toContain('Padaria da Vila');
  });
});
