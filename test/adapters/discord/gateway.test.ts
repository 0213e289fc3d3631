import { afterEach, describe, expect, test } from 'vitest';
import { createFakeDiscord } from '../../fakes/discord/server.ts';
import { type Bot, scripted, startBot } from './bot.ts';

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
  test('is joined for interactions only', async () => {
    bot = await startBot('gateway', core);
    expect(bot.fake.gateway.identified).toEqual([{ intents: 1 }]);
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

  test('may bring what nobody understands', async () => {
    bot = await startBot('gateway', core);
    await until(() => bot.surface.health().ok);
    bot.fake.gateway.dispatch('INTERACTION_CREATE', { id: '1', type: 2, token: 'x' });
    bot.fake.gateway.dispatch('INTERACTION_CREATE', { id: '2', type: 99, token: 'x', data: {} });
    bot.fake.gateway.dispatch('SOMETHING_NEW', {});
    await until(() => bot.logged.some(({ level }) => level === 'error'));
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
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
      expect(Date.now() - started).toBeLessThan(7000);
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
