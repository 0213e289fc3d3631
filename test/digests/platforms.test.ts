import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderSlack } from '../../adapters/slack/render.ts';
import { registry } from '../../src/core.ts';
import { newId } from '../../src/data/id.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { commandList } from '../../src/derive/commands.ts';
import { digestCard, digestLetter } from '../../src/digests/commands/card.ts';
import { noticeSendersOf } from '../../src/digests/commands/notices.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { digestSenders } from '../../src/digests/service/senders.ts';
import { noticeSender } from '../../src/firms/service/notices.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import type { Sender } from '../../src/jobs/sender.ts';
import type { Core, Place, Surface } from '../../src/kit/incoming.ts';
import { createPost } from '../../src/kit/post.ts';
import { words } from '../../src/words/index.ts';
import { type Bot, startBot } from '../adapters/discord/bot.ts';
import { databases, type TestDatabase } from '../database.ts';
import { look } from '../fakes/discord/rendered.ts';
import { home } from '../fakes/discord/server.ts';
import { type Bench, startBench } from '../fakes/slack/driver.ts';
import { refuseMessage } from '../fakes/slack/limits.ts';
import { seen } from '../fakes/slack/rendered.ts';
import { button, type House, house, type Person, person, quiet, shown, testNow, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';
import { addClient, parts } from './fixture.ts';

const tuesday = new Date('2026-11-17T11:00:00Z');
const wednesday = new Date('2026-11-18T11:00:00Z');

let database: TestDatabase;
let h: House;
let now: Date;
beforeEach(async () => {
  database = await databases[0]!.open();
  now = testNow;
  h = await house(database.data, { clock: () => now });
  await addClient(database.data, h.firmId, { name: 'Padaria Vencida', expiresOn: '2026-11-10' });
});
afterEach(() => database.drop());

/** The outbox as src/boot.ts makes it, without the pace; `around` may come between it and the platform. */
function outboxTo(surface: Surface, around: (send: Sender['send']) => Sender['send'] = (send) => send, lease = 4000) {
  const clock = () => now;
  const all = parts(database.data);
  const post = createPost([surface], (firmId, stored) => keepViewState(database.data, firmId, stored, clock()));
  const senders = {
    ...digestSenders(all, post, { card: digestCard, mail: digestLetter }, clock),
    ...noticeSendersOf(all, post, clock, noticeSender(all, post, clock)),
  };
  const held = Object.fromEntries(
    Object.entries(senders).map(([kind, sender]) => [kind, { ...sender, send: around(sender.send) }]),
  );
  const common = { data: database.data, secret: testSecret, clock, log: quiet, lease, timeout: lease - 1000, grace: 0 };
  return createOutbox({ ...common, senders: unpaced(held) });
}

/** A member of the firm on a platform. */
async function seat(
  core: Core,
  place: Pick<Place, 'platform' | 'workspace' | 'user' | 'channel'>,
  of: Person,
): Promise<Person> {
  const { platform, workspace, user } = place;
  const known = { firmId: h.firmId, platform, workspace };
  if ((await database.data.db.workspace.count({ where: known })) === 0)
    await database.data.db.workspace.create({ data: { id: newId(), ...known, createdAt: now } });
  await database.data.db.chatIdentity.create({
    data: { id: newId(), ...known, user, memberId: of.memberId, createdAt: now },
  });
  return person(core, place, of.memberId);
}

const run = async (at: Date) => {
  now = at;
  expect(await runDue(parts(database.data), now)).toHaveLength(1);
};

describe('a digest to somebody in private in Discord', () => {
  let bot: Bot;
  let marina: Person;
  const guild = { platform: 'discord', workspace: '1100000000000000001', channel: home } as const;
  const standing = () =>
    bot.fake.state.messages.map(({ channel, components }) => ({ channel, text: look(components).text }));
  beforeEach(async () => {
    bot = await startBot('gateway', h.core, { commands: commandList(registry) });
    marina = await seat(h.core, { ...guild, user: '1000000000000000001' }, h.admin);
    const form = await marina.open(button(await marina.type('/resumo'), 'Novo resumo'));
    const made = await marina.submit(form, {
      kind: 'expiry',
      when: 'dias úteis às 8h',
      place: 'member',
      channel: '',
      to: 'Marina',
    });
    expect(made.kind === 'view' && shown(made.view)).toContain('Marina, em privado');
  });
  afterEach(() => bot.stop());

  it('opens their direct messages, and shows there what was done', async () => {
    await run(tuesday);
    const outbox = outboxTo(bot.surface);
    expect(await outbox.drain()).toMatchObject({ sent: 1, dead: 0 });
    const direct = bot.fake.state.direct('1000000000000000001');
    expect(standing()).toEqual([{ channel: direct, text: expect.stringContaining('Padaria Vencida') }]);
    const { id } = await database.data.db.client.findFirstOrThrow({ where: { name: 'Padaria Vencida' } });
    await marina.press(button(await marina.press('digests.client', [id]), 'Feito'));
    await outbox.drain();
    expect(standing()).toEqual([{ channel: direct, text: expect.stringContaining('feito por Marina') }]);
    expect(bot.fake.refusals).toEqual([]);
  });

  it.each([
    ['the firm’s channel', home],
    ['another administrator', undefined],
  ])('who takes none is paused, and %s is told', async (_, channel) => {
    const { db } = database.data;
    await db.workspace.updateMany({
      where: { firmId: h.firmId, platform: 'discord' },
      data: { channel: channel ?? null },
    });
    await db.chatIdentity.deleteMany({ where: { platform: 'test' } });
    await db.member.update({ where: { id: h.analyst.memberId }, data: { role: 'admin' } });
    await seat(h.core, { ...guild, user: '1000000000000000002' }, h.analyst);
    bot.fake.state.closed.add('1000000000000000001');
    await run(tuesday);
    await outboxTo(bot.surface).drain();
    expect(await db.schedule.findFirstOrThrow({})).toMatchObject({ paused: 'gone', nextAt: null });
    const [told, ...others] = standing();
    expect(others).toEqual([]);
    expect(told!.channel).toBe(channel ?? bot.fake.state.direct('1000000000000000002'));
    expect(told!.text).toMatch(
      /Vencimentos, dias úteis às 8h[\s\S]*Marina, em privado \(esta pessoa não aceita as minhas mensagens privadas\)/,
    );
    now = wednesday;
    expect(await runDue(parts(database.data), now)).toEqual([]);
  });
});

describe('a digest in Slack', () => {
  let bench: Bench;
  const channel = 'C0000001';
  const standing = () => bench.fake.state.messages.map(({ blocks }) => seen(blocks));
  beforeEach(async () => {
    bench = await startBench(h.core, 'http', { clock: () => now });
    const marina = await seat(h.core, { platform: 'slack', workspace: 'T0000001', user: 'U0000001', channel }, h.admin);
    await marina.press(button(await marina.type('/resumo'), /dias úteis às 8h, aqui/));
    bench.fake.state.clock = () => now.getTime();
    bench.fake.state.scopes.add('channels:history');
    await run(tuesday);
  });
  afterEach(() => bench.stop());

  it('is listed with its channel by name, and by its platform elsewhere', async () => {
    const [here, there] = await Promise.all(
      [channel, 'C0000009'].map((at) =>
        person(h.core, { platform: 'slack', workspace: 'T0000001', user: 'U0000001', channel: at }, h.admin.memberId),
      ),
    );
    expect(shown(await here!.type('/resumo'))).toContain('este canal');
    const view = await there!.type('/resumo');
    expect(JSON.stringify(renderSlack(view, words['pt-BR'].platforms.slack.says).blocks)).toContain(
      '{"type":"channel","channel_id":"C0000001"}',
    );
    expect(refuseMessage(renderSlack(view, words['pt-BR'].platforms.slack.says))).toEqual([]);
    expect(shown(await h.admin.type('/resumo'))).toContain('um canal no Slack');
  });

  it('stands there once when its sender is killed between its arrival and our mark', async () => {
    let arrived: () => void = () => undefined;
    const there = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const killed = outboxTo(bench.surface, (send) => async (payload, once) => {
      await send(payload, once);
      arrived();
      return new Promise(() => undefined);
    });
    killed.start();
    await there;
    await killed.stop();
    expect(standing()).toHaveLength(1);
    now = new Date(tuesday.getTime() + 5000);
    const next = outboxTo(bench.surface);
    expect(await next.drain()).toMatchObject({ sent: 1, retried: 0 });
    expect(standing()).toHaveLength(1);
    // And it is known where it stands.
    const { id } = await database.data.db.client.findFirstOrThrow({ where: { name: 'Padaria Vencida' } });
    await h.admin.press(button(await h.admin.press('digests.client', [id]), 'Feito'));
    await next.drain();
    expect(standing()).toEqual([expect.stringContaining('feito por Marina')]);
  });

  it('stands there once when Slack took it and its answer got lost', async () => {
    bench.fake.state.trouble.set('chat.postMessage', ['lost']);
    const outbox = outboxTo(bench.surface, undefined, 12_000);
    expect(await outbox.drain()).toMatchObject({ sent: 0, retried: 1 });
    expect(standing()).toHaveLength(1);
    now = new Date(tuesday.getTime() + 60_000);
    expect(await outbox.drain()).toMatchObject({ sent: 1, retried: 0 });
    expect(standing()).toHaveLength(1);
  });
});
