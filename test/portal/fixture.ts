import type { Hono } from 'hono';
import { Registry } from 'prom-client';
import { createMailer } from '../../adapters/mail/mailer.ts';
import { createPages } from '../../adapters/web/pages.ts';
import { createPortalPages } from '../../adapters/web/portal/routes.ts';
import { createServer } from '../../adapters/web/server.ts';
import { grantNoticeSender } from '../../src/accounts/service/notices.ts';
import { cardOf } from '../../src/connections/commands/request.ts';
import { cardSenders } from '../../src/connections/service/cards.ts';
import { createPortal, type Portal } from '../../src/connections/service/portal.ts';
import { letterWaits } from '../../src/connections/service/undo.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import type { Address, Delivered, PlatformName, Surface } from '../../src/kit/incoming.ts';
import { createPost } from '../../src/kit/post.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { localeOf, words } from '../../src/words/index.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { createSmtp, parsed, type Smtp } from '../fakes/smtp.ts';
import { type House, house, testNow, testSecret } from '../house.ts';
import { heard } from '../logs.ts';
import { unpaced } from '../unpaced.ts';

export const from = 'Carteira <carteira@horizonte.com.br>';
/** What test/house.ts says of itself: the letters lead there, and the tests to where it listens. */
export const publicUrl = 'http://localhost:3000';

export interface Posted {
  address: Address;
  view: SealedView;
  key: string;
}

/** A platform of channels in memory. `answer` decides how the next deliveries go. */
export interface Channels extends Surface {
  posted: Posted[];
  answer: (address: Address, key: string) => Delivered | undefined | Promise<Delivered | undefined>;
}

export function createChannels(platform: PlatformName = 'test'): Channels {
  let n = 0;
  const surface: Channels = {
    platform,
    mounts: [],
    posted: [],
    answer: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
    health: () => ({ ok: true, detail: '' }),
    deliver: async (address, view, { key }) => {
      const answer = (await surface.answer(address, key)) ?? { ok: true, message: address.message ?? `m${++n}` };
      if (answer.ok) surface.posted.push({ address, view, key });
      return answer;
    },
  };
  return surface;
}

/** Everything that stands behind the client's pages, as src/boot.ts puts it together, with a clock to be set. */
export interface Site {
  database: TestDatabase;
  house: House;
  portal: Portal;
  pages: Hono;
  outbox: Outbox;
  smtp: Smtp;
  channels: Channels;
  /** All that was logged, as text. */
  logged: string[];
  time: { now: Date };
  /** Listens on loopback; where. */
  listen(): Promise<string>;
  /** The address of the newest link to a page in the letters that arrived at an address, without the host. */
  linkTo(email: string, page?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function site({
  surfaces,
  on = databases[0]!,
}: {
  surfaces?: readonly Surface[];
  on?: (typeof databases)[number];
} = {}): Promise<Site> {
  const database = await on.open();
  const { data } = database;
  const logged: string[] = [];
  const say = (fields: object, text: string) =>
    void logged.push(
      `${text} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? String(value.stack) : value))}`,
    );
  const log = heard({ info: say, warn: say, error: say });
  const time = { now: testNow };
  const clock = () => time.now;
  const h = await house(data, { clock, log });
  const smtp = await createSmtp();
  const mailer = createMailer({ smtpUrl: smtp.url, from, log });
  const channels = createChannels();
  const inside = { ...parts(data), log };
  const post = createPost(surfaces ?? [channels], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const outbox = createOutbox({
    data,
    secret: testSecret,
    senders: unpaced({
      mail: mailSender({ deliver: mailer.send, from }),
      notice: noticeSender(inside, post, clock),
      'grant.notice': grantNoticeSender(inside, post, clock),
      ...cardSenders(inside, post, cardOf, clock),
    }),
    // A letter of an invitation waits for ten seconds, and they have gone by.
    clock: () => new Date(clock().getTime() + letterWaits),
    log,
    random: () => 0.5,
  });
  const portal = createPortal(inside, clock);
  const pages = createPages({
    words: (said) => words[localeOf(said) ?? 'pt-BR'].web,
    version: '1.0.0',
    platforms: () => [],
    links: [],
    ready: async () => [],
    health: async () => ({ ok: true }),
    registry: new Registry(),
    log,
  });
  const now = () => time.now.getTime();
  pages.route(
    '/',
    createPortalPages({ portal, words, localeOf: (said) => localeOf(said) ?? 'pt-BR', publicUrl, log, now }),
  );
  const server = createServer({ host: '127.0.0.1', port: 0, mounts: [], pages, log });
  return {
    database,
    house: h,
    portal,
    pages,
    outbox,
    smtp,
    channels,
    logged,
    time,
    listen: async () => `http://127.0.0.1:${(await server.start()).port}`,
    linkTo: async (email, page = '/connect/') => {
      await outbox.drain();
      const mail = smtp.arrived.filter((each) => each.to[0] === email).at(-1);
      const link = mail && new RegExp(`${publicUrl}(${page}[\\w-]{43})`).exec((await parsed(mail)).text ?? '')?.[1];
      if (!link) throw new Error(`no link to ${page} arrived at ${email}`);
      return link;
    },
    stop: async () => {
      await server.stop();
      await outbox.stop();
      await mailer.stop();
      await smtp.stop();
      await database.drop();
    },
  };
}
