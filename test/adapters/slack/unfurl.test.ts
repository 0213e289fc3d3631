import { afterEach, expect, test } from 'vitest';
import { pageOf } from '../../../adapters/slack/unfurl.ts';
import type { Core, Incoming } from '../../../src/kit/incoming.ts';
import { slack as english } from '../../../src/words/en/chat.ts';
import { slack as portuguese } from '../../../src/words/pt-BR/chat.ts';
import { type Bench, startBench } from '../../fakes/slack/driver.ts';
import { pressBelow, share } from '../../fakes/slack/links.ts';
import { seen } from '../../fakes/slack/rendered.ts';

const publicUrl = 'https://carteira.example.com';
const secret = 'h0XkT3qzB1eR9mWv';
let bench: Bench;
let heard: Incoming[] = [];
const core: Core = {
  plan: () => 'update',
  handle: async (incoming) => {
    heard.push(incoming);
    return {
      kind: 'view',
      answers: 'update',
      view: { blocks: [{ kind: 'text', text: `para ${incoming.place.user}` }] },
    };
  },
};
const start = async (more: object = { publicUrl }) => {
  heard = [];
  bench = await startBench(core, 'http', more);
};
afterEach(async () => {
  const { refused } = bench.fake.state;
  await bench.stop();
  expect(refused).toEqual([]);
  expect(bench.errors).toEqual([]);
});
const below = (url: string) => {
  const blocks = bench.fake.state.links.get(url);
  return blocks && seen(blocks);
};
const told = () => bench.fake.state.calls.filter(({ method }) => method === 'chat.unfurl');

test('everybody sees what kind of page it is and no more; the answer is for whoever presses, alone', async () => {
  await start();
  const link = `${publicUrl}/my-accountant`;
  await share(bench.fake, bench.person, [link, `${publicUrl}/`]);
  await expect.poll(() => below(link)).toBe('A página dos clientes.');
  expect(below(`${publicUrl}/`)).toBe('A Carteira.');
  expect(heard).toEqual([]);
  const other = bench.another({ user: 'U0000002' });
  await pressBelow(bench.fake, other, link);
  await bench.quiet(40);
  expect(heard.map(({ asked, place }) => [asked, place.user])).toEqual([
    [{ kind: 'typed', command: 'conexoes', text: '' }, 'U0000002'],
  ]);
  expect(other.messages().map(({ only, blocks }) => [only, seen(blocks)])).toEqual([['U0000002', 'para U0000002']]);
  expect(bench.person.messages()).toEqual([]);
  await pressBelow(bench.fake, bench.person, `${publicUrl}/`);
  await bench.quiet(40);
  expect(heard.at(-1)!.asked).toEqual({ kind: 'home' });
});

test('while it is being written it is known by another name', async () => {
  await start();
  const link = `${publicUrl}/my-accountant`;
  await share(bench.fake, bench.person, [link], { source: 'composer', channel: 'COMPOSER', message_ts: 'a1b2' });
  await expect.poll(() => below(link)).toBeDefined();
  expect(told()[0]!.body).toMatchObject({ source: 'composer', unfurl_id: expect.any(String) });
  expect(told()[0]!.body.ts).toBeUndefined();
});

test('a link that carries a token, or anything else of somebody’s, says nothing', async () => {
  await start();
  const links = [
    ...['connect', 'send', 'documents', 'authorize', 'handover', 'address', 'my-accountant/enter'].map(
      (path) => `${publicUrl}/${path}/${secret}`,
    ),
    ...[`/my-accountant?token=${secret}`, `/my-accountant#${secret}`, '/my-accountant/disconnect/c1', '/metrics'].map(
      (path) => `${publicUrl}${path}`,
    ),
    `${publicUrl}/?code=${secret}`,
    `https://ana:${secret}@carteira.example.com/my-accountant`,
    `${publicUrl}.evil.example/my-accountant`,
    'https://example.com/my-accountant',
    'http://carteira.example.com/my-accountant',
  ];
  await share(bench.fake, bench.person, links);
  await bench.quiet(40);
  expect(told()).toEqual([]);
  for (const link of links) expect(pageOf(link, publicUrl), link).toBeUndefined();
});

test.each([undefined, 'http://carteira.example.com', 'https://localhost:3000', 'https://192.168.0.7'])(
  'without a public address there is none: %s',
  async (publicUrl) => {
    await start({ publicUrl });
    await share(bench.fake, bench.person, [`${publicUrl ?? 'https://carteira.example.com'}/my-accountant`]);
    await bench.quiet(40);
    expect(told()).toEqual([]);
  },
);

test('what is said names nobody, and where the pages are is PUBLIC_URL’s', async () => {
  await start();
  for (const { unfurl } of [portuguese, english])
    for (const said of Object.values(unfurl)) expect(said).toMatch(/^[^\d@]+$/);
  expect(pageOf(`https://a.example/base/my-accountant/`, 'https://a.example/base')).toBe('clients');
  expect(pageOf(`https://a.example/my-accountant`, 'https://a.example/base')).toBeUndefined();
});
