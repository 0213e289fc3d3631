// A process with an outbox, to be measured and killed: `node --import tsx bench/drain.ts DATABASE_URL SINK_URL [once] [key=value …]`.
// The sink is smtp://… (rows of kind mail) or tcp://… (rows of kind bench). `once`: ends when nothing is due, and prints what it came to.
import { createMailer } from '../adapters/mail/mailer.ts';
import { openData } from '../src/data/client.ts';
import { createSecret } from '../src/data/secret.ts';
import { mailSender } from '../src/jobs/mail.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import type { Sender } from '../src/jobs/sender.ts';
import { toSink } from './sink.ts';

const [databaseUrl = '', sinkUrl = '', ...rest] = process.argv.slice(2);
const option = (name: string, otherwise: number) =>
  Number(rest.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
const from = 'Carteira <carteira@horizonte.com.br>';

/** How many were sent; after the first tenth the process has what it needs, and should not grow any more. */
let count = 0;

function senderTo(url: string): Record<string, Sender> {
  if (url.startsWith('smtp:'))
    return { mail: mailSender({ deliver: createMailer({ smtpUrl: url, from, log }).send, from }) };
  const { send } = toSink(Number(new URL(url).port));
  return { bench: { send: async (_, { key }) => send(key).then(() => ({ ok: true, message: `${++count}` })) } };
}

const data = openData(databaseUrl, { connections: 3 });
const outbox = createOutbox({
  data,
  secret: createSecret('a secret of at least thirty-two characters'),
  senders: senderTo(sinkUrl),
  clock: () => new Date(),
  log,
  workers: option('workers', 64),
  lease: option('lease', 120_000),
  timeout: option('timeout', 45_000),
  poll: option('poll', 1000),
});

const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
if (rest.includes('once')) {
  const total = await data.db.outbox.count({ where: { state: 'pending' } });
  let [rssTenth, rssPeak] = [0, 0];
  const watch = setInterval(() => {
    rssPeak = Math.max(rssPeak, megabytes());
    if (count < total / 10) rssTenth = rssPeak;
  }, 50);
  const start = performance.now();
  const { sent } = await outbox.drain();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  process.stdout.write(`${JSON.stringify({ sent, perSecond: Math.round(sent / seconds), rssTenth, rssPeak })}\n`);
  await data.close();
  process.exit(0);
}
outbox.start();
process.stdout.write('started\n');
