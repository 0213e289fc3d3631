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
  bench.fake.state.trouble.set('apps.connections.open', [{ status: 500 }, { status: 500 }, { error: 'internal_error' }]);
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
