// The bot behind a plain wire, to be killed: `node --import tsx bench/stream-storm.ts DATABASE_URL SMTP_URL WITNESS_URL`. What comes in is answered
// over HTTP, what goes out is posted to the witness. Prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createMailer } from '../adapters/mail/mailer.ts';
import { cardOf } from '../src/connections/commands/request.ts';
import { cardSenders } from '../src/connections/service/cards.ts';
import { createPortal } from '../src/connections/service/portal.ts';
import { createCore, registry } from '../src/core.ts';
import { createSecret } from '../src/data/secret.ts';
import { keepViewState } from '../src/data/viewstate.ts';
import type { House } from '../src/firms/context.ts';
import { mailSender } from '../src/jobs/mail.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import type { Delivered, Place, Surface } from '../src/kit/incoming.ts';
import { createPost } from '../src/kit/post.ts';
import { startDatabase } from '../src/start.ts';
import { words } from '../src/words/index.ts';

const [databaseUrl = '', smtpUrl = '', witness = ''] = process.argv.slice(2);
const from = 'carteira@horizonte.com.br';
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
const secret = createSecret('a secret of at least thirty-two characters');
const clock = () => new Date();
const data = (await startDatabase(databaseUrl, words.en, (line) => process.stderr.write(line))) ?? process.exit(1);

const deliver = async (body: object): Promise<Delivered> => {
  const response = await fetch(`${witness}/deliver`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Delivered;
};
const wire: Surface = {
  platform: 'wire',
  mounts: [],
  start: async () => undefined,
  stop: async () => undefined,
  deliver: (address, view, once) => deliver({ address, view, once }),
  health: () => ({ ok: true, detail: '' }),
};
const house: House = { data, secret, publicUrl: 'http://localhost:3000', registry, log };
const post = createPost([wire], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
const outbox = createOutbox({
  data,
  secret,
  senders: {
    mail: mailSender({ deliver: createMailer({ smtpUrl, from, log }).send, from }),
    // A channel of Slack's takes a message a second; the witness takes what comes.
    ...Object.fromEntries(
      Object.entries(cardSenders(house, post, cardOf, clock)).map(([kind, sender]) => [kind, { ...sender, pace: 50 }]),
    ),
  },
  clock,
  log,
  workers: 8,
  lease: 20_000,
  timeout: 15_000,
  poll: 50,
});
outbox.start();
const core = createCore({ data, secret, publicUrl: house.publicUrl, clock, limit: () => 0, log });
const portal = createPortal(house, clock);

const server = createServer(async (request, response) => {
  const { key, user, asked, wish } = JSON.parse(await text(request));
  const place: Place = { platform: 'wire', workspace: 'T1', channel: 'C1', user, isAdmin: async () => false };
  const answer = wish
    ? await portal.ask(wish.email, 'pt-BR', wish.typed, { ip: '203.0.113.7', userAgent: 'a phone' }).then(
        () => ({ kind: 'asked' }),
        (error: unknown) => ({ kind: 'failed', error: String(error) }),
      )
    : await core.handle({ key, place, asked });
  response.end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
