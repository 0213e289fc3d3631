import { afterEach, describe, expect, test } from 'vitest';
import { createFakeDiscord, home } from '../../fakes/discord/server.ts';
import { alone, type Bot, scripted, startBot } from './bot.ts';

const core = scripted(() => ({ kind: 'view', answers: 'private', view: { blocks: [{ kind: 'text', text: 'ok' }] } }));
const until = async (what: () => boolean): Promise<void> => {
  const end = Date.now() + 8000;
  while (!what()) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
let bot: Bot;
afterEach(() => bot.stop());

describe('the gateway', () => {
  test('is joined for interactions and for messages, with nothing privileged', async () => {
    bot = await startBot('gateway', core);
    expect(bot.fake.gateway.identified).toEqual([{ intents: 1 | 512 | 4096, shard: [0, 1] }]);
    expect(bot.surface.mounts).toEqual([]);
    await until(() => bot.surface.health().ok);
    expect(bot.surface.health()).toEqual({ ok: true, detail: 'connected' });
  });

  test('is joined again when it breaks', async () => {
    bot = await startBot('gateway', core);
    await until(() => bot.surface.health().ok);
    bot.fake.gateway.cut(4000);
    await until(() => !bot.surface.health().ok);
    await until(() => bot.surface.health().ok);
    expect(bot.fake.gateway.resumed()).toBe(1);
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
  });

  test('brings to the next process what this one did not hear: words are answered, presses too where there is time', async () => {
    const fake = await createFakeDiscord();
    const left = {};
    bot = await startBot('gateway', core, { duty: alone(left) }, fake);
    await until(() => bot.surface.health().ok);
    for (const late of [0, 4000]) {
      await bot.stop();
      // Many at once: the news that all is said may overtake the last of it.
      for (let n = 0; n < 20; n++)
        await bot.person({ guild: null, user: String(2000 + late + n) }).write('quem vence?');
      const press = await bot.person().command('lista');
      const clock = () => new Date(Date.now() + late);
      bot = await startBot('gateway', core, { duty: alone(left), clock }, fake);
      const answers = () => fake.state.messages.filter(({ channel }) => channel !== home).length;
      await until(() => answers() === (late ? 40 : 20));
      expect(press.response).toBe(late ? undefined : 4);
      expect(fake.seen.filter(({ path }) => path.startsWith(`/interactions/${press.id}`))).toHaveLength(late ? 0 : 1);
    }
    expect([fake.gateway.identified.length, fake.gateway.resumed(), fake.refusals]).toEqual([1, 2, []]);
    await bot.stop();
    await fake.stop();
  });

  test('that is dead without saying so is left, and what was asked meanwhile is answered', async () => {
    const fake = await createFakeDiscord();
    fake.gateway.beatEvery(150);
    bot = await startBot('gateway', core, {}, fake);
    await until(() => bot.surface.health().ok);
    fake.gateway.die();
    const sent = await bot.person().command('lista');
    await until(() => fake.gateway.resumed() === 1);
    expect((await bot.settled(sent)).response).toBe(4);
    expect(bot.surface.health().ok).toBe(true);
    await bot.stop();
    await fake.stop();
  });

  test('has as many connections as Discord wants, each for its servers, and more when it asks for more', async () => {
    const fake = await createFakeDiscord();
    fake.gateway.wantShards(2, 4);
    bot = await startBot('gateway', core, {}, fake);
    await until(() => bot.surface.health().ok);
    const of = (count: number) =>
      fake.gateway.identified.filter(({ shard }) => shard[1] === count).map(({ shard }) => shard[0]);
    expect(of(2).sort()).toEqual([0, 1]);
    // Two servers that are not heard of on the same connection.
    for (const guild of ['1100000000000000001', String(1100000000000000001n + (1n << 22n))])
      expect((await bot.settled(await bot.person({ guild }).command('lista'))).response).toBe(4);
    fake.gateway.wantShards(3, 4);
    fake.gateway.cut(4009);
    await until(() => of(2).length === 2 && bot.surface.health().ok);
    // It has grown far too much: what two connections were is refused.
    fake.gateway.forget();
    fake.gateway.cut(4000);
    await until(() => of(3).length === 3 && bot.surface.health().ok);
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
    await bot.stop();
    await fake.stop();
  });

  test('tells when the bot is taken out of its server, and when it is back', async () => {
    bot = await startBot('gateway', core);
    await until(() => bot.surface.health().ok);
    const guild = { id: '1100000000000000001' };
    bot.fake.gateway.dispatch('GUILD_DELETE', { ...guild, unavailable: true });
    bot.fake.gateway.dispatch('GUILD_DELETE', guild);
    await until(() => !bot.surface.health().ok);
    expect(bot.surface.health()).toEqual({ ok: false, detail: 'the bot is not in the server any more' });
    expect(bot.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
    // What stands there is given up; what is to be told in private waits for nobody.
    for (const code of [50001, 50278])
      bot.fake.troubles.push({ match: /POST \/channels/, times: 1, status: 403, code });
    const address = { platform: 'discord', workspace: guild.id, channel: home };
    const view = { blocks: [{ kind: 'text' as const, text: 'Oi' }] };
    for (const key of ['a', 'b'])
      expect(await bot.surface.deliver(address, view, { key })).toMatchObject({ ok: false, gone: true });
    bot.fake.gateway.dispatch('GUILD_CREATE', {
      ...guild,
      name: 'Escritório',
      channels: [],
      roles: [],
      members: [],
      threads: [],
      emojis: [],
      stickers: [],
    });
    await until(() => bot.surface.health().ok);
  });

  test('whose token is taken back says so, and deliveries wait for another', async () => {
    bot = await startBot('gateway', core);
    await until(() => bot.surface.health().ok);
    bot.fake.troubles.push({ match: /POST \/channels/, times: 5, status: 401 });
    bot.fake.gateway.cut(4004);
    await until(() => !bot.surface.health().ok);
    expect(bot.surface.health()).toEqual({ ok: false, detail: 'closed by Discord with 4004' });
    const address = { platform: 'discord', workspace: '1100000000000000001', channel: home };
    for (let i = 0; i < 5; i++)
      expect(await bot.surface.deliver(address, { blocks: [] }, { key: `k${i}` })).toMatchObject({
        ok: false,
        wait: 300_000,
      });
    expect(await bot.surface.deliver(address, { blocks: [] }, { key: 'k' })).toMatchObject({ ok: true });
  });

  test('may bring what nobody understands', async () => {
    bot = await startBot('gateway', core);
    await until(() => bot.surface.health().ok);
    bot.fake.gateway.dispatch('INTERACTION_CREATE', { id: '1', type: 2, token: 'x' });
    bot.fake.gateway.dispatch('INTERACTION_CREATE', { id: '2', type: 99, token: 'x', data: {} });
    bot.fake.gateway.dispatch('SOMETHING_NEW', {});
    await until(() => bot.logged.some(({ level }) => level === 'warn'));
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
    const told = bot.logged.filter(({ level }) => level !== 'info');
    expect(told).toMatchObject([{ level: 'warn', fields: { lacks: 'data' } }]);
  });

  test('that says no for good is told, and kills nothing', async () => {
    bot = await startBot('gateway', core);
    bot.fake.gateway.cut(4014);
    await until(() => bot.logged.some(({ level }) => level === 'error'));
    expect(bot.surface.health()).toEqual({ ok: false, detail: 'closed by Discord with 4014' });
  });

  test('asked with a wrong token stops the start', async () => {
    const fake = await createFakeDiscord();
    await expect(startBot('gateway', core, { token: 'wrong' }, fake)).rejects.toThrow('invalid token');
    bot = await startBot('gateway', core, {}, fake);
    await bot.stop();
    await fake.stop();
  });

  test.each([{ status: 500 }, { status: 429, retryAfter: 30 }, { hang: true }])(
    'that is not there (%o) does not stop the start',
    async (how) => {
      const fake = await createFakeDiscord();
      fake.troubles.push({ match: /gateway\/bot/, times: 99, ...how });
      const started = Date.now();
      bot = await startBot('gateway', core, {}, fake);
      expect(Date.now() - started).toBeLessThan(15_000);
      expect(bot.surface.health().ok).toBe(false);
      await bot.stop();
      await fake.stop();
    },
  );

  test('that falls silent does not stop the start', async () => {
    const fake = await createFakeDiscord();
    fake.gateway.fallSilent();
    bot = await startBot('gateway', core, {}, fake);
    expect(bot.surface.health()).toEqual({ ok: false, detail: 'connecting' });
    await bot.stop();
    await fake.stop();
  });

  test('that is never made is let go with the process going on', async () => {
    const fake = await createFakeDiscord();
    fake.gateway.neverAnswer();
    bot = await startBot('gateway', core, {}, fake);
    await until(() => fake.gateway.halfMade() === 1);
    await bot.stop();
    await until(() => fake.gateway.halfMade() === 0);
    await fake.stop();
  });

  test('that is left before its welcome does not come back by itself', async () => {
    const fake = await createFakeDiscord();
    fake.gateway.welcomeNobody();
    bot = await startBot('gateway', core, {}, fake);
    await until(() => fake.gateway.introduced() === 1);
    await bot.stop();
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(fake.gateway.open()).toBe(0);
    await fake.stop();
  });

  test('stops with answers still under way given first', async () => {
    let release: () => void = () => undefined;
    const slow = scripted(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { kind: 'view', answers: 'private', view: { blocks: [{ kind: 'text', text: 'ainda deu' }] } };
    });
    const fake = await createFakeDiscord();
    bot = await startBot('gateway', slow, {}, fake);
    const sent = await bot.person().command('lista');
    await until(() => slow.asked.length === 1);
    const stopping = bot.stop();
    release();
    await stopping;
    expect(sent.response).toBe(4);
    await fake.stop();
  });
});
