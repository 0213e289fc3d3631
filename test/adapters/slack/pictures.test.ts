import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Core } from '../../../src/kit/incoming.ts';
import type { Learnt } from '../../../src/kit/platform.ts';
import type { Block, Plot, SealedView } from '../../../src/kit/view.ts';
import { type Bench, startBench } from '../../fakes/slack/driver.ts';
import { seen } from '../../fakes/slack/rendered.ts';

const alt = 'Clientes por situação: Conectado 2.';
let number = 71;
let plot: Plot | undefined;
const more: Block<string> = { kind: 'buttons', buttons: [{ label: 'Ver', press: 'a.b|1' }] };
const page = (): SealedView => ({
  title: 'Carteira',
  blocks: [{ kind: 'image', name: 'c.png', alt, png: new Uint8Array([137, 80, 78, number]), plot }, more],
});
const other: SealedView = { blocks: [{ kind: 'text', text: 'Outra coisa' }] };
const core: Core = {
  plan: () => 'private',
  handle: async ({ asked }) => ({
    kind: 'view',
    answers: 'private',
    view: asked.kind === 'typed' && asked.command === 'outra' ? other : page(),
  }),
};

let time = Date.parse('2026-11-28T12:00:00Z');
let kept: Map<string, { name: string; value: string; until: Date }>;
const learnt: Learnt = {
  all: async () => [...kept.values()],
  keep: async (name, value, until) => void kept.set(name, { name, value, until }),
  drop: async (name) => void kept.delete(name),
};
let bench: Bench;
const start = () => startBench(core, 'http', { learnt, clock: () => new Date(time) });
const ask = async () => {
  await bench.person.command('carteira');
  await bench.quiet(40);
  return bench.person.messages().at(-1)!;
};
const types = ({ blocks }: { blocks: { type: string }[] }) => blocks.map(({ type }) => type);
const count = (method: string) => bench.fake.state.calls.filter((call) => call.method === method).length;
const isThere = () =>
  expect.poll(() => [...kept.keys()].some((name) => name.startsWith('T0000001/picture/'))).toBe(true);
const inWords = ['header', 'context', 'actions'];
const drawn = ['header', 'image', 'actions'];

beforeEach(async () => {
  [number, plot] = [71, undefined];
  kept = new Map();
  bench = await start();
});
afterEach(async () => {
  // Nobody is sent a picture, wherever they look at it.
  expect(bench.fake.state.messages.flatMap(({ files }) => files)).toEqual([]);
  expect(bench.fake.state.refused).toEqual([]);
  await bench.stop();
  expect(bench.errors).toEqual([]);
});

test('an answer does not wait for its picture and is not sent again for it; the next one holds it', async () => {
  bench.fake.state.scanned = false;
  const first = await ask();
  expect(types(first)).toEqual(inWords);
  expect(seen(first.blocks)).toContain(alt);
  bench.fake.state.scanned = true;
  await isThere();
  await bench.quiet(40);
  expect(bench.person.messages()).toEqual([first]);
  expect(types(first)).toEqual(inWords);
  const second = await ask();
  expect(types(second)).toEqual(drawn);
  expect(second.blocks[1]).toMatchObject({ alt_text: alt, slack_file: { id: expect.stringMatching(/^F\d+$/) } });
  await ask();
  expect(count('upload')).toBe(1);
});

test('it is brought for whoever works with the bot, before they look', async () => {
  plot = { title: 'Clientes', labels: ['Conectado'], series: [{ label: 'Clientes', values: [2] }] };
  bench.fake.state.knows.delete('data_visualization');
  await ask();
  await isThere();
  // Another number is another picture.
  number = 72;
  kept.clear();
  time += 11 * 60_000;
  await bench.person.command('outra');
  await isThere();
  expect(types(await ask())).toEqual(drawn);
  // Nobody's page is made again and again for it.
  number = 73;
  kept.clear();
  await bench.person.command('outra');
  await bench.quiet(40);
  expect(kept.size).toBe(0);
});

test('it is known to the next process', async () => {
  await ask();
  await isThere();
  const { files } = bench.fake.state;
  await bench.stop();
  bench = await start();
  for (const [id, file] of files) bench.fake.state.files.set(id, file);
  expect(types(await ask())).toEqual(drawn);
  expect(count('upload')).toBe(0);
});

test('what stood in answers is taken out of Slack again, by whichever process; what was posted stays', async () => {
  const to = { platform: 'slack', workspace: 'T0000001', channel: 'C0000001' };
  await bench.surface.deliver(to, page(), { key: 'k' });
  expect(kept.size).toBe(1);
  await ask();
  await isThere();
  expect(bench.fake.state.files.size).toBe(2);
  const posted = bench.fake.state.messages[0]!.blocks[1]!.slack_file.id;
  const answered = [...kept.values()].find(({ name }) => name.startsWith('T0000001/picture/'))!.value;
  expect(answered).not.toBe(posted);
  await bench.stop();
  time += 24 * 86_400_000;
  bench = await start();
  const taken = () =>
    bench.fake.state.calls.flatMap(({ method, body }) => (method === 'files.delete' ? body.file : []));
  await expect.poll(taken).toEqual([answered]);
  await bench.quiet(40);
  expect(taken()).toEqual([answered]);
  expect([...kept.keys()]).toEqual(['T0000001/picture']);
});

test('a picture that is gone is done without, and brought again later', async () => {
  await ask();
  await isThere();
  await ask();
  bench.fake.state.files.clear();
  expect(types(await ask())).toEqual(inWords);
  expect(types(await ask())).toEqual(inWords);
  expect(count('upload')).toBe(1);
  time += 11 * 60_000;
  expect(types(await ask())).toEqual(inWords);
  await isThere();
  expect(types(await ask())).toEqual(drawn);
});

test('a workspace that shows no such pictures is spared them for a week', async () => {
  bench.fake.state.knows.delete('slack_file');
  await ask();
  await isThere();
  expect(types(await ask())).toEqual(inWords);
  expect(bench.fake.state.foreign).toHaveLength(1);
  expect(kept.get('T0000001/picture')).toMatchObject({ value: 'refused' });
  time += 86_400_000;
  expect(types(await ask())).toEqual(inWords);
  expect(count('upload')).toBe(1);
});

test('a workspace that takes no files is not asked at every answer', async () => {
  bench.fake.state.lasting.set('files.getUploadURLExternal', { error: 'missing_scope' });
  for (let i = 0; i < 3; i++) expect(types(await ask())).toEqual(inWords);
  expect(count('files.getUploadURLExternal')).toBe(1);
});

test('what is posted unasked waits for its picture', async () => {
  const to = { platform: 'slack', workspace: 'T0000001', channel: 'C0000001' };
  expect(await bench.surface.deliver(to, page(), { key: 'k' })).toMatchObject({ ok: true });
  expect(bench.fake.state.messages.map(types)).toEqual([drawn]);
});

test('a picture goes with the message that it was posted in', async () => {
  const to = { platform: 'slack', workspace: 'T0000001', channel: 'C0000001' };
  const sent = await bench.surface.deliver(to, page(), { key: 'k' });
  const message = (sent as { message: string }).message;
  expect([...bench.fake.state.files.keys()]).toEqual([message.split('#')[1]]);
  expect(await bench.surface.deliver({ ...to, message }, other, { key: 'l' })).toMatchObject({ ok: true });
  expect([...bench.fake.state.files.keys()]).toEqual([]);
  expect(bench.fake.state.messages.map(types)).toEqual([['rich_text']]);
});

test('somebody’s own page holds it as well, or says it', async () => {
  await bench.person.openHome();
  await isThere();
  await bench.person.openHome();
  await expect.poll(() => types(bench.person.home())).toEqual(drawn);
  bench.fake.state.files.clear();
  await bench.person.openHome();
  await expect.poll(() => types(bench.person.home())).toEqual(inWords);
});
