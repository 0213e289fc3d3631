import { afterEach, describe, expect, test } from 'vitest';
import type { Core, Incoming, Outcome, SealedForm } from '../../../src/kit/incoming.ts';
import { type Bench, startBench } from '../../fakes/slack/driver.ts';

let bench: Bench;
afterEach(async () => {
  const { refused } = bench.fake.state;
  await bench.stop();
  expect(refused).toEqual([]);
  expect(bench.errors).toEqual([]);
});

const form: SealedForm = {
  id: 'a.form|1',
  title: 'Resumo',
  submit: 'Salvar',
  fields: [{ name: 'channel', kind: 'channel', label: 'Canal', required: true }],
};
const saved: Outcome = {
  kind: 'view',
  answers: 'private',
  view: { blocks: [{ kind: 'text', text: ['Vai para ', { channel: 'C0000009' }] }] },
};

async function begin(...scopes: string[]) {
  const heard: Incoming[] = [];
  const core: Core = {
    plan: () => 'private',
    handle: async (incoming) => {
      heard.push(incoming);
      return incoming.asked.kind === 'typed' ? { kind: 'form', form } : saved;
    },
  };
  bench = await startBench(core, 'http');
  for (const scope of scopes) bench.fake.state.scopes.add(scope);
  bench.fake.state.channels.set('C0000009', { member: false, name: 'vencimentos', members: ['U0000001', 'U0000002'] });
  bench.fake.state.channels.set('C0000008', { member: true, name: 'diretoria', closed: true, members: ['U0000001'] });
  const used = (method: string) => bench.fake.state.calls.filter((call) => call.method === method).length;
  return { heard, used };
}

describe('a channel that somebody chose in a form', () => {
  const choose = async (channel: string) => {
    await bench.person.command('resumo');
    await bench.quiet();
    await bench.person.submit({ Canal: channel });
    await bench.quiet();
  };

  test('is called what Slack calls it, also where it is closed', async () => {
    const { heard } = await begin('channels:read', 'groups:read');
    await choose('C0000009');
    const { place } = heard.at(-1)!;
    expect(await Promise.all(['C0000009', 'C0000008', 'C0000007'].map((each) => place.channelName!(each)))).toEqual([
      'vencimentos',
      'diretoria',
      undefined,
    ]);
  });

  test('has no name where the workspace does not let us look, and is asked about once', async () => {
    const { heard, used } = await begin();
    await choose('C0000009');
    for (let n = 0; n < 3; n++) expect(await heard.at(-1)!.place.channelName!('C0000009')).toBeUndefined();
    expect(used('conversations.info')).toBe(1);
  });

  test('is named in the notification as on the screen', async () => {
    await begin();
    await choose('C0000009');
    expect(bench.person.messages().at(-1)!.text).toBe('Vai para <#C0000009>');
  });

  test('is not waited for longer than a moment', async () => {
    const { heard } = await begin('channels:read');
    bench.fake.state.lasting.set('conversations.info', 'hang');
    await choose('C0000009');
    const started = performance.now();
    expect(await heard.at(-1)!.place.channelName!('C0000009')).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('Slack’s words for channels that it does not name are no names', async () => {
  const { heard } = await begin('groups:read');
  for (const channel of ['C0000008', 'C0000009']) await bench.another({ channel }).command('resumo');
  await bench.quiet();
  const [closed, open] = heard.map(({ place }) => place);
  expect([await closed!.channelName!('C0000008'), await open!.channelName!('C0000009')]).toEqual([
    'diretoria',
    'vencimentos',
  ]);
});

describe('who reads a channel', () => {
  const readers = (channel: string, ...among: string[]) =>
    bench.surface.readers!({ workspace: 'T0000001', channel }, among);

  test('is known where the workspace lets us look, of as many as there are', async () => {
    const { used } = await begin('channels:read', 'groups:read');
    const many = Array.from({ length: 2500 }, (_, n) => `U9${String(n).padStart(6, '0')}`);
    bench.fake.state.channels.set('C0000010', { member: true, members: [...many, 'U0000002'] });
    expect(await readers('C0000009', 'U0000002', 'U0000003')).toEqual(['U0000002']);
    expect(await readers('C0000008', 'U0000002')).toEqual([]);
    expect(await readers('C0000010', 'U0000001', 'U0000002')).toEqual(['U0000002']);
    expect(used('conversations.members')).toBe(5);
    expect(await readers('C0000009', 'U0000001')).toEqual(['U0000001']);
    expect(used('conversations.members')).toBe(5);
  });

  test('is not known otherwise: nobody is not the same as not being told', async () => {
    await begin('channels:read');
    expect(await readers('C0000008', 'U0000001')).toBeUndefined();
    const crowd = Array.from({ length: 5001 }, (_, n) => `U8${String(n).padStart(6, '0')}`);
    bench.fake.state.channels.set('C0000011', { member: true, members: crowd });
    expect(await readers('C0000011', 'U8000001')).toBeUndefined();
    bench.fake.state.lasting.set('conversations.members', { status: 500 });
    expect(await readers('C0000009', 'U0000001')).toBeUndefined();
  });
});
