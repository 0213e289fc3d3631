import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readPayload } from '../../src/data/payload.ts';
import { noticeSendersOf } from '../../src/digests/commands/notices.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import type { Outbox } from '../../src/jobs/outbox.ts';
import type { Sender } from '../../src/jobs/sender.ts';
import { addDays } from '../../src/kit/days.ts';
import { createPost } from '../../src/kit/post.ts';
import { plainLine } from '../../src/kit/view.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown, testNow, testSecret } from '../house.ts';
import { addClient, type Chat, chat, outboxTo, parts } from './fixture.ts';

const at = (text: string) => new Date(text);
const quietMail: Sender = { send: async () => ({ ok: true, message: 'x' }), keep: true };

describe.each(databases)('digests, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let there: Chat;
  let now: Date;
  let outbox: Outbox;
  beforeEach(async () => {
    database = await open();
    now = testNow;
    h = await house(database.data, { clock: () => now });
    for (const person of [h.admin, h.analyst]) person.place.channel = 'C1';
    there = chat();
    const house_ = parts(database.data);
    const post = createPost([there.surface], async () => undefined);
    const clock = () => now;
    outbox = outboxTo(database.data, there, clock, {
      mail: quietMail,
      ...noticeSendersOf(house_, post, clock, noticeSender(house_, post, clock)),
    });
  });
  afterEach(() => database.drop());

  const create = async (who: Person, fields: Record<string, string>) => {
    const form = await who.open(button(await who.type('/resumo'), /Novo resumo|New digest/));
    const made = await who.submit(form, fields);
    if (made.kind !== 'view') throw new Error(JSON.stringify(made).slice(0, 400));
    return made.view;
  };
  const run = async (moment: string) => {
    now = at(moment);
    const ran = await runDue(parts(database.data), now);
    await outbox.drain();
    return ran;
  };
  const add = (name: string, more: Omit<Parameters<typeof addClient>[2], 'name'> = {}) =>
    addClient(database.data, h.firmId, { name, ...more });
  const sent = (channel: string) =>
    there.standing.filter(({ address }) => address.channel === channel).map(({ views }) => shown(views.at(-1)!));

  it('of each kind tell what they are for, and an empty one is not sent unless asked', {
    timeout: 60_000,
  }, async () => {
    await add('Padaria', { expiresOn: '2026-11-25', lastExportOn: '2026-10-05' });
    await add('Mercado', { expiresOn: '2027-11-25', lastExportOn: '2026-11-03' });
    for (const kind of ['expiry', 'documents', 'requests', 'portfolio'])
      await create(h.admin, { kind, when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' });
    const ran = await run('2026-11-17T11:00:00Z');
    expect(ran).toHaveLength(4);
    // Nobody asks to connect, and nothing has changed.
    expect(sent('C9').map((text) => text.split('\n')[0])).toEqual([
      '1 plano vence em 30 dias',
      '1 cliente sem exportação neste mês',
    ]);
    expect(sent('C9')[1]).toContain('Há mais tempo sem exportação');
    const missing = shown(await h.admin.press(button(there.standing[1]!.views.at(-1)!, 'Ver clientes')));
    expect(missing).toContain('Padaria');
    expect(missing).not.toContain('Mercado');
    await database.data.db.schedule.updateMany({ where: { firmId: h.firmId }, data: { sendEmpty: true } });
    await run('2026-11-18T11:00:00Z');
    expect(sent('C9').at(-2)).toContain('Nenhuma conexão pendente');
    expect(sent('C9').at(-1)).toContain('Nada mudou');
    expect(there.standing.at(-1)!.views[0]!.blocks.some((block) => block.kind === 'image')).toBe(true);
  });

  it('stand in groups, each with its count and its soonest clients, and each leads to the rest of it', async () => {
    for (let i = 0; i < 20; i++) await add(`Vencida ${i}`, { expiresOn: addDays('2026-11-16', -i) });
    for (let i = 0; i < 12; i++)
      await add(`Breve ${i}`, { expiresOn: addDays('2026-11-17', i % 8), autoRenew: i % 2 === 0 });
    for (const left of [8, 15, 16, 30, 31])
      await add(`Em ${left}`, { expiresOn: addDays('2026-11-17', left), autoRenew: true });
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' });
    await run('2026-11-17T11:00:00Z');
    const view = there.standing[0]!.views[0]!;
    const groups = view.blocks.flatMap((block) => (block.kind === 'groups' ? block.groups : []));
    expect(groups.map(({ heading, items, rest }) => [heading, items.length, rest])).toEqual([
      ['Vencidos: 20 clientes', 11, 'E mais 9, na lista.'],
      ['Em até 7 dias: 12 clientes', 10, 'E mais 2, na lista.'],
      ['De 8 a 15 dias: 2 clientes', 2, undefined],
      ['De 16 a 30 dias: 2 clientes', 2, undefined],
    ]);
    expect(plainLine(groups[0]!.items[0]!)).toBe('Vencida 19 · há 20 dias (28/10) · Controle I');
    expect(plainLine(groups[1]!.items[0]!)).toMatch(
      /^Breve (0|8) · vence hoje \(17\/11\) · Controle I · renovação automática$/,
    );
    expect(plainLine(groups[2]!.items[1]!)).toBe(
      'Em 15 · em 15 dias (02/12) · Controle I · último dia para cancelar a renovação',
    );
    expect(labels(view)).toEqual(['Abrir a lista (36)', 'Vencidos (20)', 'Em até 7 dias (12)']);
    expect(shown(await h.admin.press(button(view, 'Em até 7 dias (12)')))).toContain('12 clientes');
  });

  it('go to each analyst with their own clients, and to a member in private with what they may see', async () => {
    await add('Da Ana', { expiresOn: '2026-11-20', analystId: h.analyst.memberId });
    await add('De ninguém', { expiresOn: '2026-11-21' });
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'analysts', channel: '', to: '' });
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'member', channel: '', to: 'Marina' });
    await run('2026-11-17T11:00:00Z');
    const [ana] = sent(h.analyst.place.user);
    expect(ana).toContain('Da Ana');
    expect(ana).not.toContain('De ninguém');
    expect(sent(h.admin.place.user)[0]).toContain('De ninguém');
    expect(there.standing.every(({ address }) => address.direct)).toBe(true);
  });

  it('of an analyst go to nobody else, and tell of nobody else’s clients', async () => {
    await add('Da Ana', { expiresOn: '2026-11-20', analystId: h.analyst.memberId });
    await add('De ninguém', { expiresOn: '2026-11-21' });
    const card = await create(h.analyst, { kind: 'expiry', when: 'segundas às 9h', place: 'member' });
    expect(shown(await h.analyst.press(button(card, 'Ver agora')))).toContain('Da Ana');
    await create(h.admin, { kind: 'expiry', when: 'dia 1', place: 'channel', channel: 'C9', to: '' });
    expect(shown(await h.analyst.type('/resumo'))).toContain('1 resumo');
    expect(shown(await h.analyst.press(button(card, 'Enviar agora')))).toContain('1 mensagem a caminho');
    await outbox.drain();
    expect(sent(h.analyst.place.user)[0]).not.toContain('De ninguém');
  });

  it('by e-mail hold the same in groups, once', async () => {
    await add('Vencida <SA>', { expiresOn: '2026-11-01' });
    await add('Breve', { expiresOn: '2026-11-20', autoRenew: true });
    await create(h.admin, {
      kind: 'expiry',
      when: 'dias úteis às 8h',
      place: 'mail',
      channel: '',
      to: 'Socio@Escritorio.com.br',
    });
    await run('2026-11-17T11:00:00Z');
    const mails = await database.data.db.outbox.findMany({ where: { kind: 'mail' } });
    expect(mails).toHaveLength(1);
    const letter = readPayload(mails[0]!.payload, testSecret) as {
      to: string;
      subject: string;
      html: string;
      text: string;
    };
    expect(letter).toMatchObject({
      to: 'socio@escritorio.com.br',
      subject: '1 plano vencido · 1 plano vence em 30 dias · Horizonte Contábil',
    });
    expect(letter.text.indexOf('Vencidos: 1')).toBeLessThan(letter.text.indexOf('Em até 7 dias: 1'));
    expect(letter.html).toContain('Vencida &lt;SA&gt;');
  });

  it('missed while nothing ran come once, the latest only, and say that they are late', async () => {
    await add('Padaria', { expiresOn: '2026-12-10' });
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' });
    const ran = await run('2026-11-26T15:00:00Z');
    expect(ran.map(({ key }) => key.split(':').slice(1).join(':'))).toEqual(['2026-11-26T08:00']);
    expect(sent('C9')).toHaveLength(1);
    expect(sent('C9')[0]).toContain('Com atraso: previsto para 26/11/2026, 8h.');
    expect(await run('2026-11-26T15:01:00Z')).toEqual([]);
  });

  it('move with the firm’s time zone and its own days off, and never come twice for one slot', async () => {
    await add('Padaria', { expiresOn: '2026-12-10' });
    await create(h.admin, { kind: 'expiry', when: 'todos os dias às 8h', place: 'channel', channel: 'C9', to: '' });
    await run('2026-11-17T11:00:00Z');
    // An hour to the west: eight o'clock comes again.
    const settings = await h.admin.open(button(await h.admin.type('/configurar'), 'Preferências'));
    await h.admin.submit(settings, { locale: 'pt-BR', timeZone: 'America/Manaus', requestDays: '30' });
    expect(shown(await h.admin.type('/resumo'))).toContain('18/11/2026, 8h');
    expect(await run('2026-11-17T12:00:30Z')).toEqual([]);
    expect(sent('C9')).toHaveLength(1);
    const days = await h.admin.open(
      button(await h.admin.press(button(await h.admin.type('/resumo'), 'Feriados do escritório')), 'Adicionar feriado'),
    );
    await h.admin.submit(days, { day: '18/11/2026', until: '', name: 'Aniversário' });
    // At once, not when the clock has come round.
    expect(shown(await h.admin.type('/resumo'))).toContain('19/11/2026, 8h');
    await run('2026-11-17T12:02:00Z');
    expect(await run('2026-11-18T12:00:00Z')).toEqual([]);
    expect(await run('2026-11-19T12:00:00Z')).toHaveLength(1);
  });

  it('leave out who is muted and what is done; two who press at once: one does it, the other is told who', async () => {
    const id = await add('Padaria', { expiresOn: '2026-11-25' });
    const other = await add('Oficina', { expiresOn: '2026-11-26' });
    const card = await create(h.admin, {
      kind: 'expiry',
      when: 'dias úteis às 8h',
      place: 'channel',
      channel: 'C9',
      to: '',
    });
    await run('2026-11-17T11:00:00Z');
    const open = menu(there.standing[0]!.views[0]!, 'Tratar um cliente');
    const one = await h.admin.press(open, [id]);
    const presses = await Promise.all([1, 2].map(() => h.admin.press(button(one, 'Feito'))));
    expect(presses.map(shown).filter((text) => text.includes('Marina já fez isso'))).toHaveLength(1);
    const later = menu(await h.admin.press(open, [other]), 'Adiar');
    expect(shown(await h.admin.press(later, ['7']))).toContain('Volta a aparecer nos resumos em 24/11/2026');
    const preview = shown(await h.admin.press(button(card, 'Ver agora')));
    expect(preview).toContain('Nenhum plano vencido');
    await outbox.drain();
    expect(sent('C9')[0]).toMatch(/feito por Marina[\s\S]*adiado por Marina/);
    await h.admin.press(button(await h.admin.press(open, [id]), 'Reabrir'));
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).toContain('Padaria');
    now = at('2026-11-23T15:00:00Z');
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).not.toContain('Oficina');
    now = at('2026-11-24T15:00:00Z');
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).toContain('Oficina');
    // Until the plan ends: on that day it is told again.
    await h.admin.press(menu(await h.admin.press(open, [other]), 'Adiar'), ['expiry']);
    now = at('2026-11-25T15:00:00Z');
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).not.toContain('Oficina');
    now = at('2026-11-26T15:00:00Z');
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).toContain('Oficina');
  });

  it('remind a client by e-mail once a day, after asking', async () => {
    const id = await add('Padaria', { expiresOn: '2026-11-25', email: 'rosa@padaria.com.br' });
    const open = { kind: 'press' as const, id: 'digests.client', picked: [id] };
    const one = await h.admin.press(open.id, open.picked);
    const ask = await h.admin.press(button(one, 'Lembrar por e-mail'));
    expect(shown(ask)).toContain('rosa@padaria.com.br');
    expect(shown(await h.admin.press(button(ask, 'Enviar lembrete')))).toContain('Lembrete enviado');
    expect(shown(await h.admin.press(button(ask, 'Enviar lembrete')))).toContain('Marina já enviou');
    const mails = await database.data.db.outbox.findMany({ where: { kind: 'mail' } });
    expect(mails).toHaveLength(1);
    expect((readPayload(mails[0]!.payload, testSecret) as { text: string }).text).toContain(
      'vence em 25/11/2026, daqui a 9 dias',
    );
  });

  it('whose channel is gone are paused, and the admins are told where else it can', async () => {
    await add('Padaria', { expiresOn: '2026-11-25' });
    h.admin.place.channelName = (channel) => (channel === 'C9' ? 'avisos-do-mes' : undefined);
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' });
    there.refuse.set('C9', { ok: false, gone: true, reason: 'channel_not_found' });
    await run('2026-11-17T11:00:00Z');
    await outbox.drain();
    expect(await database.data.db.schedule.findFirstOrThrow({})).toMatchObject({ paused: 'gone', nextAt: null });
    const [told] = there.standing;
    expect(told!.address).toMatchObject({ channel: h.admin.place.user, direct: true });
    expect(shown(told!.views[0]!)).toContain('#avisos-do-mes, no test (o canal não existe mais, ou não estou nele)');
    expect(labels(told!.views[0]!)).toEqual(['Editar', 'Retomar', 'Excluir']);
    expect(shown(await h.admin.press(button(told!.views[0]!, 'Excluir')))).toContain('Excluir o resumo');
    const form = await h.admin.open(button(told!.views[0]!, 'Editar'));
    const saved = await h.admin.submit(form, {
      kind: 'expiry',
      when: 'dias úteis às 8h',
      place: 'channel',
      channel: 'C8',
      to: '',
    });
    expect(saved.kind === 'view' && shown(saved.view)).toContain('18/11/2026, 8h');
    await run('2026-11-18T11:00:00Z');
    expect(sent('C8')).toHaveLength(1);
  });

  it('whose only reader has left are paused too', async () => {
    await add('Padaria', { expiresOn: '2026-11-25' });
    await create(h.admin, { kind: 'expiry', when: 'dias úteis às 8h', place: 'member', channel: '', to: 'Ana' });
    await database.data.db.member.updateMany({ where: { id: h.analyst.memberId }, data: { removedAt: now } });
    expect(await run('2026-11-17T11:00:00Z')).toEqual([]);
    expect(await database.data.db.schedule.findFirstOrThrow({})).toMatchObject({ paused: 'nobody', nextAt: null });
    expect(sent(h.admin.place.user)[0]).toContain('não tem mais destinatário');
  });

  it('tell events at once in the channels chosen for them, ten of five minutes in one message', async () => {
    const watch = await h.admin.press(button(await h.admin.type('/resumo'), 'Avisos na hora'));
    const saved = await h.admin.press(menu(watch, 'Avisar neste canal'), ['disconnected', 'failed']);
    expect(shown(saved)).toContain('Cliente desconectado');
    const ids = await Promise.all(Array.from({ length: 10 }, (_, i) => add(`Empresa ${i}`)));
    await Promise.all(ids.map((id) => h.admin.ask({ kind: 'press', id: `connections.disconnect|${pack(id)}` })));
    await outbox.drain();
    expect(there.standing).toEqual([]);
    now = new Date(testNow.getTime() + 5 * 60_000);
    await outbox.drain();
    expect(sent('C1')).toHaveLength(1);
    expect(sent('C1')[0]).toMatch(/^10 novidades/);
    for (let i = 0; i < 10; i++) expect(sent('C1')[0]).toContain(`Empresa ${i} foi desconectado`);
    expect(await database.data.db.notice.count()).toBe(0);
    await database.data.db.outbox.create({
      data: {
        id: newId(),
        key: 'notice:x',
        firmId: h.firmId,
        kind: 'notice',
        payload: JSON.stringify({ firmId: h.firmId, kind: 'mail', key: 'x', reason: 'mailbox full' }),
        dueAt: now,
        createdAt: now,
      },
    });
    await outbox.drain();
    now = new Date(now.getTime() + 5 * 60_000);
    await outbox.drain();
    expect(sent('C1').at(-1)).toContain('mailbox full');
  });

  it('are listed, paused, gone on with and deleted', async () => {
    await create(h.admin, { kind: 'expiry', when: 'dia 1', place: 'channel', channel: 'C9', to: '' });
    const list = await h.admin.type('/resumo');
    expect(shown(list)).toContain('01/12/2026, 8h');
    const id = (await database.data.db.schedule.findFirstOrThrow({})).id;
    const card = await h.admin.press(menu(list, 'Abrir um resumo'), [id]);
    const tuned = await h.admin.submit(await h.admin.open(button(card, 'Ajustes')), {
      holiday: 'skip',
      steps: '5 e 10',
      empty: 'yes',
    });
    expect(tuned.kind === 'view' && shown(tuned.view)).toMatch(/5 e 10[\s\S]*Não enviar[\s\S]*enviar/);
    const paused = await h.admin.press(button(card, 'Pausar'));
    expect(labels(paused)).toContain('Retomar');
    expect(await run('2026-12-01T11:00:00Z')).toEqual([]);
    // What was due while it was paused is not made up for, and the first of January is a holiday.
    expect(shown(await h.admin.press(button(paused, 'Retomar')))).toContain('01/02/2027, 8h');
    const gone = await h.admin.press(button(await h.admin.press(button(card, 'Excluir')), 'Excluir resumo'));
    expect(shown(gone)).toContain('Resumo excluído');
    expect(shown(await h.admin.press(button(card, 'Ver agora')))).toContain('não existe mais');
  });
});

const pack = (id: string) => `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
