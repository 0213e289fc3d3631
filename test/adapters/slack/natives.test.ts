import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chartBlock } from '../../../adapters/slack/chart.ts';
import { renderSlack } from '../../../adapters/slack/render.ts';
import type { Core } from '../../../src/kit/incoming.ts';
import type { Learnt } from '../../../src/kit/platform.ts';
import type { Block, SealedView } from '../../../src/kit/view.ts';
import { type Bench, slackWords, startBench } from '../../fakes/slack/driver.ts';
import { refuseMessage } from '../../fakes/slack/limits.ts';
import { pings, seen } from '../../fakes/slack/rendered.ts';
import { arbitraryView } from '../../views.ts';

const list: Block<string> = {
  kind: 'table',
  caption: '2 clientes',
  columns: [{ label: 'Nome' }, { label: 'Situação' }],
  rows: [
    ['Padaria Real', 'Conectado'],
    [{ bold: 'Oficina do Zé' }, 'Convidado'],
  ],
  acts: [[{ label: 'Renovar', press: 'a.renew|1' }], [{ label: 'Abrir', press: 'a.open|2&<3>' }]],
};
const picture: Block<string> = {
  kind: 'image',
  name: 'c.png',
  alt: 'Clientes por situação: Conectado 2.',
  png: new Uint8Array([137]),
  plot: { title: 'Clientes por situação', labels: ['Conectado'], series: [{ label: 'Clientes', values: [2] }] },
};
const more: Block<string> = { kind: 'buttons', buttons: [{ label: 'Próxima', press: 'a.next|2' }] };

let view: SealedView = { title: 'Clientes', blocks: [list, more] };
let pressed: string[] = [];
const core: Core = {
  plan: () => 'private',
  handle: async ({ asked }) => {
    if (asked.kind === 'press') pressed.push(asked.id);
    return { kind: 'view', answers: 'private', view };
  },
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
  const answer = await bench.person.command('clientes');
  await bench.quiet(40);
  return answer.body as object | undefined;
};
const types = () =>
  bench.person
    .messages()
    .at(-1)!
    .blocks.map((block) => block.type);
const calls = () => bench.fake.state.calls.filter(({ method }) => method === 'response_url').length;

beforeEach(async () => {
  kept = new Map();
  pressed = [];
  view = { title: 'Clientes', blocks: [list, more] };
  bench = await start();
});
afterEach(async () => {
  expect(bench.fake.state.refused).toEqual([]);
  await bench.stop();
  expect(bench.errors).toEqual([]);
});

describe('in a workspace that has them', () => {
  test('lists are data tables: the first goes by a call, and from then on in the acknowledgement', async () => {
    expect(await ask()).toBeUndefined();
    expect(types()).toEqual(['header', 'data_table', 'actions']);
    expect(bench.person.messages()).toHaveLength(1);
    expect(await ask()).toMatchObject({ response_type: 'ephemeral' });
    expect(types()).toEqual(['header', 'data_table', 'actions']);
    expect(calls()).toBe(1);
    expect([...kept.values()]).toEqual([
      { name: 'T0000001/acts', value: 'taken', until: new Date(time + 7 * 86_400_000) },
    ]);
  });

  test('what can be done with a row is pressed in it', async () => {
    await ask();
    await bench.person.press('Abrir');
    await bench.quiet(40);
    expect(pressed).toEqual(['a.open|2&<3>']);
  });

  test('it is known to the next process, and for a week', async () => {
    await ask();
    await bench.stop();
    bench = await start();
    expect(await ask()).toBeDefined();
    time += 8 * 86_400_000;
    expect(await ask()).toBeUndefined();
    expect(await ask()).toBeDefined();
  });

  test('charts are drawn by Slack, and no picture goes to anybody', async () => {
    view = { blocks: [picture, list] };
    await ask();
    expect(types()).toEqual(['data_visualization', 'data_table']);
    expect(bench.fake.state.messages.flatMap(({ files }) => files)).toEqual([]);
    expect(await ask()).toBeDefined();
  });
});

describe('in a workspace that lacks them', () => {
  beforeEach(() => bench.fake.state.knows.clear());

  test('the same answer comes as before, its acts beside the rows; and it is not tried again for a week', async () => {
    expect(await ask()).toBeUndefined();
    const plain = ['header', 'rich_text', 'section', 'section', 'actions'];
    expect(types()).toEqual(plain);
    expect(bench.person.messages()).toHaveLength(1);
    expect(await ask()).toBeDefined();
    expect(types()).toEqual(plain);
    expect(bench.fake.state.foreign).toHaveLength(2);
    time += 8 * 86_400_000;
    expect(await ask()).toBeUndefined();
    expect(bench.fake.state.foreign).toHaveLength(4);
  });

  test('only what is lacking is done without', async () => {
    bench.fake.state.knows.add('data_table').add('action_cell');
    view = { blocks: [picture, list] };
    await ask();
    expect(types()).toEqual(['context', 'data_table']);
    expect(seen(bench.person.messages().at(-1)!.blocks)).toContain('Clientes por situação: Conectado 2.');
    expect([...kept.values()].map(({ name, value }) => [name, value])).toEqual([
      ['T0000001/acts', 'taken'],
      ['T0000001/chart', 'refused'],
    ]);
    expect(await ask()).toBeDefined();
  });

  test('what is posted unasked is tried the same way', async () => {
    const to = { platform: 'slack', workspace: 'T0000001', channel: 'C0000001' };
    expect(await bench.surface.deliver(to, view, { key: 'k1' })).toMatchObject({ ok: true });
    expect(await bench.surface.deliver(to, view, { key: 'k2' })).toMatchObject({ ok: true });
    expect(
      bench.fake.state.calls.map(({ method }) => method).filter((each) => each === 'chat.postMessage'),
    ).toHaveLength(3);
    expect(await ask()).toBeDefined();
  });
});

test('a refusal that has other reasons teaches nothing', async () => {
  bench.fake.state.trouble.set(
    'response_url',
    Array.from({ length: 2 }, () => ({ error: 'invalid_blocks' })),
  );
  await ask();
  expect(types()).not.toContain('data_table');
  expect(kept.size).toBe(0);
  expect(await ask()).toBeUndefined();
  expect(types()).toContain('data_table');
});

describe('whatever a view holds', () => {
  const can = { table: true, acts: true, chart: true };
  test('it fits as well', () => {
    const views = fc.record({
      blocks: fc.array(
        fc.oneof(
          arbitraryView.map(({ blocks }) => blocks),
          fc.constant([picture, list]),
        ),
        {
          maxLength: 3,
        },
      ),
    });
    fc.assert(
      fc.property(views, ({ blocks }) => {
        const message = renderSlack({ blocks: blocks.flat() }, slackWords, can);
        expect(refuseMessage(message)).toEqual([]);
        expect(pings(message)).toEqual([]);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 8000 },
    );
  });

  test('a table without columns is nothing', () => {
    const none = { kind: 'table', caption: 'x', columns: [], rows: [[], []] } as Block<string>;
    expect(renderSlack({ blocks: [none, picture] }, slackWords, can).blocks.map(({ type }) => type)).not.toContain(
      'data_table',
    );
  });

  test('no row loses its act: what is too long for one table stands row by row', () => {
    const rows = Array.from({ length: 35 }, (_, i) => [`Cliente ${i}`, 'x'.repeat(300)]);
    const long = { ...list, rows, acts: rows.map(() => [{ label: 'Abrir', press: 'a|1' }]) } as Block<string>;
    const { blocks } = renderSlack({ blocks: [long] }, slackWords, can);
    expect(refuseMessage({ text: 'x', blocks })).toEqual([]);
    expect(blocks.filter((block) => block.type === 'section' && block.accessory)).toHaveLength(35);
  });

  test('a chart with two names alike once they are cut is told in words', () => {
    const series = [{ label: 'Clientes', values: [1, 2] }];
    expect(chartBlock({ title: 't', labels: ['Ana', 'Bia'], series })).toBeDefined();
    const long = 'Situação muito comprida ';
    expect(chartBlock({ title: 't', labels: [`${long}1`, `${long}2`], series })).toBeUndefined();
    expect(chartBlock({ title: 't', labels: ['Ana'], series })).toBeUndefined();
  });
});
