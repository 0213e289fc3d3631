import { describe, expect, it } from 'vitest';
import { soakTakeover } from '../../../bench/soak-takeover.ts';
import { databases } from '../../database.ts';
import { startLinked } from '../../fakes/discord/linked.ts';

const ana = '1000000000000000001';

describe.each(databases)('of two processes one listens, on $provider', ({ open, provider }) => {
  it('and the other goes on where it was, when it is killed or frozen', { timeout: 120_000 }, async () => {
    const { url, drop } = await open();
    const ways = provider === 'sqlite' ? (['kill', 'freeze'] as const) : (['freeze'] as const);
    const figures = await soakTakeover({ url, ways, scale: 1 });
    await drop();
    expect(figures).toMatchObject({ unanswered: 0, twice: 0, late: 0, afterWaking: 0, identified: 1 });
    expect(figures.resumed).toBeGreaterThanOrEqual(ways.length);
    // Within ten seconds, which `npm run long -- takeover` measures; here others may have the machine.
    for (const { seconds } of figures.rounds) expect(seconds).toBeLessThan(20);
  });

  it('and after a start anew what was written meanwhile is answered, once', async () => {
    const database = await open();
    const bot = await startLinked(database.data);
    const person = bot.person({ guild: null });
    const told = () => bot.fake.state.messages.filter(({ channel }) => channel === bot.fake.state.direct(ana));
    await person.write('quem vence hoje?');
    await expect.poll(() => told().length).toBe(1);
    await bot.surface.stop();
    await person.write('e amanhã?');
    const press = await bot.person().command('ajuda');
    expect([press.response, told().length]).toEqual([4, 1]);
    const next = await startLinked(database.data, { fake: bot.fake });
    await expect.poll(() => told().length).toBe(2);
    expect([bot.fake.gateway.identified.length, bot.fake.gateway.resumed()]).toEqual([1, 1]);
    // Whoever does not listen answers over HTTP all the same.
    const third = await startLinked(database.data, { fake: bot.fake });
    expect(third.surface.health()).toEqual({ ok: true, detail: 'interactions over HTTP' });
    expect((await third.person().command('ajuda')).response).toBe(4);
    await person.write('e depois?');
    await expect.poll(() => told().length).toBe(3);
    await third.stop();
    await next.stop();
    await bot.stop();
    await database.drop();
    expect(bot.fake.refusals).toEqual([]);
  });
});
