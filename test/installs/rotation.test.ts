import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresh } from '../../adapters/slack/install.ts';
import { soakRotation } from '../../bench/soak-rotation.ts';
import { openData } from '../../src/data/client.ts';
import { installsOf } from '../../src/installs/service/port.ts';
import { openPair } from '../../src/installs/service/tokens.ts';
import { databases, type TestDatabase } from '../database.ts';
import { aurora, startLinked } from '../fakes/slack/linked.ts';
import { clientId, clientSecret } from '../fakes/slack/oauth.ts';
import { quiet, testSecret } from '../house.ts';

const hour = 3_600_000;

describe.each(databases)('tokens that end, on $provider', ({ open }) => {
  let database: TestDatabase;
  let bot: Awaited<ReturnType<typeof startLinked>>;
  let now: Date;
  const clock = () => now;
  beforeEach(async () => {
    now = new Date();
    database = await open();
    bot = await startLinked(database.data, { clock });
  });
  afterEach(async () => {
    await bot.stop();
    await database.drop();
  });
  const parts = () => ({ clientId, clientSecret, apiUrl: bot.fake.apiUrl, log: quiet });
  const installs = () => installsOf(bot.house, 'slack', clock);
  const where = { workspace: aurora.id };
  const row = () => database.data.db.installation.findFirstOrThrow();
  const ahead = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  it('are renewed two hours before, once, by whichever process', async () => {
    for (let n = 0; n < 60; n++)
      await bot.add({ team: { id: `T${1000 + n}`, name: `Escritório ${n}` }, user: `U${n}` });
    const other = openData(database.url, { connections: 5 });
    const beside = installsOf({ ...bot.house, data: other }, 'slack', clock);
    const refresh = createRefresh(parts());
    try {
      expect(await installs().rotate(refresh)).toBe(0);
      ahead(10.5 * hour);
      const took = await Promise.all([installs().rotate(refresh), beside.rotate(refresh)]);
      expect(took[0]! + took[1]!).toBe(60);
      const { counted, of, refreshes } = bot.fake.state.oauth;
      expect([...counted.values()]).toEqual(Array.from({ length: 60 }, () => 1));
      for (const { tokens, state } of await database.data.db.installation.findMany()) {
        const pair = openPair(testSecret, tokens)!;
        expect([state, of(pair.access) !== undefined, refreshes.has(pair.refresh!)]).toEqual(['active', true, true]);
      }
      expect(await installs().rotate(refresh)).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('after a night without a process, one of all who ask has the next, and the others wait for it', async () => {
    await bot.add();
    ahead(20 * hour);
    const refresh = createRefresh(parts());
    const all = await Promise.all(Array.from({ length: 20 }, () => installs().access(where, refresh)));
    expect(new Set(all).size).toBe(1);
    expect(bot.fake.state.oauth.of(all[0]!)).toBeDefined();
    expect([...bot.fake.state.oauth.counted.values()]).toEqual([1]);
    // What is sent needs nobody who thinks of it.
    ahead(20 * hour);
    const view = { blocks: [{ kind: 'text' as const, text: 'oi' }] };
    const address = { platform: 'slack', workspace: aurora.id, channel: 'C0000001' };
    expect(await bot.surface.deliver(address, view, { key: 'k' })).toMatchObject({ ok: true });
  });

  it('that Slack does not renew just now are asked for again, a minute later', async () => {
    await bot.add();
    ahead(10.5 * hour);
    const refresh = createRefresh(parts());
    const before = await row();
    bot.fake.state.trouble.set('oauth.v2.access', [{ status: 503 }]);
    expect(await installs().rotate(refresh)).toBe(1);
    expect(await row()).toMatchObject({ state: 'active', version: before.version, lease: null });
    expect(await installs().rotate(refresh)).toBe(0);
    ahead(61_000);
    expect(await installs().rotate(refresh)).toBe(1);
    expect(await row()).toMatchObject({ state: 'active', version: before.version + 1 });
  });

  it('are left to others by a process that stops', async () => {
    for (let n = 0; n < 3; n++) await bot.add({ team: { id: `T${2000 + n}`, name: `Escritório ${n}` } });
    ahead(10.5 * hour);
    const refresh = createRefresh(parts());
    expect(await installs().rotate(refresh, () => true)).toBe(0);
    let asked = 0;
    await installs().rotate(
      (token) => {
        asked++;
        return refresh(token);
      },
      () => asked > 0,
    );
    expect(asked).toBe(1);
    ahead(91_000);
    expect(await installs().rotate(refresh)).toBe(2);
  });

  it('that were lost between Slack and our writing it down are told of, and adding the app again mends it', async () => {
    await bot.add();
    await database.data.db.member.updateMany({ data: { email: 'ana@aurora.com.br' } });
    ahead(10.5 * hour);
    const refresh = createRefresh(parts());
    // Slack has answered, and nobody wrote it down.
    await refresh(openPair(testSecret, (await row()).tokens)!.refresh!);
    await installs().rotate(refresh);
    expect(await row()).toMatchObject({ state: 'lost' });
    // Until it ends the present one is good.
    expect(await installs().access(where, refresh)).toMatch(/^xoxe\.xoxb/);
    await bot.outbox.drain();
    await bot.outbox.drain();
    const letters = await database.data.db.outbox.findMany({ where: { kind: 'mail' } });
    expect(letters).toHaveLength(1);
    expect(await installs().rotate(refresh)).toBe(0);
    await bot.add();
    expect(await row()).toMatchObject({ state: 'active', lease: null });
  });

  it('that are had for an app that was added again meanwhile change nothing', async () => {
    await bot.add();
    ahead(10.5 * hour);
    const refresh = createRefresh(parts());
    const gate = new EventEmitter();
    const slow = installs().rotate(async (token) => {
      await once(gate, 'open');
      return refresh(token);
    });
    await vi.waitFor(async () => expect(await row()).toMatchObject({ lease: expect.any(String) }));
    await bot.add();
    const { tokens } = await row();
    gate.emit('open');
    await slow;
    expect((await row()).tokens).toBe(tokens);
  });

  it('are renewed by two processes that run, each once', { timeout: 30_000 }, async () => {
    // On a database of their own: the bot of this test renews what is due in its own.
    const { url, drop } = await open();
    const figures = await soakRotation({ url, workspaces: 120 });
    await drop();
    expect(figures).toMatchObject({ twice: 0, lost: 0 });
    expect(figures.took.reduce((sum, each) => sum + each)).toBe(120);
  });
});
