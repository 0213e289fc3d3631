import { scripted, startBot } from '../test/adapters/discord/bot.ts';
import { createSample } from '../test/adapters/sample.ts';
import { createFakeDiscord } from '../test/fakes/discord/server.ts';
import { startBench } from '../test/fakes/slack/driver.ts';

/**
 * `npm run check:silence`: how long a connection that is dead without saying so goes unnoticed, at the paces that Slack and Discord
 * themselves set (Discord's heartbeat is 41.25 s; `-- 5000` sets another). A few minutes.
 */

const until = async (what: () => boolean, most: number): Promise<number> => {
  const started = performance.now();
  while (!what()) {
    if (performance.now() - started > most) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Math.round(performance.now() - started);
};

const bench = await startBench(createSample().core, 'socket');
await new Promise((resolve) => setTimeout(resolve, 3000));
bench.fake.die();
const slack = await until(() => bench.fake.sockets.size === 1 && bench.surface.health().ok, 120_000);
process.stdout.write(`Slack: a dead socket was replaced after ${(slack / 1000).toFixed(1)} s\n`);
await bench.stop();

const beat = Number(process.argv[2] ?? 41_250);
const fake = await createFakeDiscord();
fake.gateway.beatEvery(beat);
const bot = await startBot(
  'gateway',
  scripted(() => ({ kind: 'view', answers: 'private', view: { blocks: [] } })),
  {},
  fake,
);
await until(() => bot.surface.health().ok, 20_000);
await new Promise((resolve) => setTimeout(resolve, 1000));
fake.gateway.die({ deaf: true });
const discord = await until(() => fake.gateway.resumed() === 1, 4 * beat + 20_000);
process.stdout.write(
  `Discord: a dead gateway was resumed after ${(discord / 1000).toFixed(1)} s, with a heartbeat of ${beat / 1000} s\n`,
);
await bot.stop();
await fake.stop();
process.exit(0);
