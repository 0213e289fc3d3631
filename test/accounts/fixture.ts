import { type Authorization, createAuthorization } from '../../src/accounts/service/authorize.ts';
import { endSender } from '../../src/accounts/service/end.ts';
import { grantNoticeSender } from '../../src/accounts/service/notices.ts';
import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { contextOf, type House as Parts } from '../../src/firms/context.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import { createPost } from '../../src/kit/post.ts';
import { bakery, secretsOf as givenOut, haulier, type Stand, stand } from '../adapters/conta-azul/fixture.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow, testSecret } from '../house.ts';
import { type Channels, createChannels } from '../portal/fixture.ts';
import { unpaced } from '../unpaced.ts';

/** A firm with two clients who keep their books in the stand-in, a channel that takes cards, and a clock to be set. */
export interface Scene {
  database: TestDatabase;
  data: Data;
  stand: Stand;
  house: House;
  parts: Parts;
  authorization: Authorization;
  outbox: Outbox;
  channels: Channels;
  time: { now: Date };
  /** The clients, by the names of their companies. */
  clients: { bakery: string; haulier: string };
  emails: { bakery: string; haulier: string };
  /** A client consents, as in their browser. */
  authorize(which: 'bakery' | 'haulier'): Promise<void>;
  grant(which: 'bakery' | 'haulier'): Promise<NonNullable<Awaited<ReturnType<Data['db']['grant']['findUnique']>>>>;
  /** The house itself asks, of this or another connection to the same database. */
  ctx(data?: Data): Ctx;
  /** What the firm's channel was told, oldest first. */
  told(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function scene(open: (typeof databases)[number]['open'] = databases[0]!.open): Promise<Scene> {
  const database = await open();
  const { data } = database;
  const time = { now: testNow };
  const clock = () => time.now;
  const s = await stand({ clock });
  const { log } = s;
  const h = await house(data, { clock, log, provider: s.provider });
  const parts: Parts = {
    data,
    secret: testSecret,
    publicUrl: 'http://localhost:3000',
    provider: s.provider,
    registry,
    log,
  };
  await data.db.workspace.updateMany({ where: { firmId: h.firmId }, data: { channel: 'C1' } });
  const emails = { bakery: 'rosa@padaria.com.br', haulier: 'emerson@rotasul.com.br' };
  const companies = { bakery, haulier };
  const connect = async (which: 'bakery' | 'haulier') => {
    const accountId = newId();
    const { name, document } = companies[which];
    await data.db.account.create({ data: { id: accountId, email: emails[which], createdAt: testNow } });
    const [id] = await seedClients(data, h.firmId, [{ name, document, email: emails[which] }]);
    await data.db.client.update({
      where: { id },
      data: { accountId, ...(which === 'haulier' ? { analystId: h.analyst.memberId } : {}) },
    });
    return id!;
  };
  const clients = { bakery: await connect('bakery'), haulier: await connect('haulier') };
  const channels = createChannels();
  const post = createPost([channels], (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const outbox = createOutbox({
    data,
    secret: testSecret,
    senders: unpaced({ 'grant.notice': grantNoticeSender(parts, post, clock), 'grant.end': endSender(parts, clock) }),
    clock,
    log,
    random: () => 0.5,
  });
  const authorization = createAuthorization(parts, clock);
  return {
    database,
    data,
    stand: s,
    house: h,
    parts,
    authorization,
    outbox,
    channels,
    time,
    clients,
    emails,
    authorize: async (which) => {
      const url = await authorization.start(emails[which], clients[which]);
      const back = new URL(s.fake.consent(url ?? '', companies[which].document)).searchParams;
      const done = await authorization.finish(emails[which], {
        code: back.get('code') ?? '',
        state: back.get('state') ?? '',
      });
      if (done.kind !== 'done') throw new Error(JSON.stringify(done));
    },
    grant: (which) => data.db.grant.findUniqueOrThrow({ where: { clientId: clients[which] } }),
    ctx: (other = data) => {
      const firm = { id: h.firmId, name: 'Horizonte Contábil', timeZone: 'America/Sao_Paulo', version: 0 };
      return contextOf(
        { ...parts, data: other },
        { firm, actor: { kind: 'system', id: 'test' }, from: 'test', now: time.now },
      );
    },
    told: async () => {
      // What was put down while time went on is due a moment later than what is set here.
      time.now = new Date(time.now.getTime() + 60_000);
      await outbox.drain();
      return channels.posted.map(({ view }) =>
        view.blocks.flatMap((block) => (block.kind === 'text' ? [String(block.text)] : [])).join(' '),
      );
    },
    stop: async () => {
      await outbox.stop();
      await s.stop();
      await database.drop();
    },
  };
}

/** Tokens and numbers that must stand in no log line, of all that the stand-in has given out. */
export const secretsOf = ({ stand: { fake }, emails }: Scene): string[] => [
  ...givenOut(fake),
  ...Object.values(emails),
];
