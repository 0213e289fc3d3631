import { expect } from 'vitest';
import { cardOf } from '../../src/connections/commands/request.ts';
import { askedSender } from '../../src/connections/service/asked.ts';
import { cardSenders } from '../../src/connections/service/cards.ts';
import { letterWaits } from '../../src/connections/service/undo.ts';
import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { commandList } from '../../src/derive/commands.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { createOutbox, type Outbox } from '../../src/jobs/outbox.ts';
import type { Core, Surface } from '../../src/kit/incoming.ts';
import { createLinkTo, createPost } from '../../src/kit/post.ts';
import { startBot } from '../adapters/discord/bot.ts';
import type { Part } from '../fakes/discord/limits.ts';
import { look } from '../fakes/discord/rendered.ts';
import { startBench } from '../fakes/slack/driver.ts';
import { seen } from '../fakes/slack/rendered.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';
import { parts } from './fixture.ts';

/** One platform's stand-in with the real adapter before it: enough of a person to invite, and an eye on the channel. */
export interface Stage {
  surface: Surface;
  at: { platform: string; workspace: string; user: string; channel: string };
  invite(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Presses what stands in the firm's channel. */
  press(label: string): Promise<void>;
  /** What stands in the firm's channel, as people read it. */
  channel(): string[];
  /** What the person alone reads last. */
  alone(): string;
  stop(): Promise<void>;
}

const slack = async (mode: 'http' | 'socket', core: Core): Promise<Stage> => {
  const bench = await startBench(core, mode);
  return {
    surface: bench.surface,
    at: { platform: 'slack', workspace: 'T0000001', user: 'U0000001', channel: 'C0000001' },
    invite: async (fields) => {
      await bench.person.command('convidar', '');
      await bench.quiet();
      await bench.person.submit(fields);
      await bench.quiet();
    },
    press: async (label) => {
      await bench.person.press(label);
      await bench.quiet();
    },
    alone: () => seen(bench.fake.state.messages.findLast((each) => each.only !== undefined)?.blocks ?? []),
    channel: () => bench.fake.state.messages.filter((each) => each.only === undefined).map((each) => seen(each.blocks)),
    stop: async () => {
      await bench.stop();
      expect(bench.fake.state.refused).toEqual([]);
    },
  };
};

const discord = async (mode: 'gateway' | 'http', core: Core): Promise<Stage> => {
  const bot = await startBot(mode, core, { commands: commandList(registry) });
  const person = bot.person();
  const standing = () => bot.fake.state.messages.filter((each) => !each.deleted);
  return {
    surface: bot.surface,
    at: {
      platform: 'discord',
      workspace: '1100000000000000001',
      user: '1000000000000000001',
      channel: '1100000000000000002',
    },
    invite: async (fields) => {
      const opened = await bot.settled(await person.command('convidar', []));
      const inputs = (opened.modal!.components as Part[]).map(
        (row) => [String(row.label), String((row.component as Part).custom_id)] as const,
      );
      await bot.settled(
        await person.submit(opened, Object.fromEntries(inputs.map(([label, id]) => [id, fields[label] ?? '']))),
      );
    },
    press: async (label) => {
      for (const message of standing().filter((each) => !each.private)) {
        const button = look(message.components).buttons.find((each) => each.label === label);
        if (button) return void (await bot.settled(await person.press(message, button.id!)));
      }
      throw new Error(`nothing in the channel says ${label}`);
    },
    alone: () => look(standing().findLast((each) => each.private)?.components ?? []).text,
    channel: () =>
      standing()
        .filter((each) => !each.private)
        .map((each) => look(each.components).text),
    stop: async () => {
      expect(bot.fake.refusals).toEqual([]);
      await bot.stop();
    },
  };
};

export const stages = [
  ['Slack over HTTP', (core: Core) => slack('http', core)],
  ['Slack in Socket Mode', (core: Core) => slack('socket', core)],
  ['Discord over the gateway', (core: Core) => discord('gateway', core)],
  ['Discord over HTTP', (core: Core) => discord('http', core)],
] as const;

/** A firm whose one admin is the person on the stage; whether its notices come to this channel is said. */
export async function firmOn(
  { db }: Data,
  { at }: Stage,
  locale: string,
  { notices }: { notices: boolean },
): Promise<string> {
  const { platform, workspace, user, channel } = at;
  const [firmId, memberId] = [newId(), newId()];
  const created = { createdAt: testNow };
  await db.firm.create({
    data: { id: firmId, name: 'Horizonte Contábil', email: 'marina@horizonte.com.br', locale, ...created },
  });
  await db.workspace.create({
    data: { id: newId(), firmId, platform, workspace, channel: notices ? channel : null, ...created },
  });
  await db.member.create({ data: { id: memberId, firmId, name: 'Marina', role: 'admin', locale, ...created } });
  await db.chatIdentity.create({ data: { id: newId(), firmId, memberId, platform, workspace, user, ...created } });
  return firmId;
}

/** What leaves by itself, to the stage and to a mailbox. */
export function outboxTo(data: Data, { surface }: Stage, clock: () => Date = () => testNow): Outbox {
  const house = { ...parts(data), linkTo: createLinkTo([surface]) };
  const post = createPost([surface], (id, stored) => keepViewState(data, id, stored, clock()));
  return createOutbox({
    data,
    secret: testSecret,
    senders: unpaced({
      mail: mailSender({ deliver: async () => ({ ok: true, message: 'm' }), from: 'a@b.com.br', keep: true }),
      ...cardSenders(house, post, cardOf, clock),
      'request.asked': askedSender(house, clock),
    }),
    // A letter of an invitation waits for ten seconds, and they have gone by.
    clock: () => new Date(clock().getTime() + letterWaits),
    log: quiet,
  });
}
