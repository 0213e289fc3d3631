// A process that listens to Discord when it is its turn: `node --import tsx bench/listener.ts DATABASE_URL DISCORD_API_URL SCALE`. Says when it is ready, and
// each time that it takes over or loses its turn.
import { createDiscord } from '../adapters/discord/surface.ts';
import { createCore, createDrafts } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { createDuty, dutyTimes } from '../src/data/duty.ts';
import { createSecret } from '../src/data/secret.ts';
import { words } from '../src/words/index.ts';
import { applicationId, fakeToken } from '../test/fakes/discord/server.ts';

const [databaseUrl = '', apiUrl = '', scale = '1'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const log = {
  info: (fields: object, message: string) => void ('duty' in fields && say(message)),
  warn: (fields: object, message: string) => void ('duty' in fields && say(message)),
  error: (fields: object, message: string) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};
const data = openData(databaseUrl, { connections: 4 });
const secret = createSecret('a secret of at least thirty-two characters');
const clock = () => new Date();
const { beat, held, dead } = dutyTimes;
const times = { beat: beat * Number(scale), held: held * Number(scale), dead: dead * Number(scale) };
const surface = createDiscord({
  token: fakeToken,
  applicationId,
  duty: createDuty({ data, name: 'discord', log, times }),
  apiUrl,
  commands: [],
  core: createCore({ data, secret, publicUrl: 'http://localhost:3000', log, clock, limit: () => 0 }),
  drafts: createDrafts({ data, secret, clock }),
  words: () => words['pt-BR'].platforms.discord.says,
  log,
});
await surface.start();
say('ready');
process.on('SIGTERM', async () => {
  await surface.stop();
  await data.close();
  process.exit(0);
});
// It lives as long as whoever started it.
process.stdin.on('end', () => process.exit(1)).resume();
