import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../../adapters/slack/context.ts';
import { createHome } from '../../../adapters/slack/home.ts';
import { renderSlack } from '../../../adapters/slack/render.ts';
import type { Place } from '../../../src/kit/incoming.ts';
import { type Bench, slackWords, startBench } from '../../fakes/slack/driver.ts';
import { refuseHome } from '../../fakes/slack/limits.ts';
import { labelOf } from '../../fakes/slack/rendered.ts';
import { createSample, nasty, type Sample } from '../sample.ts';

describe.each(['http', 'socket'] as const)('the own page on Slack over %s', (mode) => {
  let sample: Sample;
  let bench: Bench;
  beforeEach(async () => {
    sample = createSample();
    bench = await startBench(sample.core, mode);
  });
  afterEach(async () => {
    await bench.stop();
    expect(bench.fake.state.refused).toEqual([]);
  });
  const page = (person = bench.person) => JSON.stringify(person.home().blocks);
  const buttons = () =>
    bench.person
      .home()
      .blocks.flatMap((block) => (block.elements ?? []).map((one: { text?: object }) => one.text && labelOf(one.text)));

  test('shows on being opened what the command behind it answers, to whoever opens it', async () => {
    expect((await bench.person.openHome()).status).toBe(200);
    await expect.poll(page).toContain('Quem é quem');
    expect(bench.person.messages()).toEqual([]);
    const other = bench.another({ user: 'U0000002' });
    expect(page(other)).toBe('[]');
    await bench.person.openHome('messages');
    await bench.quiet();
    expect(bench.fake.state.calls.filter((each) => each.method === 'views.publish')).toHaveLength(1);
  });

  test('gives its place to what is pressed on it, and takes it back', async () => {
    await bench.person.openHome();
    await expect.poll(page).toContain('Quem é quem');
    await bench.person.pressHome('Somar');
    await expect.poll(() => buttons()[0]).toBe('Início');
    await bench.person.pressHome('Início');
    await expect.poll(buttons).not.toContain('Início');
    expect(page()).toContain('Quem é quem');
    expect(bench.person.messages()).toEqual([]);
  });
});

test('a page that is open follows what changes, and is sent only then', async () => {
  let clients = 1;
  let time = 0;
  const published: string[] = [];
  const desk = {
    core: {
      plan: () => 'private',
      handle: async () => ({
        kind: 'view',
        answers: 'private',
        view: { blocks: [{ kind: 'text', text: `${clients} clientes` }] },
      }),
    },
    client: { views: { publish: async ({ view }: { view: object }) => void published.push(JSON.stringify(view)) } },
    natives: { can: () => ({}) },
    people: { known: () => 'pt-BR' },
    words: () => slackWords,
    now: () => time,
  } as unknown as Desk;
  const place: Place = { platform: 'slack', workspace: 'T1', user: 'U1', isAdmin: async () => false };
  const home = createHome(desk, async () => place);
  await home.show({ key: 'k', asked: { kind: 'home' }, team: 'T1', user: 'U1' });
  await home.refresh();
  expect(published).toHaveLength(1);
  clients = 2;
  await home.refresh();
  expect(published).toHaveLength(2);
  expect(published[1]).toContain('2 clientes');
  // What was pressed stands there now, and stays until the person goes back.
  await home.turnTo({ key: 'p', asked: { kind: 'home' }, team: 'T1', user: 'U1' }, { blocks: [] }, slackWords);
  clients = 3;
  await home.refresh();
  expect(published).toHaveLength(3);
  await home.show({ key: 'l', asked: { kind: 'home' }, team: 'T1', user: 'U1' });
  time = 11 * 3_600_000;
  clients = 4;
  await home.refresh();
  expect(published).toHaveLength(4);
});

test('a page takes no tables, and whatever a view holds it fits', () => {
  const table = {
    kind: 'table' as const,
    caption: nasty,
    columns: [{ label: 'Nome' }, { label: 'Valor', align: 'right' as const }],
    rows: Array.from({ length: 300 }, (_, i) => [nasty, String(i)]),
  };
  const { blocks } = renderSlack({ title: nasty, blocks: [table, table] }, slackWords, {}, 'home');
  expect(blocks.some((block) => block.type === 'table')).toBe(false);
  expect(refuseHome({ type: 'home', blocks })).toEqual([]);
});
