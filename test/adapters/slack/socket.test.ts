import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, shownBy, startBench } from '../../fakes/slack/driver.ts';
import { createSample, type Sample } from '../sample.ts';

let sample: Sample;
let bench: Bench;
beforeEach(async () => {
  sample = createSample();
  bench = await startBench(sample.core, 'socket');
});
afterEach(async () => {
  await bench.stop();
  expect(bench.errors).toEqual([]);
});

async function until(what: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!what()) {
    if (performance.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const connected = () => bench.surface.health().ok && bench.fake.sockets.size === 1;

test('nothing is served over HTTP, and the socket is the health', async () => {
  expect(bench.surface.mounts).toEqual([]);
  expect(bench.surface.health()).toEqual({ ok: true, detail: 'socket connected' });
});

test('Slack asks for a new connection, and gets one', async () => {
  const [old] = bench.fake.sockets;
  old!.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
  await until(() => !bench.fake.sockets.has(old!) && connected());
  await bench.person.command('somar', 'vezes:1');
  expect(shownBy(bench).text).toContain('Total 1');
});

test('a connection that is cut and refused for a while comes back, and the process lives', async () => {
  bench.fake.state.trouble.set('apps.connections.open', [
    { status: 500 },
    { status: 500 },
    { error: 'internal_error' },
  ]);
  for (const socket of bench.fake.sockets) socket.terminate();
  await until(() => !bench.surface.health().ok);
  await until(connected);
  expect(bench.fake.state.trouble.get('apps.connections.open')).toEqual([]);
  await bench.person.command('somar', 'vezes:2');
  expect(sample.runs).toEqual(['somar 2']);
});

test('an envelope that comes twice is done once', async () => {
  const payload = {
    command: '/somar',
    text: 'vezes:3',
    team_id: 'T1',
    user_id: 'U0000001',
    channel_id: 'C0000001',
    response_url: `${bench.fake.url}/response/none`,
  };
  await bench.fake.envelope('slash_commands', payload, 'E1');
  const again = await bench.fake.envelope('slash_commands', payload, 'E1');
  expect(again).toMatchObject({ text: expect.stringContaining('Total 3') });
  await bench.fake.envelope('slash_commands', payload, 'E2');
  expect(sample.runs).toEqual(['somar 3', 'somar 3']);
});

test('a connection lost in the middle of an answer loses no answer', async () => {
  const id = bench.fake.state.next('R');
  bench.fake.state.responseUrls.set(id, { channel: 'C0000001', user: 'U0000001', uses: 0 });
  const payload = {
    command: '/demora',
    text: '',
    team_id: 'T1',
    user_id: 'U0000001',
    channel_id: 'C0000001',
    trigger_id: 't1',
    response_url: `${bench.fake.url}/response/${id}`,
  };
  const sent = bench.fake.envelope('slash_commands', payload);
  await until(() => sample.runs.length > 0);
  for (const socket of bench.fake.sockets) socket.terminate();
  await sent;
  await bench.quiet();
  expect(shownBy(bench).text).toContain('Tudo feito.');
});

test('what is for nobody or lacks a part is acknowledged, and ends nothing', async () => {
  const { envelope, sockets } = bench.fake;
  expect(await envelope('events_api', { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 })).toEqual({});
  expect(
    await envelope('events_api', {
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'reaction_added', user: 'U1' },
    }),
  ).toEqual({});
  expect(await envelope('interactive', { type: 'something_new' })).toEqual({});
  expect(bench.warnings).toEqual([]);
  expect(await envelope('events_api', { type: 'event_callback', team_id: 'T1' })).toEqual({});
  expect(await envelope('slash_commands', { command: '/somar', user_id: 'U1' })).toEqual({});
  // What is written is for the bot, and without its channel there is nowhere to answer.
  expect(
    await envelope('events_api', { type: 'event_callback', team_id: 'T1', event: { type: 'message', user: 'U1' } }),
  ).toEqual({});
  expect(bench.warnings.map(({ lacks }) => lacks)).toEqual(['event.type', 'team_id', 'event.channel']);
  for (const text of ['null', '7', '{', '[]']) for (const socket of sockets) socket.send(text);
  await bench.person.command('somar', 'vezes:1');
  expect(sample.runs).toEqual(['somar 1']);
});

test('a connection that is dead without saying so is left for a new one', async () => {
  await bench.stop();
  bench = await startBench(sample.core, 'socket', { silentMs: 300 });
  await bench.quiet(20);
  bench.fake.die();
  await until(() => !bench.surface.health().ok || bench.fake.sockets.size === 1);
  await until(connected);
  await bench.person.command('somar', 'vezes:4');
  expect(sample.runs).toEqual(['somar 4']);
});

test('an app that is taken out of the workspace is unwell, though Slack keeps its socket; and well when it is back', async () => {
  const { state } = bench.fake;
  state.lasting.set('*', { error: 'account_inactive' });
  await bench.fake.envelope('events_api', {
    type: 'event_callback',
    team_id: 'T1',
    event: { type: 'app_uninstalled' },
  });
  await until(() => !bench.surface.health().ok);
  expect(bench.surface.health()).toEqual({ ok: false, detail: 'auth.test: account_inactive' });
  expect(bench.errors).toHaveLength(1);
  const address = { platform: 'slack', workspace: 'T1', channel: 'C0000001' };
  const deliver = (key: string) => bench.surface.deliver(address, { blocks: [{ kind: 'text', text: 'Oi' }] }, { key });
  // Nothing that waits is lost, and no channel is given up for it.
  for (const key of ['a', 'b'])
    expect(await deliver(key)).toEqual({ ok: false, reason: 'account_inactive', wait: 300_000 });
  expect(bench.errors.splice(0)).toHaveLength(1);
  state.lasting.clear();
  expect(await deliver('a')).toMatchObject({ ok: true });
  await until(() => bench.surface.health().ok);
});
