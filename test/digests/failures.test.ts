import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readPayload } from '../../src/data/payload.ts';
import { digestCard, digestLetter } from '../../src/digests/commands/card.ts';
import { noticeSendersOf } from '../../src/digests/commands/notices.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { digestSenders } from '../../src/digests/service/senders.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import type { MailPayload } from '../../src/jobs/mail.ts';
import type { Outbox } from '../../src/jobs/outbox.ts';
import { createLinkTo, createPost } from '../../src/kit/post.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown, testNow, testSecret } from '../house.ts';
import { addClient, type Chat, chat, outboxTo, parts } from './fixture.ts';

describe.each(databases)('letters of digests, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let there: Chat;
  let now: Date;
  let outbox: Outbox;
  let refused: (to: string) => boolean;
  let letters: MailPayload[];
  beforeEach(async () => {
    database = await open();
    now = testNow;
    h = await house(database.data, { clock: () => now });
    h.admin.place.channel = 'C1';
    there = chat();
    refused = () => false;
    letters = [];
    const all = parts(database.data);
    const surface = {
      ...there.surface,
      linkTo: ({ channel }: { channel: string }) => `https://chat.example/${channel}`,
    };
    const post = createPost([surface], async () => undefined);
    const clock = () => now;
    const mail = {
      keep: true,
      send: async (payload: unknown) => {
        const letter = payload as MailPayload;
        if (refused(letter.to)) return { ok: false as const, reason: '550 no such user', gone: true };
        letters.push(letter);
        return { ok: true as const, message: 'x' };
      },
    };
    outbox = outboxTo(database.data, there, clock, {
      mail,
      ...noticeSendersOf(all, post, clock, noticeSender(all, post, clock)),
      'digest.mail': digestSenders(all, post, { card: digestCard, mail: digestLetter }, clock, createLinkTo([surface]))[
        'digest.mail'
      ]!,
    });
    await database.data.db.workspace.updateMany({ where: { firmId: h.firmId }, data: { channel: 'C1' } });
  });
  afterEach(() => database.drop());

  const remind = async (id: string) => {
    const ask = await h.admin.press(button(await h.admin.press('digests.client', [id]), 'Lembrar por e-mail'));
    await h.admin.press(button(ask, 'Enviar lembrete'));
  };
  const gathered = async () => {
    await outbox.drain();
    await outbox.drain();
    now = new Date(now.getTime() + 6 * 60_000);
    await outbox.drain();
    return there.standing.at(-1)!.views[0]!;
  };

  it('that fail name the client and the address, in one message, and are corrected and sent again', async () => {
    const some = { expiresOn: '2026-11-25', situation: 'not_connected' };
    const one = await addClient(database.data, h.firmId, { name: 'Padaria', ...some, email: 'rosa@padaria.com.br' });
    const two = await addClient(database.data, h.firmId, { name: 'Oficina', ...some, email: 'ze@oficina.com.br' });
    refused = (to) => to !== 'rosa@nova.com.br';
    await remind(one);
    await remind(two);
    const notice = await gathered();
    expect(there.standing).toHaveLength(1);
    expect(there.standing[0]!.address.channel).toBe('C1');
    expect(shown(notice)).toContain('Um e-mail para Padaria (rosa@padaria.com.br) não pôde ser entregue');
    expect(shown(notice)).toContain('Um e-mail para Oficina (ze@oficina.com.br) não pôde ser entregue');
    // Both fail in the same instant, whichever comes first.
    expect(labels(notice).toSorted()).toEqual(['Corrigir e reenviar: Oficina', 'Corrigir e reenviar: Padaria']);
    const press = button(notice, 'Corrigir e reenviar: Padaria');
    const form = await h.admin.open(press);
    expect(form.fields[0]).toMatchObject({ name: 'email', value: 'rosa@padaria.com.br' });
    const sent = await h.admin.submit(form, { email: 'rosa@nova.com.br' });
    expect(sent.kind === 'view' && shown(sent.view)).toContain('O e-mail do cliente foi corrigido');
    await outbox.drain();
    expect(letters.map(({ to }) => to)).toEqual(['rosa@nova.com.br']);
    expect(await database.data.db.client.findUniqueOrThrow({ where: { id: one } })).toMatchObject({
      email: 'rosa@nova.com.br',
    });
    // Of two, one.
    const again = await h.admin.ask({ kind: 'press', id: press });
    expect(again.kind === 'view' && shown(again.view)).toContain('já foi reenviada');
    // Nothing of it stays when the client is erased, and what fails once more is told once more.
    expect(await database.data.db.notice.count()).toBe(0);
    const other = await h.admin.open(button(notice, 'Corrigir e reenviar: Oficina'));
    await h.admin.submit(other, { email: 'ze@errado.com.br' });
    expect(shown(await gathered())).toContain('Oficina (ze@errado.com.br)');
  });

  it('to nobody the firm knows can be sent again as they were, and what holds a link goes nowhere else', async () => {
    const letter = { to: 'x@fora.com.br', subject: 's', text: 't', html: 'h' };
    const row = { key: 'mail:sign-in:1', firmId: h.firmId, kind: 'mail', dueAt: now, createdAt: now };
    const id = newId();
    await database.data.db.outbox.create({ data: { id, ...row, payload: JSON.stringify(letter) } });
    refused = () => true;
    const notice = await gathered();
    expect(shown(notice)).toContain('Um e-mail para x@fora.com.br não pôde');
    expect(labels(notice)).toEqual(['Enviar de novo']);
    refused = () => false;
    expect(shown(await h.admin.press(button(notice, 'Enviar de novo')))).toContain('A caminho de novo');
    await outbox.drain();
    expect(letters.map(({ to }) => to)).toEqual(['x@fora.com.br']);
  });

  it('show the chart with its words, and lead their reader to where one acts', { timeout: 60_000 }, async () => {
    await addClient(database.data, h.firmId, { name: 'Padaria' });
    const form = await h.admin.open(button(await h.admin.type('/resumo'), 'Novo resumo'));
    const planned = { kind: 'portfolio', when: 'dias úteis às 8h', place: 'mail', channel: '' };
    await h.admin.submit(form, { ...planned, to: 'Marina' });
    await h.admin.submit(form, { ...planned, to: 'socio@fora.com.br' });
    await database.data.db.schedule.updateMany({ data: { sendEmpty: true } });
    now = new Date('2026-11-17T11:00:00Z');
    await runDue(parts(database.data), now);
    await outbox.drain();
    await outbox.drain();
    const [inside, outside] = ['marina', 'socio'].map((who) => letters.find(({ to }) => to.startsWith(who))!);
    const [image] = inside!.images!;
    expect(Buffer.from(image!.base64, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(inside!.html).toContain(`src="cid:${image!.cid}" alt="Clientes por situação: Conectado 1.`);
    expect(inside!.text).toContain('Clientes por situação: Conectado 1.');
    expect(inside!.html).toContain('href="https://chat.example/C1"');
    expect(inside!.text).toContain('Abrir no');
    expect(outside!.html).not.toContain('chat.example');
    const [row] = await database.data.db.outbox.findMany({ where: { kind: 'mail' } });
    expect(row!.payload).not.toContain(image!.base64.slice(0, 40));
    expect(readPayload(row!.payload, testSecret)).toMatchObject({ images: [{ type: 'image/png' }] });
  });
});
