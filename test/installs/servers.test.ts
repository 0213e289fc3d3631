import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { eraseFirm } from '../../src/rights/service/firm.ts';
import { databases, type TestDatabase } from '../database.ts';
import { addClient, chat } from '../digests/fixture.ts';
import { aurora, startLinked } from '../fakes/discord/linked.ts';
import { home } from '../fakes/discord/server.ts';
import { button, person, shown } from '../house.ts';

const user = '1000000000000000001';

describe.each(databases)('a bot that is taken out of a server, on $provider', ({ open }) => {
  let database: TestDatabase;
  let bot: Awaited<ReturnType<typeof startLinked>>;
  afterEach(async () => {
    await bot.stop();
    await database.drop();
  });
  const row = () => database.data.db.installation.findFirstOrThrow({ where: { workspace: aurora.guild } });
  const state = (is: string) => vi.waitFor(async () => expect(await row()).toMatchObject({ state: is }), 4000);

  it('in the middle of a digest: what waits is stopped, the others are told, and with the bot all is back', async () => {
    database = await open();
    const { db } = database.data;
    let now = new Date('2026-11-16T15:00:00Z');
    const elsewhere = chat();
    bot = await startLinked(database.data, { clock: () => now, beside: [elsewhere.surface] });
    const { fake, outbox } = bot;
    const channel = fake.servers.channelOf(aurora.guild);
    await bot.add();
    await outbox.drain();
    const { id: firmId } = await db.firm.findFirstOrThrow();
    const admin = person(bot.core, { platform: 'discord', workspace: aurora.guild, user, channel });
    await addClient(database.data, firmId, { name: 'Padaria', expiresOn: '2026-11-20' });
    for (const when of ['dias úteis às 8h', 'todo dia às 8h']) {
      const form = await admin.open(button(await admin.type('/resumo'), 'Novo resumo'));
      await admin.submit(form, { kind: 'expiry', when, place: 'channel', channel });
    }
    const place = { firmId, platform: 'test', workspace: 'w1', createdAt: now };
    await db.workspace.create({ data: { id: newId(), ...place, channel: 'avisos' } });

    now = new Date('2026-11-17T11:00:00Z');
    expect(await runDue(bot.house, now)).toHaveLength(2);
    const tries = () =>
      fake.seen.filter(({ method, path }) => `${method} ${path}` === `POST /channels/${channel}/messages`);
    // One is on its way when the bot is thrown out; the other stands behind it.
    fake.troubles.push({ match: new RegExp(`POST /channels/${channel}`), times: 1, status: 429, retryAfter: 2 });
    const sending = outbox.drain();
    await vi.waitFor(() => expect(tries()).toHaveLength(1));
    fake.servers.leave(aurora.guild);
    await state('left');
    await sending;
    await vi.waitFor(async () => expect(await db.schedule.count({ where: { paused: 'left', nextAt: null } })).toBe(2));
    await outbox.drain();
    now = new Date('2026-11-17T11:30:00Z');
    await outbox.drain();
    const digests = await db.outbox.findMany({ where: { kind: 'digest.post' }, select: { state: true, error: true } });
    expect(digests).toEqual(digests.map(() => ({ state: 'dead', error: 'app_uninstalled' })));
    expect(fake.state.messages.filter((each) => each.channel === channel)).toEqual([]);
    expect(elsewhere.standing.map(({ address, views }) => [address.channel, shown(views[0]!)])).toEqual([
      ['avisos', expect.stringContaining('do servidor Aurora Contábil, no Discord')],
    ]);
    expect(await runDue(bot.house, new Date('2026-11-18T11:00:00Z'))).toEqual([]);

    // It is back without the link: the same firm, the same schedules, nothing made up for.
    now = new Date('2026-11-18T12:00:00Z');
    fake.servers.join({ ...aurora, user });
    await state('active');
    await vi.waitFor(async () => expect(await db.schedule.count({ where: { paused: '' } })).toBe(2));
    expect(await runDue(bot.house, now)).toEqual([]);
    now = new Date('2026-11-19T11:00:00Z');
    expect(await runDue(bot.house, now)).toHaveLength(2);
    await outbox.drain();
    expect(fake.state.messages.filter((each) => each.channel === channel)).toHaveLength(2);
    expect(await db.firm.count()).toBe(1);
  });

  it('while nobody listened: what is heard at the next connection, or by a refused delivery, is the same', async () => {
    database = await open();
    bot = await startLinked(database.data);
    await bot.add();
    const { fake } = bot;
    // Nobody can go on with a session that Discord has forgotten.
    fake.gateway.forget();
    fake.servers.leave(aurora.guild);
    expect(await row()).toMatchObject({ state: 'active' });
    const address = { platform: 'discord', workspace: aurora.guild, channel: fake.servers.channelOf(aurora.guild) };
    const sent = await bot.surface.deliver(address, { blocks: [] }, { key: 'a' });
    expect(sent).toEqual({ ok: false, gone: true, reason: 'app_uninstalled' });
    expect(await row()).toMatchObject({ state: 'left' });
    // Nothing is even tried from here on.
    const before = fake.seen.length;
    await bot.surface.deliver({ ...address, channel: user, direct: true }, { blocks: [] }, { key: 'b' });
    expect(fake.seen).toHaveLength(before);

    fake.servers.join({ ...aurora, user });
    await bot.surface.stop();
    const again = await startLinked(database.data, { fake });
    await state('active');
    fake.gateway.forget();
    fake.servers.leave(aurora.guild);
    await again.surface.stop();
    const third = await startLinked(database.data, { fake });
    await state('left');
    for (const each of [again, third]) await each.stop();
  });

  it('only as Discord’s own outage has it stays as it is', async () => {
    database = await open();
    bot = await startLinked(database.data);
    await bot.add();
    const { fake } = bot;
    fake.gateway.dispatch('GUILD_DELETE', { id: aurora.guild, unavailable: true });
    // What is said late, of a server that it is in again.
    fake.gateway.dispatch('GUILD_DELETE', { id: aurora.guild });
    await vi.waitFor(() => expect(fake.seen.filter(({ path }) => path === `/guilds/${aurora.guild}`)).toHaveLength(1));
    expect(await row()).toMatchObject({ state: 'active' });
    // A channel that is gone says nothing of the server.
    const address = { platform: 'discord', workspace: aurora.guild, channel: '1' };
    fake.gone.add('1');
    expect(await bot.surface.deliver(address, { blocks: [] }, { key: 'a' })).toMatchObject({ gone: true });
    expect(await row()).toMatchObject({ state: 'active' });
  });

  it('leaves the server of the environment as it was before', async () => {
    database = await open();
    const own = '1100000000000000001';
    bot = await startLinked(database.data, { own });
    await bot.add();
    bot.fake.servers.leave(own);
    await vi.waitFor(() => expect(bot.surface.health().detail).toBe('the bot is not in the server any more'));
    expect(await database.data.db.installation.findMany()).toMatchObject([{ workspace: aurora.guild }]);
    const address = { platform: 'discord', workspace: own, channel: home };
    expect(await bot.surface.deliver(address, { blocks: [] }, { key: 'a' })).toMatchObject({ ok: true });
  });

  it('is taken out when its firm ends, after all else was said, and leaves nothing', async () => {
    database = await open();
    const { db } = database.data;
    let now = new Date('2026-11-16T15:00:00Z');
    bot = await startLinked(database.data, { clock: () => now });
    await bot.add();
    await bot.outbox.drain();
    const { id } = await db.firm.findFirstOrThrow();
    expect(await eraseFirm(bot.house, id, now)).toBe('waiting');
    for (let n = 0; n < 2; n++) {
      await bot.outbox.drain();
      now = new Date(now.getTime() + 60_000);
    }
    expect(bot.fake.servers.guilds.has(aurora.guild)).toBe(false);
    await vi.waitFor(async () => expect(await eraseFirm(bot.house, id, now)).toBe('gone'));
    expect([await db.installation.count({ where: { workspace: aurora.guild } }), await db.workspace.count()]).toEqual([
      0, 0,
    ]);
  });
});
