import { afterEach, describe, expect, test } from 'vitest';
import type { Core, Outcome } from '../../../src/kit/incoming.ts';
import type { Block } from '../../../src/kit/view.ts';
import { type Bench, shownBy, slackWords, startBench } from '../../fakes/slack/driver.ts';
import { seen } from '../../fakes/slack/rendered.ts';

let bench: Bench;
afterEach(async () => {
  await bench.stop();
});

const view = (text: string, answers: 'private' | 'channel' | 'update', ...blocks: Block<string>[]): Outcome => ({
  kind: 'view',
  answers,
  view: { blocks: [{ kind: 'text', text }, ...blocks] },
});
const card = (answers: 'private' | 'channel') =>
  view('cartão', answers, {
    kind: 'buttons',
    buttons: ['update', 'private', 'form'].map((label) => ({ label, press: label })),
  });

/** A card, whose buttons answer by their name; `/canal` puts the card into the channel. */
const core: Core = {
  plan: () => 'private',
  handle: async ({ asked, place }) => {
    if (asked.kind === 'typed' && asked.command === 'arquivo')
      return {
        ...view('arquivo', 'private'),
        view: { blocks: [], files: [{ name: 'a.csv', type: 'text/csv', bytes: Buffer.from('a') }] },
      } as Outcome;
    if (asked.kind === 'typed' && asked.command === 'lingua')
      return view(`língua ${place.locale}, admin ${await place.isAdmin()}`, 'private');
    if (asked.kind === 'typed') return card(asked.command === 'canal' ? 'channel' : 'private');
    if (asked.kind !== 'press') return view('enviado', 'private');
    if (asked.id === 'form') return { kind: 'form', form: { id: 'f', title: 'F', submit: 'Ok', fields: [] } };
    const further = { kind: 'buttons' as const, buttons: [{ label: 'Abrir', press: 'form' }] };
    return view(`feito ${asked.id}`, asked.id as 'update', ...(asked.id === 'update' ? [further] : []));
  },
};
const start = async (timeoutMs?: number) => {
  bench = await startBench(core, 'http', { timeoutMs });
  return bench;
};
const quietly = async (sent: Promise<unknown>, ms?: number) => {
  await sent;
  await bench.quiet(ms);
  return shownBy(bench);
};
const trouble = (method: string, ...what: Parameters<Bench['fake']['state']['trouble']['set']>[1]) =>
  bench.fake.state.trouble.set(method, what);
const used = (method: string) => bench.fake.state.calls.filter((call) => call.method === method).length;

describe('Slack is slow or wrong, and the answer still comes', () => {
  test('a response_url that must be waited for, or fails once', async () => {
    await start();
    await quietly(bench.person.command('lista'));
    trouble('response_url', { status: 429, retryAfter: 1 });
    expect(await quietly(bench.person.press('update'), 1300)).toMatchObject({ text: 'feito update', messages: 1 });
    await quietly(bench.person.command('lista'));
    trouble('response_url', { status: 500 });
    expect(await quietly(bench.person.press('update'), 600)).toMatchObject({ text: 'feito update', messages: 2 });
    expect(used('response_url')).toBe(4);
  });

  test('a response_url that is used up: the message itself is replaced', async () => {
    await start();
    await quietly(bench.person.command('canal'));
    trouble('response_url', { status: 404 });
    expect(await quietly(bench.person.press('update'))).toMatchObject({
      text: 'feito update',
      messages: 1,
      private: false,
    });
    expect(used('chat.update')).toBe(1);
  });

  test('a response_url that never answers: another message, once', async () => {
    await start(700);
    await quietly(bench.person.command('lista'));
    trouble('response_url', 'hang');
    expect(await quietly(bench.person.press('private'))).toMatchObject({
      text: 'feito private',
      messages: 2,
      private: true,
    });
    expect(used('response_url')).toBe(1);
    expect(used('chat.postEphemeral')).toBe(1);
  });

  test('a channel that takes nothing from us: direct messages', async () => {
    await start();
    await quietly(bench.person.command('lista'));
    trouble('response_url', { status: 404 });
    bench.fake.state.channels.set('C0000001', { member: false });
    await quietly(bench.person.press('private'));
    const last = bench.fake.state.messages.at(-1)!;
    expect([last.channel, seen(last.blocks)]).toEqual(['D0000001', 'feito private']);
  });

  test('nothing works at all: it is logged, and the next answer comes', async () => {
    await start();
    await quietly(bench.person.command('lista'));
    bench.fake.state.lasting.set('*', { status: 500 });
    await quietly(bench.person.press('private'), 1000);
    expect(bench.errors).toEqual([expect.objectContaining({ message: 'an answer could not be given' })]);
    bench.fake.state.lasting.clear();
    expect(await quietly(bench.person.press('update'))).toMatchObject({ text: 'feito update' });
  });

  test('a form that could not be opened: words instead', async () => {
    await start();
    await quietly(bench.person.command('lista'));
    trouble('views.open', { error: 'expired_trigger_id' });
    expect(await quietly(bench.person.press('form'))).toMatchObject({
      text: slackWords.formLate,
      private: true,
      form: undefined,
    });
    trouble('views.open', { status: 429, retryAfter: 1 });
    expect((await quietly(bench.person.press('form'), 1300)).form?.title).toBe('F');
  });

  test('files that could not be sent: words that say so', async () => {
    await start();
    bench.fake.state.lasting.set('files.completeUploadExternal', { error: 'internal_error' });
    expect((await quietly(bench.person.command('arquivo'))).text).toContain(slackWords.filesFailed('a.csv'));
  });
});

describe('who somebody is', () => {
  test('an answer waits for the language no longer than it should, and asks no more for a while', async () => {
    await start();
    bench.fake.state.lasting.set('users.info', 'hang');
    const started = performance.now();
    await bench.person.command('lista');
    expect(performance.now() - started).toBeLessThan(2500);
  });

  test('without users.info there is no language and no word of administrators, but an answer', async () => {
    await start();
    bench.fake.state.lasting.set('users.info', { status: 500 });
    expect((await quietly(bench.person.command('lingua'))).text).toBe('língua undefined, admin undefined');
    const calls = used('users.info');
    await quietly(bench.another({ user: 'U0000002' }).command('lista'));
    expect(used('users.info')).toBe(calls);
  });

  test('an error about one person is that person’s alone', async () => {
    await start();
    bench.fake.state.lasting.set('users.info', { error: 'user_not_found' });
    expect((await quietly(bench.person.command('lingua'))).text).toBe('língua undefined, admin false');
    bench.fake.state.lasting.clear();
    // Slack is not down: the next person has their language at once, and of this one nobody is asked again.
    const calls = used('users.info');
    const bia = bench.another({ user: 'U0000002', channel: 'C0000001' });
    await quietly(bia.command('lingua'));
    expect(seen(bia.messages().at(-1)!.blocks)).toBe('língua en-US, admin false');
    await quietly(bench.person.command('lingua'));
    expect(used('users.info')).toBe(calls + 1);
  });

  test('a Slack that is asked too much is not asked while it says so, and its silence is no word of administrators', async () => {
    await start();
    bench.fake.state.lasting.set('users.info', { status: 429, retryAfter: 60 });
    expect((await quietly(bench.person.command('lingua'))).text).toBe('língua undefined, admin undefined');
    const calls = used('users.info');
    await quietly(bench.another({ user: 'U0000002' }).command('lista'));
    expect(used('users.info')).toBe(calls);
    bench.fake.state.lasting.clear();
    expect((await quietly(bench.person.command('lingua'))).text).toBe('língua undefined, admin true');
  });
});

describe('a message that Slack refuses', () => {
  test('is answered ever plainer, its buttons last to go', async () => {
    await start();
    await quietly(bench.person.command('lista'));
    const refused = { error: 'invalid_blocks' };
    trouble('response_url', refused);
    const shown = await quietly(bench.person.press('update'));
    expect([shown.text, shown.buttons]).toEqual(['feito update', ['Abrir']]);
    trouble('response_url', refused, refused);
    const bare = await quietly(bench.person.command('canal')).then(() => quietly(bench.person.press('private')));
    expect([bare.text, bare.buttons]).toEqual([`feito private\n\n${slackWords.incomplete}`, []]);
    bench.fake.state.lasting.set('response_url', refused);
    await quietly(bench.person.press('private'));
    expect(bench.errors).toEqual([expect.objectContaining({ message: 'an answer could not be given' })]);
  });
});
