import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepViewState } from '../../src/data/viewstate.ts';
import { recallCard } from '../../src/digests/commands/client.ts';
import { recallSender } from '../../src/digests/service/recall.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import { createPost } from '../../src/kit/post.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { afresh } from '../clients/pages.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, quiet, shown, testNow, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';
import { addClient, type Chat, chat, parts } from './fixture.ts';

/** 08:00 in São Paulo, the day after. */
const morning = new Date('2026-11-17T11:00:00Z');

describe.each(databases)('being reminded of a client tomorrow, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let there: Chat;
  let outbox: Outbox;
  let admin: Person;
  let analyst: Person;
  let number = 0;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const clock = () => now;
    [admin, analyst] = [h.admin, h.analyst].map((each) => afresh(database.data, each, clock)) as [Person, Person];
    there = chat();
    const post = createPost([there.surface], (firmId, stored) => keepViewState(database.data, firmId, stored, now));
    const senders = { 'digest.recall': recallSender(parts(database.data), post, recallCard, clock) };
    outbox = createOutbox({ data: database.data, secret: testSecret, senders: unpaced(senders), clock, log: quiet });
  });
  afterAll(() => database.drop());

  const add = (more: object = {}) =>
    addClient(database.data, h.firmId, { name: `Oficina ${++number}`, expiresOn: '2026-11-20', ...more });
  const card = async (who: Person, id: string) => {
    const found = await database.data.db.client.findUniqueOrThrow({ where: { id } });
    return who.type(`/cliente ${found.name}`);
  };
  const ask = async (who: Person, id: string) => who.press(button(await card(who, id), 'Lembrar-me amanhã'));
  const sentTo = ({ place }: Person) => there.standing.filter(({ address }) => address.channel === place.user);
  const inTheMorning = async () => {
    now = morning;
    await outbox.drain();
    now = testNow;
  };

  it('comes once, in private, at eight, with how the client stands then and what can be done', async () => {
    const id = await add();
    const view = await ask(admin, id);
    expect(shown(view)).toContain('17/11/2026');
    expect(labels(view)).toContain('Cancelar lembrete');
    now = new Date(morning.getTime() - 60_000);
    await outbox.drain();
    expect(sentTo(admin)).toEqual([]);
    await inTheMorning();
    await inTheMorning();
    const [one, ...more] = sentTo(admin);
    expect(more).toEqual([]);
    expect(one!.address).toMatchObject({ direct: true, workspace: admin.place.workspace });
    expect(one!.views[0]!.title).toContain('vence em 3 dias');
    expect(shown(one!.views[0]!)).toContain('Você pediu para ser lembrado');
    expect(labels(one!.views[0]!)).toEqual(expect.arrayContaining(['Feito', 'Abrir ficha', 'Lembrar-me amanhã']));
    expect(await database.data.db.recall.count({ where: { clientId: id } })).toBe(0);
    // Found again when the client is erased.
    expect(await database.data.db.postedMessage.count({ where: { clientId: id } })).toBe(1);
  });

  it('is each person’s own, asked for once, and taken back', async () => {
    const id = await add({ analystId: analyst.memberId });
    const before = sentTo(admin).length;
    const view = await card(analyst, id);
    await Promise.all([ask(admin, id), analyst.press(button(view, 'Lembrar-me amanhã'))]);
    expect(shown(await analyst.press(button(view, 'Lembrar-me amanhã')))).toContain('Você já pediu este lembrete');
    expect(await database.data.db.recall.count({ where: { clientId: id } })).toBe(2);
    const stands = await ask(admin, await add());
    const back = await admin.press(button(stands, 'Cancelar lembrete'));
    expect(shown(back)).toContain('lembrete cancelado');
    expect(shown(await admin.press(button(stands, 'Cancelar lembrete')))).toContain('Não há lembrete');
    await inTheMorning();
    expect(sentTo(admin).length).toBe(before + 1);
    expect(sentTo(analyst).length).toBe(1);
    // Sent, it can be asked for again.
    expect(labels(await ask(admin, id))).toContain('Cancelar lembrete');
  });

  it('tells nothing of a client that was erased, passed to somebody else, or whose reader has left', async () => {
    const [erased, passed] = [await add(), await add({ analystId: analyst.memberId })];
    const before = there.standing.length;
    await ask(admin, erased);
    await ask(analyst, passed);
    await database.data.db.client.update({ where: { id: passed }, data: { analystId: null } });
    await database.data.db.client.update({
      where: { id: erased },
      data: { deletedAt: new Date(testNow.getTime() - 2 * 3_600_000) },
    });
    await purgeDeleted(parts(database.data), testNow);
    expect(await database.data.db.recall.count({ where: { clientId: erased } })).toBe(0);
    await inTheMorning();
    expect(there.standing.slice(before).map(({ views }) => views[0]!.title)).toEqual([
      expect.stringContaining('Oficina 2'),
    ]);
    expect(await database.data.db.outbox.count({ where: { kind: 'digest.recall', state: 'dead' } })).toBe(0);
  });

  it('comes when the firm’s first digest of the day comes', async () => {
    const { db } = database.data;
    await db.schedule.create({
      data: {
        ...{ id: '01900000-0000-7000-8000-000000000001', firmId: h.firmId, kind: 'expiry', rule: 'weekdays 09:30' },
        ...{ onHoliday: 'next', place: 'channel', platform: 'test', workspace: 'w', channel: 'c', channelName: 'c' },
        ...{ steps: '7', sendEmpty: false, settledUntil: testNow, createdAt: testNow, updatedAt: testNow },
      },
    });
    const id = await add();
    await ask(admin, id);
    const row = await db.recall.findFirstOrThrow({ where: { clientId: id } });
    expect(row.dueAt).toEqual(new Date('2026-11-17T12:30:00Z'));
  });
});
