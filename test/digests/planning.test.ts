import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../src/core.ts';
import { newId } from '../../src/data/id.ts';
import { readPayload } from '../../src/data/payload.ts';
import { noticeSendersOf } from '../../src/digests/commands/notices.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import type { Outbox } from '../../src/jobs/outbox.ts';
import { createPost } from '../../src/kit/post.ts';
import { type TopicName, topicsOf } from '../../src/notices/schema.ts';
import { tell } from '../../src/notices/service/tell.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown, testNow, testSecret } from '../house.ts';
import { addClient, type Chat, chat, outboxTo, parts } from './fixture.ts';

describe.each(databases)('planning digests and days off, on $provider', ({ open }) => {
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
    const all = parts(database.data);
    const post = createPost([there.surface], async () => undefined);
    const clock = () => now;
    const mail = { send: async () => ({ ok: true as const, message: 'x' }), keep: true };
    const notices = noticeSendersOf(all, post, clock, noticeSender(all, post, clock));
    outbox = outboxTo(database.data, there, clock, { mail, ...notices });
  });
  afterEach(() => database.drop());

  const fields = { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' };
  const create = async (who: Person, more: Record<string, string> = {}) => {
    const form = await who.open(button(await who.type('/resumo'), /Novo resumo|New digest/));
    return who.submit(form, { ...fields, ...more });
  };
  const made = async (who: Person, more: Record<string, string> = {}) => {
    const outcome = await create(who, more);
    if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome).slice(0, 400));
    return outcome.view;
  };
  const days = async () => h.admin.press(button(await h.admin.type('/resumo'), 'Feriados do escritório'));
  const addDay = async (day: string, name: string, until = '') =>
    h.admin.submit(await h.admin.open(button(await days(), 'Adicionar feriado')), { day, until, name });
  const errorsOf = (outcome: Awaited<ReturnType<typeof create>>) =>
    outcome.kind === 'form'
      ? outcome.form.fields.flatMap(({ name, error }) => (error ? [[name, error]] : []))
      : outcome;

  it('shows the next slot at once when a day off comes and goes', async () => {
    await made(h.admin);
    const next = async () => /\d\d\/11\/2026, 8h/.exec(shown(await h.admin.type('/resumo')))?.[0];
    expect(await next()).toBe('17/11/2026, 8h');
    await addDay('17/11/2026', 'Aniversário', '18/11/2026');
    expect(await next()).toBe('19/11/2026, 8h');
    const list = await days();
    const [row] = await database.data.db.firmHoliday.findMany({ orderBy: { day: 'asc' } });
    await h.admin.press(menu(list, 'Remover feriado'), [row!.id]);
    expect(await next()).toBe('17/11/2026, 8h');
  });

  it('answers in words what need not be added, and asks before a day gets another name', async () => {
    expect(errorsOf(await addDay('13/11/2026', 'Ontem'))).toEqual([['day', expect.stringContaining('já passou')]]);
    const national = expect.stringContaining('feriado nacional (Natal) e já conta');
    expect(errorsOf(await addDay('25/12/2026', 'Natal'))).toEqual([['day', national]]);
    await addDay('24/12/2026', 'Véspera');
    const again = await addDay('24/12/2026', 'Véspera');
    expect(again.kind === 'view' && shown(again.view)).toContain('Já estava na lista');
    const other = await addDay('24/12/2026', 'Ponto facultativo');
    if (other.kind !== 'view') throw new Error(other.kind);
    expect(shown(other.view)).toContain(
      '24/12/2026 já está na lista como “Véspera”. Alterar o nome para “Ponto facultativo”?',
    );
    expect(shown(await h.admin.press(button(other.view, 'Cancelar')))).toContain('Véspera');
    expect(shown(await h.admin.press(button(other.view, 'Alterar o nome')))).toContain('Ponto facultativo');
    expect(await database.data.db.firmHoliday.findMany({ select: { name: true } })).toEqual([
      { name: 'Ponto facultativo' },
    ]);
  });

  it('shows a recess as one row with two dates, and takes it away as one', async () => {
    await addDay('21/12/2026', 'Recesso', '02/01/2027');
    await addDay('09/12/2026', 'Padroeira');
    const list = await days();
    expect(shown(list)).toContain('2 feriados ou recessos');
    expect(shown(list)).toContain('Dia: 21/12/2026 a 02/01/2027; O que é: Recesso');
    const recess = await database.data.db.firmHoliday.findFirstOrThrow({ where: { day: '2026-12-21' } });
    now = new Date('2026-12-28T15:00:00Z');
    expect(shown(await days())).toContain('21/12/2026 a 02/01/2027');
    now = testNow;
    const left = await h.admin.press(menu(list, 'Remover feriado'), [recess.id]);
    expect(shown(left)).not.toContain('Recesso');
    expect(shown(left)).toContain('Padroeira');
  });

  it('to an address outside of the team is an administrator’s, offered as it is typed, audited, and says what it means', async () => {
    const form = await h.admin.open(button(await h.admin.type('/resumo'), 'Novo resumo'));
    const offered = await h.admin.ask({ kind: 'search', id: form.id, field: 'to', typed: 'Socio@fora.com.br' });
    expect(offered).toMatchObject({
      options: [{ value: 'socio@fora.com.br', label: expect.stringContaining('fora da equipe') }],
    });
    const view = await made(h.admin, { place: 'mail', channel: '', to: 'socio@fora.com.br' });
    expect(shown(view)).toContain('dados de clientes saem do escritório');
    const [trace] = await database.data.db.audit.findMany({ where: { verb: 'digest.created' } });
    expect(JSON.parse(trace!.detail)).toMatchObject({ place: 'mail', outside: true });
    const inside = await made(h.admin, { place: 'mail', channel: '', to: 'Ana' });
    expect(shown(inside)).not.toContain('saem do escritório');
    const own = await h.analyst.open(button(await h.analyst.type('/resumo'), 'Novo resumo'));
    expect(own.fields.map(({ name }) => name)).not.toContain('to');
  });

  it('tells people of one name apart', async () => {
    const twin = { firmId: h.firmId, name: 'Ana', role: 'analyst', createdAt: now };
    await database.data.db.member.create({ data: { id: newId(), ...twin, email: 'ana.b@x.com.br' } });
    await database.data.db.member.create({ data: { id: newId(), ...twin, email: null } });
    const [[, error]] = errorsOf(await create(h.admin, { place: 'member', channel: '', to: 'Ana' })) as [
      [string, string],
    ];
    expect(error).toContain('ana.b@x.com.br');
    expect(error).toContain('Ana (sem e-mail)');
  });

  it('has names in the menu that tell digests of one kind apart', async () => {
    await made(h.admin);
    await made(h.admin, { channel: 'C8' });
    await made(h.admin, { when: 'dia 1' });
    const list = await h.admin.type('/resumo');
    const options = list.blocks.flatMap((block) =>
      block.kind === 'choice' ? block.options.map(({ label }) => label) : [],
    );
    expect(new Set(options).size).toBe(3);
    expect(options[2]).toBe('Vencimentos, dia 1 às 8h');
  });

  it('says when something was last sent, and not when there was nothing to send', async () => {
    await made(h.admin);
    const id = (await database.data.db.schedule.findFirstOrThrow({})).id;
    const last = async () => {
      const card = await h.admin.press(menu(await h.admin.type('/resumo'), 'Abrir um resumo'), [id]);
      return shown(card)
        .split('\n')
        .find((line) => line.startsWith('Último envio'));
    };
    now = new Date('2026-11-17T11:00:00Z');
    await runDue(parts(database.data), now);
    await outbox.drain();
    expect(await last()).toBe('Último envio: ainda nenhum');
    await addClient(database.data, h.firmId, { name: 'Padaria', expiresOn: '2026-11-25' });
    now = new Date('2026-11-18T11:00:00Z');
    await runDue(parts(database.data), now);
    expect(await last()).toBe('Último envio: ainda nenhum');
    await outbox.drain();
    expect(await last()).toBe('Último envio: 18/11/2026, 8h');
  });

  it('speaks to somebody in private and by letter as they were last answered', async () => {
    h.admin.place.locale = 'en-US';
    await addClient(database.data, h.firmId, { name: 'Padaria', expiresOn: '2026-11-25' });
    const english = { when: 'business days at 8', place: 'member', channel: '', to: 'Marina' };
    await made(h.admin, english);
    await made(h.admin, { ...english, place: 'mail' });
    now = new Date('2026-11-17T11:00:00Z');
    await runDue(parts(database.data), now);
    await outbox.drain();
    expect(shown(there.standing[0]!.views[0]!)).toContain('plan expires within 30 days');
    const mail = await database.data.db.outbox.findFirstOrThrow({ where: { kind: 'mail' } });
    expect((readPayload(mail.payload, testSecret) as { subject: string }).subject).toContain(
      'plan expires within 30 days',
    );
    // Whoever has chosen a language has chosen it.
    await database.data.db.member.updateMany({ where: { id: h.admin.memberId }, data: { locale: 'pt-BR' } });
    now = new Date('2026-11-18T11:00:00Z');
    await runDue(parts(database.data), now);
    await outbox.drain();
    expect(shown(there.standing.at(-1)!.views[0]!)).toContain('plano vence em 30 dias');
  });

  it('tells news by kind, the same failure once, and why a client has no name', async () => {
    const watch = await h.admin.press(button(await h.admin.type('/resumo'), 'Avisos na hora'));
    await h.admin.press(menu(watch, 'Avisar neste canal'), ['disconnected', 'expiredLicense', 'failed']);
    const [one, two, removed] = await Promise.all(
      ['Padaria', 'Oficina', 'Sumida'].map((name) => addClient(database.data, h.firmId, { name })),
    );
    const say = (name: TopicName, events: Parameters<typeof tell>[3]) =>
      database.data.db.$transaction((tx) =>
        tell({ tx, now }, h.firmId, topicsOf(registry).find((each) => each.name === name)!, events),
      );
    await say('expiredLicense', [{ clientId: one }]);
    await say('disconnected', [{ clientId: two }]);
    await say('expiredLicense', [{ clientId: removed }]);
    await say('failed', [{ detail: 'Um aviso não chegou' }, { detail: 'Um aviso não chegou' }]);
    await database.data.db.client.delete({ where: { id: removed! } });
    now = new Date(testNow.getTime() + 5 * 60_000);
    await outbox.drain();
    expect(shown(there.standing[0]!.views[0]!).split('\n')).toEqual([
      '4 novidades',
      'Cliente desconectado',
      '- Oficina foi desconectado',
      'Plano vencido',
      '- O plano de Padaria venceu',
      '- O plano de um cliente que foi excluído da carteira venceu',
      'Falha na entrega',
      '- Um aviso não chegou (2 vezes)',
    ]);
    expect(labels(there.standing[0]!.views[0]!)).toContain('Ver clientes');
  });
});
