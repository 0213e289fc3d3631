// Random messages through the real libraries against stand-ins of the platforms: `npm run soak -- messages [HOW MANY] [WHERE]`, 10,000 on each of
// Slack over HTTP, Slack over a socket, Discord's gateway and the console. Each that is for the bot must have its answer within three seconds, and no
// other any. How it is shortened for the suite: test/adapters/slack/said.test.ts, test/adapters/discord/said.test.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../adapters/console/wire.ts';
import { createClient } from '../test/adapters/console/client.ts';
import { stand } from '../test/adapters/console/fixture.ts';
import { startBot } from '../test/adapters/discord/bot.ts';
import { createSample } from '../test/adapters/sample.ts';
import { createRandom } from '../test/ask/population.ts';
import { applicationId } from '../test/fakes/discord/server.ts';
import { startBench } from '../test/fakes/slack/driver.ts';

const many = Number(process.argv[2] ?? 10_000);
const only = process.argv[3];
const withinMs = 3000;
const random = createRandom(Number(process.env.SEED ?? 17));
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
const texts = [
  'oi',
  '👍',
  '🎉🎉',
  '```const x = 1```',
  'vencidos',
  '*negrito*',
  'quem vence esta semana?',
  'e os da Bia?',
  '   ',
  '',
  'a'.repeat(900),
];

interface Face {
  name: string;
  /** Says something, and whether it is for the bot. */
  say(kind: (typeof kinds)[number], text: string): Promise<boolean>;
  answers(): number;
  stop(): Promise<void>;
}
const kinds = [
  'private',
  'mention',
  'thread',
  'bot',
  'self',
  'join',
  'file',
  'channel',
  'edit',
  'edited for it',
] as const;

async function slack(mode: 'http' | 'socket'): Promise<Face> {
  const sample = createSample();
  const bench = await startBench(sample.core, mode);
  const { person } = bench;
  let last = '';
  let n = 0;
  const ts = () => `${1_800_000_000 + ++n}.000001`;
  return {
    name: `Slack over ${mode}`,
    answers: () => bench.fake.state.messages.length,
    stop: () => bench.stop(),
    async say(kind, text) {
      const words = text.trim() !== '';
      if (kind === 'private') {
        last = words ? ts() : last;
        await person.say(text, words ? { ts: last } : {});
        return words;
      }
      if (kind === 'mention' || kind === 'thread') {
        await person.mention(text, kind === 'thread' ? { thread_ts: '1700000000.000001' } : {});
        return true;
      }
      if (kind === 'edited for it') {
        await person.say('', {
          subtype: 'message_changed',
          user: undefined,
          message: { user: 'U0000001', text, ts: ts() },
        });
        return words;
      }
      if (kind === 'edit') {
        if (last === '') return false;
        await person.say('', {
          subtype: 'message_changed',
          user: undefined,
          message: { user: 'U0000001', text: 'outra coisa', ts: last },
        });
        return false;
      }
      const more = {
        bot: { bot_id: 'B1' },
        self: { user: 'U0BOT0000' },
        join: { subtype: 'channel_join' },
        file: { subtype: 'file_share' },
        channel: { channel_type: 'channel', channel: 'C0000001' },
      }[kind];
      await person.say(kind === 'file' ? '' : text, more);
      return false;
    },
  };
}

async function discord(): Promise<Face> {
  const sample = createSample({
    seats: async () => [{ workspace: '1100000000000000001', firmId: 'f1', firm: 'Contábil Aurora' }],
  });
  const bot = await startBot('gateway', sample.core);
  const [alone, among] = [bot.person({ guild: null }), bot.person()];
  let last: string | undefined;
  return {
    name: 'Discord’s gateway',
    answers: () => bot.fake.state.messages.length,
    stop: () => bot.stop(),
    async say(kind, text) {
      const words = text.trim() !== '';
      if (kind === 'private') {
        const { id } = await alone.write(text);
        last = words ? id : last;
        return words;
      }
      if (kind === 'mention' || kind === 'thread') {
        await among.mention(text, kind === 'thread' ? { type: 19 } : {});
        return true;
      }
      if (kind === 'edited for it') {
        const { id } = await among.write(text);
        await among.edit(id, `<@${applicationId}> ${text}`);
        return true;
      }
      if (kind === 'edit') {
        if (last) await alone.edit(last, 'outra coisa');
        return false;
      }
      if (kind === 'bot') await alone.write(text, { author: { id: '5', username: 'outro', bot: true } });
      if (kind === 'self') await alone.write(text, { author: { id: applicationId, username: 'carteira', bot: true } });
      if (kind === 'join') await among.mention(text, { type: 7 });
      if (kind === 'file')
        await alone.write('', {
          attachments: [{ id: '1', filename: 'a.pdf', size: 1, url: 'https://example.com/a.pdf' }],
        });
      if (kind === 'channel') await among.write(text);
      return false;
    },
  };
}

/** In the console everything that is typed is for the bot; a browser that sends the same twice has one answer. */
async function local(): Promise<Face> {
  const room = await stand(createSample().core);
  const person = createClient(room);
  const answered = new Set<string>();
  const abort = new AbortController();
  const heard = await room.fetch('/console/api/events?person=ana', { signal: abort.signal });
  const listening = (async () => {
    let rest = '';
    for await (const chunk of heard.body!.pipeThrough(new TextDecoderStream())) {
      const events = `${rest}${chunk}`.split('\n\n');
      rest = events.pop()!;
      for (const event of events) {
        const told = /^event: change\ndata: (.*)$/.exec(event)?.[1];
        const { message } = told ? (JSON.parse(told) as { message?: Message }) : {};
        if (message?.view && !message.working) answered.add(message.id);
      }
    }
  })().catch(() => undefined);
  let n = 0;
  return {
    name: 'The console',
    answers: () => answered.size,
    stop: async () => {
      abort.abort();
      await listening;
      await room.stop();
    },
    async say(kind, text) {
      if (text.trim() === '') return false;
      const key = `message-${++n}`;
      await person.say(text, key);
      if (kind === 'edit') await person.say(text, key);
      return true;
    },
  };
}

let wrong = 0;
for (const open of [() => slack('http'), () => slack('socket'), discord, local]) {
  const face = await open();
  if (only && !face.name.includes(only)) {
    await face.stop();
    continue;
  }
  let expected = 0;
  let slowest = 0;
  for (let i = 0; i < many; i++) {
    const started = performance.now();
    if (await face.say(pick(kinds), pick(texts))) expected++;
    while (face.answers() < expected && performance.now() - started < withinMs) await sleep(1);
    slowest = Math.max(slowest, performance.now() - started);
    if (face.answers() < expected) {
      wrong++;
      process.stderr.write(`${face.name}: message ${i} had no answer after ${withinMs} ms\n`);
      expected = face.answers();
    }
  }
  await sleep(1000);
  const extra = face.answers() - expected;
  if (extra !== 0) wrong++;
  process.stdout.write(
    `${face.name}: ${many} messages, ${expected} for the bot and answered, ${extra} answers too many, the slowest after ${slowest.toFixed(0)} ms\n`,
  );
  await face.stop();
}
process.exit(wrong === 0 ? 0 : 1);
