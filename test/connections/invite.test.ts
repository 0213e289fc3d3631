import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentVersion } from '../../src/connections/consent.ts';
import { newId } from '../../src/data/id.ts';
import { claim } from '../../src/jobs/service/queue.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { afresh } from '../clients/pages.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown, testNow } from '../house.ts';
import {
  agreement,
  inviteFrom,
  letters,
  padaria,
  pendingId,
  portalOf,
  previewOf,
  standsFor,
  submitted,
  tokenTo,
} from './fixture.ts';

describe.each(databases)('/convidar on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterEach(() => database.drop());

  it('sends nothing until the admin presses, then one letter, and waits', async () => {
    const form = await h.admin.ask({
      kind: 'typed',
      command: 'convidar',
      text: 'email:Rosa@Padaria.com.br Padaria da Vila',
    });
    if (form.kind !== 'form') throw new Error('no form');
    expect(form.form.fields.map((field) => field.value)).toEqual([
      'Padaria da Vila',
      undefined,
      undefined,
      'rosa@padaria.com.br',
      undefined,
    ]);
    const sent = await h.admin.submit(form.form, padaria);
    if (sent.kind !== 'view') throw new Error(sent.kind);
    expect(shown(sent.view)).toContain('Padaria da Vila recebe um e-mail em rosa@padaria.com.br');
    expect(shown(sent.view)).toContain('12.ABC.345/01DE-35');
    const mails = await letters(database.data);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: 'rosa@padaria.com.br',
      subject: 'Horizonte Contábil quer se conectar à sua empresa',
    });
    const client = await database.data.db.client.findFirstOrThrow({ where: { firmId: h.firmId } });
    expect(client).toMatchObject({ situation: 'invited', document: '12ABC34501DE35', contactName: 'Rosa' });
    const raw = await database.data.db.outbox.findFirstOrThrow({ where: { kind: 'mail' } });
    expect(raw.payload).not.toContain('connect');
  });

  it('says what is wrong at the field, and keeps what was typed', async () => {
    const form = await h.admin.ask({ kind: 'typed', command: 'convidar', text: '' });
    if (form.kind !== 'form') throw new Error('no form');
    const again = await h.admin.submit(form.form, { ...padaria, document: '12.ABC.345/01DE-36', email: 'rosa' });
    if (again.kind !== 'form') throw new Error('no form again');
    const byName = Object.fromEntries(again.form.fields.map((field) => [field.name, field]));
    expect(byName.document?.error).toContain('confira os dígitos');
    expect(byName.email?.error).toBeTruthy();
    expect(byName.name?.value).toBe('Padaria da Vila');
  });

  it('warns of what this firm has, and never of what another firm has', async () => {
    await inviteFrom(h.outsider, padaria);
    const first = await previewOf(h.admin, padaria);
    expect(shown(first)).not.toContain('Já');
    await inviteFrom(h.admin, padaria);
    // What waits already is shown in the place of a second invitation, with what can be done about it.
    const waiting = await previewOf(h.admin, padaria);
    expect(shown(waiting)).toContain('Já há um convite aguardando resposta, enviado a rosa@padaria.com.br');
    expect(labels(waiting)).toEqual(['Reenviar', 'Corrigir e-mail', 'Reenviar em inglês', 'Cancelar convite']);
    // Whoever had the first preview open hears the same.
    expect(shown(await h.admin.press(button(first, 'Convidar para a Conta Azul')))).toContain(
      'Já há um convite ou pedido de rosa@padaria.com.br aguardando resposta',
    );
    expect(await letters(database.data)).toHaveLength(2);
    // Another address of the same company is the same client.
    expect(labels(await previewOf(h.admin, { ...padaria, email: 'outra@padaria.com.br' }))).toContain('Reenviar');
  });

  it('shows a request that the client has made, and a connection that exists, in the place of an invitation', async () => {
    const wish = {
      name: 'Padaria',
      accountantEmail: 'contato@h.com.br',
      firmName: 'Horizonte',
      firmPhone: '11 4002-8922',
      agree: 'on',
    };
    await standsFor(database.data, h.firmId, wish.accountantEmail);
    await portalOf(database.data).ask(padaria.email, 'pt-BR', wish, agreement);
    const asked = await previewOf(h.admin, padaria);
    expect(shown(asked)).toContain('Este cliente já pediu para se conectar');
    expect(labels(asked)).toEqual(['Aceitar', 'Recusar']);
    await h.admin.press(button(asked, 'Aceitar'));
    const connected = await previewOf(h.admin, padaria);
    expect(shown(connected)).toContain('já está conectado ao escritório');
    expect(labels(connected)).toEqual(['Ver cliente']);
    await h.admin.press(button(connected, 'Ver cliente'));
  });

  it('opens the form at the fault when an option was wrong, with what was typed', async () => {
    const outcome = await h.admin.ask({
      kind: 'typed',
      command: 'convidar',
      text: 'email:rosa pagador:"o escritório" Padaria da Vila',
    });
    if (outcome.kind !== 'form') throw new Error(JSON.stringify(outcome));
    const byName = Object.fromEntries(outcome.form.fields.map((field) => [field.name, field]));
    expect(byName.email).toMatchObject({ value: 'rosa', error: expect.stringContaining('E-mail') });
    expect(byName.name).toMatchObject({ value: 'Padaria da Vila', error: undefined });
    const preview = await h.admin.submit(outcome.form, padaria);
    expect(preview.kind === 'view' && shown(preview.view)).toContain('Quem paga: Escritório');
  });

  it('says that the letter went when it is sent again, and when', async () => {
    const { sent } = await inviteFrom(h.admin, padaria);
    const again = await h.admin.press(button(sent, 'Reenviar'));
    expect(shown(again)).toContain('Convite reenviado a rosa@padaria.com.br.');
    expect(shown(again)).toContain('Enviado: 16/11/2026 às 12h');
    const form = await h.admin.open(button(again, 'Corrigir e-mail'));
    const corrected = await h.admin.submit(form, { email: 'nova@padaria.com.br' });
    expect(corrected.kind === 'view' && shown(corrected.view)).toContain('Convite reenviado a nova@padaria.com.br.');
  });

  it('tells nobody to invite who may not', async () => {
    expect(shown(await h.admin.type('/conexoes'))).toContain('/convidar');
    expect(shown(await h.analyst.type('/conexoes'))).not.toContain('/convidar');
  });

  it('is consented to on the page: connected, proven, told to the firm, and the link is used up', async () => {
    await inviteFrom(h.admin, padaria);
    const portal = portalOf(database.data);
    const token = await tokenTo(database.data, padaria.email);
    expect(await portal.invitation(token)).toMatchObject({
      state: 'open',
      firm: 'Horizonte Contábil',
      company: 'Padaria da Vila',
      hasAccount: false,
    });
    await expect(portal.accept(token, 'pt-BR', { name: 'Padaria da Vila LTDA' }, agreement)).rejects.toMatchObject({
      code: 'input',
    });
    await portal.accept(token, 'pt-BR', { name: 'Padaria da Vila LTDA', agree: 'on' }, agreement);
    const { db } = database.data;
    expect(await db.client.findFirstOrThrow({ where: { firmId: h.firmId } })).toMatchObject({ situation: 'connected' });
    const consent = await db.consent.findFirstOrThrow({});
    expect(consent).toMatchObject({
      ip: '203.0.113.7',
      userAgent: 'a phone',
      textVersion: `${consentVersion}/pt-BR`,
      at: testNow,
    });
    expect(consent.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await letters(database.data)).at(-1)).toMatchObject({ subject: 'Padaria da Vila aceitou o convite' });
    expect(await portal.invitation(token)).toMatchObject({ state: 'accepted' });
    await expect(portal.accept(token, 'pt-BR', { agree: 'on' }, agreement)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await db.consent.count()).toBe(1);
  });

  it('knows a client with an account, and offers to connect instead of inviting', async () => {
    await database.data.db.account.create({ data: { id: 'a1', email: padaria.email, createdAt: testNow } });
    const [id] = await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila', situation: 'disconnected', email: padaria.email },
    ]);
    await database.data.db.client.update({ where: { id: id! }, data: { accountId: 'a1' } });
    const preview = await previewOf(h.admin, padaria);
    expect(labels(preview)).toContain('Conectar ao cliente');
    expect(shown(preview)).toContain('já tem uma conta');
  });

  it('tells of an account that only another firm knows the very words that it tells of one that nobody knows', async () => {
    const mine = (email: string) => ({ name: 'Padaria', email });
    const said = async (to: ReturnType<typeof mine>) => {
      const preview = await previewOf(h.admin, to);
      const { sent } = await inviteFrom(h.admin, to);
      const plain = (view: SealedView) => [shown(view), ...labels(view)].join('\n').replaceAll(to.email, '…');
      return { preview: plain(preview), sent: plain(sent) };
    };
    const unknown = await said(mine('ninguem@padaria.com.br'));
    await database.data.db.account.create({
      data: { id: 'a2', email: padaria.email, locale: 'en', createdAt: testNow },
    });
    const [theirs] = await seedClients(database.data, h.otherFirmId, [
      { name: 'Padaria', situation: 'connected', email: padaria.email },
    ]);
    await database.data.db.client.update({ where: { id: theirs! }, data: { accountId: 'a2' } });
    expect(await said(mine(padaria.email))).toEqual(unknown);
    expect(unknown.preview).toContain('recebe um convite, confirma os dados');
  });

  it('goes to a corrected address, and the old link is dead', async () => {
    await inviteFrom(h.admin, padaria);
    const old = await tokenTo(database.data, padaria.email);
    const list = await h.admin.type('/conexoes ver:enviados');
    expect(shown(list)).toContain('Padaria da Vila');
    const card = await h.admin.ask({ kind: 'press', id: `connections.open|${await pendingId(database.data, h)}` });
    if (card.kind !== 'view') throw new Error('no card');
    const form = await h.admin.open(button(card.view, 'Corrigir e-mail'));
    await h.admin.submit(form, { email: 'nova@padaria.com.br' });
    const portal = portalOf(database.data);
    expect(await portal.invitation(old)).toMatchObject({ state: 'used' });
    expect(await portal.invitation(await tokenTo(database.data, 'nova@padaria.com.br'))).toMatchObject({
      state: 'open',
    });
  });

  it('can be taken back, which the page says kindly', async () => {
    await inviteFrom(h.admin, padaria);
    const token = await tokenTo(database.data, padaria.email);
    const card = await h.admin.ask({ kind: 'press', id: `connections.open|${await pendingId(database.data, h)}` });
    if (card.kind !== 'view') throw new Error('no card');
    const cancelled = await h.admin.press(button(card.view, 'Cancelar convite'));
    expect(shown(cancelled)).toContain('Cancelado');
    expect(labels(cancelled)).toEqual([]);
    expect(await portalOf(database.data).invitation(token)).toMatchObject({ state: 'cancelled' });
    expect(await database.data.db.client.findFirstOrThrow({ where: { firmId: h.firmId } })).toMatchObject({
      situation: 'not_connected',
    });
  });

  describe('of which nothing is doubtful', () => {
    const { db } = { db: () => database.data.db };
    const counts = async () => ({
      clients: await db().client.count({ where: { firmId: h.firmId } }),
      requests: await db().connectionRequest.count(),
      mails: await db().outbox.count(),
      links: await db().link.count(),
    });

    it('leaves after ten seconds, and until then is taken back as if it had never been, by any process', async () => {
      await db().workspace.updateMany({ where: { firmId: h.firmId }, data: { channel: 'C1' } });
      const before = await counts();
      const sent = await submitted(h.admin, padaria);
      const rows = await db().outbox.findMany({ select: { dueAt: true, kind: true } });
      expect(rows.map(({ kind }) => kind).sort()).toEqual(['card.post', 'mail']);
      for (const { dueAt } of rows) expect(dueAt).toEqual(new Date(testNow.getTime() + 10_000));
      const undone = await afresh(database.data, h.admin).press(button(sent, 'Desfazer'));
      expect(shown(undone)).toContain('Nada foi enviado. Isto é o que estava escrito:');
      expect(shown(undone)).toContain('12.ABC.345/01DE-35');
      expect(await counts()).toEqual(before);
      expect(await db().audit.count({ where: { verb: 'connection.undo' } })).toBe(1);
      // As it was typed it can be sent all the same.
      await h.admin.press(button(undone, 'Convidar para a Conta Azul'));
      expect(await letters(database.data)).toHaveLength(1);
    });

    it('leaves a client that was there as they were', async () => {
      const [id] = await seedClients(database.data, h.firmId, [
        { name: 'Padaria da Vila', situation: 'recommended', email: padaria.email },
      ]);
      await h.admin.press(button(await submitted(h.admin, padaria), 'Desfazer'));
      expect(await db().client.findUniqueOrThrow({ where: { id: id! } })).toMatchObject({ situation: 'recommended' });
    });

    it('deletes again whom it brought back, as of then', async () => {
      const deletedAt = new Date(testNow.getTime() - 10 * 60_000);
      const [id] = await seedClients(database.data, h.firmId, [
        { name: 'Padaria da Vila', situation: 'not_connected', document: '12ABC34501DE35', deletedAt },
      ]);
      const sent = await submitted(h.admin, padaria);
      expect(await db().client.findUniqueOrThrow({ where: { id: id! } })).toMatchObject({ deletedAt: null });
      await h.admin.press(button(sent, 'Desfazer'));
      expect(await db().client.findUniqueOrThrow({ where: { id: id! } })).toMatchObject({ deletedAt });
    });

    it('is not taken back when it was sent again and one of its letters has left: its card says what can be done', async () => {
      const sent = await submitted(h.admin, padaria);
      await h.admin.press(button(sent, 'Reenviar'));
      const dueAt = { lte: testNow };
      await db().outbox.updateMany({ where: { kind: 'mail', dueAt }, data: { state: 'sent', sentAt: testNow } });
      const late = await h.admin.press(button(sent, 'Desfazer'));
      expect(shown(late)).toContain('O e-mail já saiu.');
      expect(labels(late)).toContain('Cancelar convite');
      expect(await db().outbox.count({ where: { kind: 'mail' } })).toBe(2);
    });

    it('is not taken back once its letter is on its way: it says so, and how it is cancelled', async () => {
      const sent = await submitted(h.admin, padaria);
      await db().outbox.updateMany({ where: { kind: 'mail' }, data: { claims: 1, lease: 'x', leaseUntil: testNow } });
      const late = await h.admin.press(button(sent, 'Desfazer'));
      expect(shown(late)).toContain('O e-mail já saiu.');
      expect(labels(late)).toContain('Cancelar convite');
      expect((await db().connectionRequest.findFirstOrThrow()).state).toBe('pending');
      expect(await letters(database.data)).toHaveLength(1);
    });

    it('stays as a cancelled one where its card stands in a channel already', async () => {
      const sent = await submitted(h.admin, padaria);
      const { id: requestId } = await db().connectionRequest.findFirstOrThrow();
      const at = { platform: 'test', workspace: 'w', channel: 'C1', message: 'm', told: 'pending', createdAt: testNow };
      await db().postedCard.create({ data: { id: newId(), firmId: h.firmId, requestId, ...at } });
      await h.admin.press(button(sent, 'Desfazer'));
      expect((await db().connectionRequest.findFirstOrThrow()).state).toBe('cancelled');
      expect(await db().outbox.count({ where: { kind: 'card.update' } })).toBe(1);
      expect(await letters(database.data)).toHaveLength(0);
    });

    it('of whom another name is in the portfolio is shown before anything leaves', async () => {
      await seedClients(database.data, h.firmId, [
        { name: 'Mercado Central', situation: 'not_connected', email: padaria.email },
      ]);
      const asked = await submitted(h.admin, padaria);
      expect(shown(asked)).toContain('Já está na sua carteira: Mercado Central');
      expect(await letters(database.data)).toHaveLength(0);
      const sent = await h.admin.press(button(asked, 'Convidar para a Conta Azul'));
      expect(labels(sent)[0]).toBe('Desfazer');
    });

    it('of one press to take it back and one to send it, one wins', async () => {
      const sent = await submitted(h.admin, padaria);
      const due = new Date(testNow.getTime() + 10_000);
      const outbox = () => claim(database.data, due, { limit: 10, lease: 60_000 });
      const [rows] = await Promise.all([outbox(), h.admin.press(button(sent, 'Desfazer'))]);
      const stands = await db().connectionRequest.count({ where: { state: 'pending' } });
      expect(rows.filter(({ kind }) => kind === 'mail').length).toBe(stands);
    });
  });

  it('may not be sent by an analyst', async () => {
    expect(shown(await h.analyst.type('/convidar'))).toContain('Só um administrador');
  });
});
