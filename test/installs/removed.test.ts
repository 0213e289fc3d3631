import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { forgetting } from '../../src/installs/service/forget.ts';
import { eraseFirm } from '../../src/rights/service/firm.ts';
import { databases, type TestDatabase } from '../database.ts';
import { addClient, chat } from '../digests/fixture.ts';
import { aurora, startLinked } from '../fakes/slack/linked.ts';
import { button, person, shown } from '../house.ts';

describe.each(databases)('an app that is taken out, on $provider', ({ open }) => {
  let database: TestDatabase;
  let bot: Awaited<ReturnType<typeof startLinked>>;
  afterEach(async () => {
    await bot.stop();
    await database.drop();
  });

  it('in the middle of a digest: what is on its way and what waits is stopped, the others are told, and with the app all is back', async () => {
    database = await open();
    const { db } = database.data;
    let now = new Date('2026-11-16T15:00:00Z');
    const elsewhere = chat();
    bot = await startLinked(database.data, { clock: () => now, beside: [elsewhere.surface], timeoutMs: 300 });
    const { fake, outbox } = bot;
    await bot.add();
    await outbox.drain();
    const { id: firmId } = await db.firm.findFirstOrThrow();
    const admin = person(bot.core, { platform: 'slack', workspace: aurora.id, user: 'U0000001', channel: 'C0000001' });
    await addClient(database.data, firmId, { name: 'Padaria', expiresOn: '2026-11-20' });
    for (const when of ['dias úteis às 8h', 'todo dia às 8h']) {
      const form = await admin.open(button(await admin.type('/resumo'), 'Novo resumo'));
      await admin.submit(form, { kind: 'expiry', when, place: 'channel', channel: 'C0000001' });
    }
    // The firm works on another platform as well.
    const place = { firmId, platform: 'test', workspace: 'w1', createdAt: now };
    await db.workspace.create({ data: { id: newId(), ...place, channel: 'avisos' } });

    now = new Date('2026-11-17T11:00:00Z');
    expect(await runDue(bot.house, now)).toHaveLength(2);
    const posts = () => fake.state.calls.filter(({ method }) => method === 'chat.postMessage').length;
    const before = posts();
    // One has arrived at Slack, which does not answer; the other stands behind it.
    fake.state.trouble.set('chat.postMessage', ['hang']);
    const sending = outbox.drain();
    await vi.waitFor(() => expect(posts()).toBe(before + 1));
    fake.state.oauth.end(aurora.id);
    await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, now);
    await sending;
    await vi.waitFor(async () => expect(await db.schedule.count({ where: { paused: 'left', nextAt: null } })).toBe(2));
    await outbox.drain();
    now = new Date('2026-11-17T11:30:00Z');
    await outbox.drain();
    expect(posts()).toBe(before + 1);
    const digests = await db.outbox.findMany({ where: { kind: 'digest.post' }, select: { state: true, error: true } });
    expect(digests).toEqual(digests.map(() => ({ state: 'dead', error: 'app_uninstalled' })));
    expect(await db.installation.findFirst()).toMatchObject({ state: 'left', tokens: '' });
    expect(elsewhere.standing.map(({ address, views }) => [address.channel, shown(views[0]!)])).toEqual([
      ['avisos', expect.stringContaining(`no Slack`)],
    ]);
    expect(await runDue(bot.house, new Date('2026-11-18T11:00:00Z'))).toEqual([]);

    // Somebody adds it again: the same firm, the same schedules, nothing made up for.
    now = new Date('2026-11-18T12:00:00Z');
    expect(await bot.add()).toContain('pronta de novo');
    expect(await db.schedule.count({ where: { paused: '' } })).toBe(2);
    expect(await runDue(bot.house, now)).toEqual([]);
    expect(await runDue(bot.house, new Date('2026-11-19T11:00:00Z'))).toHaveLength(2);
    expect(await db.firm.count()).toBe(1);
    now = new Date('2026-11-19T11:00:00Z');
    await outbox.drain();
    expect(posts()).toBe(before + 4); // a word to whoever added it, and two digests
  });

  it('is taken out when its firm ends, after all else was said, and leaves nothing', async () => {
    database = await open();
    const { db } = database.data;
    let now = new Date('2026-11-16T15:00:00Z');
    bot = await startLinked(database.data, { clock: () => now });
    await bot.add();
    await bot.outbox.drain();
    await db.workspace.updateMany({ data: { channel: 'C0000001' } });
    const { id } = await db.firm.findFirstOrThrow();
    expect(await eraseFirm(bot.house, id, now)).toBe('waiting');
    await bot.outbox.drain();
    now = new Date(now.getTime() + 60_000);
    await bot.outbox.drain();
    const calls = bot.fake.state.calls.filter(({ method }) => /^(chat\.postMessage|apps\.uninstall)$/.test(method));
    expect(calls.slice(-2).map(({ method, as }) => [method, as])).toEqual([
      ['chat.postMessage', aurora.id],
      ['apps.uninstall', aurora.id],
    ]);
    expect(bot.fake.state.oauth.live.size + bot.fake.state.oauth.refreshes.size).toBe(0);
    expect(await eraseFirm(bot.house, id, now)).toBe('gone');
    expect([await db.installation.count(), await db.workspace.count(), await db.outbox.count()]).toEqual([0, 0, 0]);
  });

  it('is forgotten after a month where no firm was ever made', async () => {
    database = await open();
    const { db } = database.data;
    bot = await startLinked(database.data);
    await bot.add({ team: aurora }, 'ABCDE-FGHJK');
    bot.fake.state.oauth.end(aurora.id);
    await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, new Date(Date.now() + 3_600_000));
    await vi.waitFor(async () => expect(await db.installation.findFirst()).toMatchObject({ state: 'left' }));
    await forgetting(database.data).run(new Date(Date.now() + 29 * 86_400_000));
    expect(await db.installation.count()).toBe(1);
    await forgetting(database.data).run(new Date(Date.now() + 31 * 86_400_000));
    expect(await db.installation.count()).toBe(0);
  });

  it('writes letters where there is no other platform', async () => {
    database = await open();
    const { db } = database.data;
    bot = await startLinked(database.data);
    await bot.add();
    await db.member.updateMany({ data: { email: 'ana@aurora.com.br' } });
    bot.fake.state.oauth.end(aurora.id);
    await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, new Date(Date.now() + 3_600_000));
    await vi.waitFor(async () => expect(await db.installation.findFirst()).toMatchObject({ state: 'left' }));
    await bot.outbox.drain();
    const letters = await db.outbox.findMany({ where: { kind: 'mail' } });
    expect(letters).toMatchObject([{ state: 'sent', key: expect.stringContaining('ana@aurora.com.br') }]);
    expect(letters[0]!.payload).toContain('sealed');
  });
});
