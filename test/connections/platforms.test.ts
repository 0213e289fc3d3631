import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardOf } from '../../src/connections/commands/request.ts';
import { cardSenders } from '../../src/connections/service/cards.ts';
import { createCore, registry } from '../../src/core.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { commandList } from '../../src/derive/commands.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import type { Core, Surface } from '../../src/kit/incoming.ts';
import { createPost } from '../../src/kit/post.ts';
import { startBot } from '../adapters/discord/bot.ts';
import { databases, type TestDatabase } from '../database.ts';
import { look } from '../fakes/discord/eye.ts';
import type { Part } from '../fakes/discord/limits.ts';
import { startBench } from '../fakes/slack/driver.ts';
import { seen } from '../fakes/slack/eye.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { agreement, parts, portalOf, tokenTo } from './scene.ts';

/** One platform's stand-in with the real adapter before it: enough of a person to invite, and an eye on the channel. */
interface Stage {
  surface: Surface;
  at: { platform: string; workspace: string; user: string; channel: string };
  invite(fields: Readonly<Record<string, string>>, send: string): Promise<void>;
  /** What stands in the firm's channel, as people read it. */
  channel(): string[];
  stop(): Promise<void>;
}

async function slack(mode: 'http' | 'socket', core: Core): Promise<Stage> {
  const bench = await startBench(core, mode);
  return {
    surface: bench.surface,
    at: { platform: 'slack', workspace: 'T0000001', user: 'U0000001', channel: 'C0000001' },
    invite: async (fields, send) => {
      await bench.person.command('convidar', '');
      await bench.quiet();
      await bench.person.submit(fields);
      await bench.quiet();
      await bench.person.press(send);
      await bench.quiet();
    },
    channel: () => bench.fake.state.messages.filter((each) => each.only === undefined).map((each) => seen(each.blocks)),
    stop: async () => {
      await bench.stop();
      expect(bench.fake.state.refused).toEqual([]);
    },
  };
}

async function discord(mode: 'gateway' | 'http', core: Core): Promise<Stage> {
  const bot = await startBot(mode, core, { commands: commandList(registry) });
  const person = bot.person();
  const standing = () => bot.fake.state.messages.filter((each) => !each.deleted);
  return {
    surface: bot.surface,
    at: { platform: 'discord', workspace: '1100000000000000001', user: '1000000000000000001', channel: '1100000000000000002' },
    invite: async (fields, send) => {
      const opened = await bot.settled(await person.command('convidar', []));
      const inputs = (opened.modal!.components as Part[]).map(
        (row) => [String(row.label), String((row.component as Part).custom_id)] as const,
      );
      await bot.settled(await person.submit(opened, Object.fromEntries(inputs.map(([label, id]) => [id, fields[label] ?? '']))));
      const preview = standing().at(-1)!;
      const button = look(preview.components).buttons.find((each) => each.label === send);
      await bot.settled(await person.press(preview, button!.id!));
    },
    channel: () =>
      standing()
        .filter((each) => !each.private)
        .map((each) => look(each.components).text),
    stop: async () => {
      expect(bot.fake.refusals).toEqual([]);
      await bot.stop();
    },
  };
}

const languages = {
  'pt-BR': {
    name: 'Nome da empresa',
    email: 'E-mail de login do cliente',

    send: 'Convidar para a Conta Azul',
    waiting: 'Aguardando resposta',
    connected: 'Conectado',
  },
  en: {
    name: 'Company name',
    email: 'Client’s login e-mail',

    send: 'Invite to Conta Azul',
    waiting: 'Waiting for an answer',
    connected: 'Connected',
  },
} as const;

describe.each([
  ['Slack over HTTP', (core: Core) => slack('http', core)],
  ['Slack in Socket Mode', (core: Core) => slack('socket', core)],
  ['Discord over the gateway', (core: Core) => discord('gateway', core)],
  ['Discord over HTTP', (core: Core) => discord('http', core)],
] as const)('an invitation from %s', (_name, open) => {
  let database: TestDatabase;
  let stage: Stage;
  beforeEach(async () => {
    database = await databases[0]!.open();
    stage = await open(
      createCore({ data: database.data, secret: testSecret, publicUrl: 'http://localhost:3000', clock: () => testNow, log: quiet }),
    );
  });
  afterEach(async () => {
    await stage.stop();
    await database.drop();
  });

  it.each(['pt-BR', 'en'] as const)('is consented to on the page, and its card turns to connected by itself (%s)', async (locale) => {
    const say = languages[locale];
    const { db } = database.data;
    const { platform, workspace, user, channel } = stage.at;
    const [firmId, memberId] = [newId(), newId()];
    await db.firm.create({
      data: { id: firmId, name: 'Horizonte Contábil', email: 'marina@horizonte.com.br', locale, createdAt: testNow },
    });
    await db.workspace.create({ data: { id: newId(), firmId, platform, workspace, channel, createdAt: testNow } });
    await db.member.create({ data: { id: memberId, firmId, name: 'Marina', role: 'admin', locale, createdAt: testNow } });
    await db.chatIdentity.create({ data: { id: newId(), firmId, memberId, platform, workspace, user, createdAt: testNow } });
    const house = parts(database.data);
    const outbox = createOutbox({
      data: database.data,
      secret: testSecret,
      senders: {
        mail: mailSender({ deliver: async () => ({ ok: true, message: 'm' }), from: 'a@b.com.br', keep: true }),
        ...cardSenders(
          house,
          createPost([stage.surface], (id, stored) => keepViewState(database.data, id, stored, testNow)),
          cardOf,
          () => testNow,
        ),
      },
      clock: () => testNow,
      log: quiet,
    });

    await stage.invite({ [say.name]: 'Padaria da Vila', [say.email]: 'rosa@padaria.com.br' }, say.send);
    await outbox.drain();
    expect(stage.channel().join('\n')).toContain(say.waiting);

    await portalOf(database.data).accept(
      await tokenTo(database.data, 'rosa@padaria.com.br'),
      'pt-BR',
      { name: 'Padaria da Vila', agree: 'on' },
      agreement,
    );
    await outbox.drain();
    const cards = stage.channel();
    expect(cards).toHaveLength(1);
    expect(cards[0]).toContain(say.connected);
    expect(cards[0]).not.toContain(say.waiting);
  });
});
