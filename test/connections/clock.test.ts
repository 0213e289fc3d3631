import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { agreement, inviteFrom, letters, padaria, parts, portalOf, tokenTo } from './fixture.ts';

const day = (n: number) => new Date(testNow.getTime() + n * 86_400_000 + 60_000);

describe.each(databases)('an invitation in time, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
    await database.data.db.workspace.updateMany({ where: { firmId: h.firmId }, data: { channel: 'geral' } });
    await inviteFrom(h.admin, padaria);
  });
  afterEach(() => database.drop());

  const reminders = async () =>
    (await letters(database.data)).filter((each) => each.subject.startsWith('Lembrete')).length;

  it('is reminded of after 3, 7 and 21 days, and ends after 30, once each however often the clock looks', async () => {
    const seen: number[] = [];
    for (const n of [1, 2, 3, 4, 7, 8, 20, 21, 29]) {
      await Promise.all([lookAtRequests(parts(database.data), day(n)), lookAtRequests(parts(database.data), day(n))]);
      await lookAtRequests(parts(database.data), day(n));
      seen.push(await reminders());
    }
    expect(seen).toEqual([0, 0, 1, 1, 2, 2, 2, 3, 3]);
    await lookAtRequests(parts(database.data), day(30));
    await lookAtRequests(parts(database.data), day(31));
    const { db } = database.data;
    expect(await db.connectionRequest.findFirstOrThrow({})).toMatchObject({
      state: 'expired',
      decidedBy: 'system:clock',
    });
    expect(await db.outbox.count({ where: { kind: 'request.expired' } })).toBe(1);
    expect(await db.client.findFirstOrThrow({})).toMatchObject({ situation: 'not_connected' });
    expect(
      await portalOf(database.data, () => day(31)).invitation(await tokenTo(database.data, padaria.email)),
    ).toMatchObject({
      state: 'expired',
    });
  });

  it('is not reminded of after a decision', async () => {
    await portalOf(database.data).decline(await tokenTo(database.data, padaria.email), 'já tenho contador');
    await lookAtRequests(parts(database.data), day(3));
    expect(await reminders()).toBe(0);
    expect((await letters(database.data)).at(-1)?.text).toContain('já tenho contador');
  });

  it('cannot be accepted after its end, even before the clock has looked', async () => {
    const token = await tokenTo(database.data, padaria.email);
    const late = portalOf(database.data, () => day(30));
    expect(await late.invitation(token)).toMatchObject({ state: 'expired' });
    await expect(late.accept(token, 'pt-BR', { name: 'Padaria', agree: 'on' }, agreement)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('has a card in the channel of the firm', async () => {
    expect(await database.data.db.outbox.count({ where: { kind: 'card.post' } })).toBe(1);
  });
});
