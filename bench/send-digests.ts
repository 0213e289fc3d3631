// A process that runs digests and sends them to a stand-in of a platform: `node --import tsx bench/send-digests.ts DATABASE_URL TARGET`, the port
// of a receiver that knows keys, or the address of a Slack.
// It looks at what is due all the time instead of every minute, so that it can be killed at any moment of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { createSlack } from '../adapters/slack/surface.ts';
import { registry } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { createSecret } from '../src/data/secret.ts';
import { keepViewState } from '../src/data/viewstate.ts';
import { digestCard, digestLetter } from '../src/digests/commands/card.ts';
import { runDue } from '../src/digests/service/run.ts';
import { digestSenders } from '../src/digests/service/senders.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import type { Core, Surface } from '../src/kit/incoming.ts';
import { createPost } from '../src/kit/post.ts';
import { words } from '../src/words/index.ts';
import { toSink } from './sink.ts';

const data = openData(process.argv[2] ?? '', { connections: 4 });
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
const clock = () => new Date();
const target = process.argv[3] ?? '';

/** The same key is the same message there, as on a platform that recognises it. */
function sink(): Surface {
  const { send } = toSink(Number(target));
  return {
    platform: 'test',
    mounts: [],
    start: async () => undefined,
    stop: async () => undefined,
    deliver: async ({ channel }, _, { key }) => {
      await send(`${channel} ${key}`);
      return { ok: true, message: key };
    },
    health: () => ({ ok: true, detail: '' }),
  };
}

function slack(): Surface {
  const core: Core = { plan: () => 'private', handle: () => Promise.reject(new Error('nobody asks')) };
  return createSlack({
    botToken: 'xoxb-fake',
    signingSecret: 'x',
    apiUrl: target,
    core,
    words: () => words.en.platforms.slack.says,
    log,
  });
}

const surface = target.startsWith('http') ? slack() : sink();
const secret = createSecret('a secret of at least thirty-two characters');
const house = { data, secret, publicUrl: 'http://localhost', registry, log };
const post = createPost([surface], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
const senders = digestSenders(house, post, { card: digestCard, mail: digestLetter }, clock);
const quick = Object.fromEntries(
  Object.entries(senders).map(([kind, sender]) => [kind, { ...sender, pace: undefined }]),
);
createOutbox({ data, secret, senders: quick, clock, log, workers: 8, lease: 4000, timeout: 3000, poll: 50 }).start();
process.stdout.write('started\n');
for (;;) {
  await runDue(house, clock()).catch((error: unknown) => log.error({ err: error }));
  await sleep(20);
}
