import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkSlack } from '../../../adapters/slack/check.ts';
import type { Address } from '../../../src/kit/incoming.ts';
import { type Block, text } from '../../../src/kit/view.ts';
import { type Bench, slackWords, startBench } from '../../fakes/slack/driver.ts';
import { seen } from '../../fakes/slack/rendered.ts';
import { appToken, botToken } from '../../fakes/slack/server.ts';
import { createSample } from '../sample.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench(createSample().core, 'http');
});
afterEach(() => bench.stop());

const to = (channel: string, message?: string): Address => ({
  platform: 'slack',
  workspace: 'T0000001',
  channel,
  message,
});
const say = (what: string) => ({ title: 'Resumo', blocks: [text(what)] });
const deliver = (address: Address, what = 'bom dia') => bench.surface.deliver(address, say(what), { key: 'key-1' });

describe('a delivery', () => {
  test('is posted, and later replaced', async () => {
    const first = await deliver(to('C0000001'));
    expect(first).toEqual({ ok: true, message: expect.stringMatching(/^\d+\.\d+$/) });
    const message = (first as { message: string }).message;
    expect(await deliver(to('C0000001', message), 'boa tarde')).toEqual({ ok: true, message });
    expect(bench.fake.state.messages.map(({ blocks }) => seen(blocks))).toEqual(['Resumo\nboa tarde']);
  });

  test('to a person can be replaced too, though Slack calls the place by another name', async () => {
    const { message } = (await deliver(to('U0000002'))) as { message: string };
    expect(await deliver(to('U0000002', message), 'boa tarde')).toEqual({ ok: true, message });
    expect(bench.fake.state.messages.map(({ channel, blocks }) => [channel, seen(blocks)])).toEqual([
      ['D0000002', 'Resumo\nboa tarde'],
    ]);
  });

  test('brings its files along, under the message', async () => {
    const files = [{ name: 'vencimentos.csv', type: 'text/csv', bytes: Buffer.from('a;b') }];
    expect(await bench.surface.deliver(to('C0000001'), { blocks: [text('segue')], files }, { key: 'k' })).toMatchObject(
      { ok: true },
    );
    const [message, shared] = bench.fake.state.messages;
    expect(shared).toMatchObject({ channel: 'C0000001', thread: message!.ts, files: [{ name: 'vencimentos.csv' }] });
    expect(Buffer.from(shared!.files[0]!.bytes).toString()).toBe('a;b');
  });

  test.each(['C0000001', 'U0000002'])(
    'that is overwritten without its files takes them out of Slack too, in %s',
    async (channel) => {
      const files = [{ name: 'padaria.zip', type: 'application/zip', bytes: Buffer.from('a;b') }];
      const sent = await bench.surface.deliver(to(channel), { blocks: [text('segue')], files }, { key: 'k' });
      const message = (sent as { message: string }).message;
      const shown = () => bench.fake.state.messages.flatMap((each) => each.files.map((file) => file.name));
      expect(shown()).toEqual(['padaria.zip']);
      // For the moment: all of it again later.
      bench.fake.state.trouble.set('files.delete', [{ error: 'internal_error' }]);
      expect(await deliver(to(channel, message), 'apagada')).toEqual({
        ok: false,
        reason: 'internal_error',
        unsure: true,
      });
      expect(await deliver(to(channel, message), 'apagada')).toEqual({ ok: true, message: message.split('#')[0] });
      expect(shown()).toEqual([]);
      // Once more, and where somebody took the message away: nothing is in the way.
      expect(await deliver(to(channel, message), 'apagada')).toMatchObject({ ok: true });
      // What Slack keeps for good stops nothing.
      bench.fake.state.trouble.set('files.delete', [{ error: 'cant_delete_file' }]);
      expect(await deliver(to(channel, message), 'apagada')).toMatchObject({ ok: true });
    },
  );

  test('whose message somebody took away loses its files all the same', async () => {
    const files = [{ name: 'padaria.zip', type: 'application/zip', bytes: Buffer.from('a;b') }];
    const sent = await bench.surface.deliver(to('C0000001'), { blocks: [text('segue')], files }, { key: 'k' });
    bench.fake.state.messages.shift();
    const message = (sent as { message: string }).message;
    expect(await deliver(to('C0000001', message), 'apagada')).toMatchObject({ ok: false, gone: true });
    expect(bench.fake.state.messages.flatMap((each) => each.files)).toEqual([]);
  });

  test('never stands there without its files, and is never called done without them', async () => {
    const view = {
      blocks: [text('segue')],
      files: [{ name: 'a.zip', type: 'application/zip', bytes: Buffer.from('a;b') }],
    };
    const send = () => bench.surface.deliver(to('C0000001'), view, { key: 'k' });
    bench.fake.state.trouble.set('files.completeUploadExternal', [
      { error: 'internal_error' },
      { error: 'missing_scope' },
    ]);
    // For the moment: taken back, to be sent again as a whole.
    expect(await send()).toEqual({ ok: false, reason: 'internal_error' });
    expect(bench.fake.state.messages).toEqual([]);
    // For good: said where it stands, and told.
    expect(await send()).toEqual({ ok: false, reason: 'missing_scope', final: true });
    expect(bench.fake.state.messages.map(({ blocks }) => seen(blocks))).toEqual([
      `⛔ segue\n${slackWords.filesFailed('a.zip')}`,
    ]);
    expect(await send()).toMatchObject({ ok: true });
  });

  test('that Slack refuses is sent ever plainer, its buttons last to go', async () => {
    const view = {
      title: 'Resumo',
      blocks: [
        { kind: 'image', name: 'g.png', alt: 'Vencimentos', png: Buffer.from('png') },
        { kind: 'table', caption: 'Quem', columns: [{ label: 'Nome' }], rows: [['Padaria']] },
        { kind: 'buttons', buttons: [{ label: 'Abrir', press: 'a.b|1' }] },
      ] satisfies Block<string>[],
    };
    const send = (key: string) => bench.surface.deliver(to('C0000001'), view, { key });
    const no = { error: 'invalid_blocks' };
    // Without its picture, without its data table, without tables.
    bench.fake.state.trouble.set('chat.postMessage', [no, no, no]);
    expect(await send('k1')).toMatchObject({ ok: true });
    const [message] = bench.fake.state.messages;
    expect(message!.blocks.map((block) => block.type)).toEqual(['header', 'context', 'rich_text', 'actions']);
    bench.fake.state.lasting.set('chat.postMessage', { error: 'invalid_blocks' });
    expect(await send('k2')).toEqual({ ok: false, reason: 'invalid_blocks', final: true });
  });

  test('that must wait says how long', async () => {
    bench.fake.state.trouble.set('chat.postMessage', [{ status: 429, retryAfter: 7 }]);
    expect(await deliver(to('C0000001'))).toEqual({ ok: false, reason: 'ratelimited', wait: 7000 });
  });

  test('to a place that is no more says so', async () => {
    bench.fake.state.channels.set('C0000002', { member: true, archived: true });
    bench.fake.state.channels.set('C0000003', { member: false });
    expect(await deliver(to('C0000009'))).toEqual({ ok: false, reason: 'channel_not_found', gone: true });
    expect(await deliver(to('C0000002'))).toEqual({ ok: false, reason: 'is_archived', gone: true });
    expect(await deliver(to('C0000003'))).toEqual({ ok: false, reason: 'not_in_channel', gone: true });
    expect(await deliver(to('C0000001', '1.2'))).toEqual({ ok: false, reason: 'message_not_found', gone: true });
    // A token that is none any more says nothing about the place: what is to be said there waits.
    for (const error of ['account_inactive', 'token_revoked', 'invalid_auth']) {
      bench.fake.state.trouble.set('chat.postMessage', [{ error }]);
      expect(await deliver(to('C0000001'))).toEqual({ ok: false, reason: error, wait: 300_000 });
    }
  });

  test('that fails for another reason may be tried again, once at a time', async () => {
    bench.fake.state.trouble.set('chat.postMessage', [{ status: 500 }, { error: 'fatal_error' }]);
    expect(await deliver(to('C0000001'))).toEqual({ ok: false, reason: 'http 500', unsure: true });
    expect(await deliver(to('C0000001'))).toEqual({ ok: false, reason: 'fatal_error', unsure: true });
    expect(bench.fake.state.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
    expect(await deliver(to('C0000001'))).toMatchObject({ ok: true });
  });

  describe('that may have arrived before', () => {
    const since = new Date(Date.now() - 5000);
    const again = (channel: string, key = 'key-1') =>
      bench.surface.deliver(to(channel), say('bom dia'), { key, since });
    const asked = (method: string) => bench.fake.state.calls.filter((call) => call.method === method).length;

    test.each([
      ['a channel', 'C0000001', 'channels:history'],
      ['a person', 'U0000002', 'im:history'],
    ])('to %s is looked for, and not sent again', async (_, place, scope) => {
      bench.fake.state.scopes.add(scope);
      const first = await deliver(to(place));
      expect(await again(place)).toEqual(first);
      expect(bench.fake.state.messages).toHaveLength(1);
      expect(await again(place, 'key-2')).toMatchObject({ ok: true });
      expect(bench.fake.state.messages).toHaveLength(2);
    });

    test('is sent all the same when Slack lets us look once a minute only', async () => {
      bench.fake.state.scopes.add('channels:history');
      bench.fake.state.lasting.set('conversations.history', { status: 429, retryAfter: 60 });
      const old = new Date(Date.now() - 4 * 60_000);
      const send = (since: Date) => bench.surface.deliver(to('C0000001'), say('bom dia'), { key: 'limited', since });
      expect(await send(since)).toEqual({ ok: false, reason: 'ratelimited', wait: 60_000 });
      expect(await send(old)).toMatchObject({ ok: true });
      expect(bench.fake.state.messages).toHaveLength(1);
    });

    test('is found behind all that was said since', async () => {
      bench.fake.state.scopes.add('channels:history');
      const first = await deliver(to('C0000001'));
      for (let i = 0; i < 450; i++)
        bench.fake.state.messages.push({
          ts: bench.fake.state.ts(),
          channel: 'C0000001',
          text: `conversa ${i}`,
          blocks: [],
          files: [],
        });
      expect(await again('C0000001')).toEqual(first);
    });

    test('brings the files that were missing, and none that stand there', async () => {
      bench.fake.state.scopes.add('channels:history');
      const view = { blocks: [text('segue')], files: [{ name: 'a.csv', type: 'text/csv', bytes: Buffer.from('a;b') }] };
      bench.fake.state.trouble.set('files.getUploadURLExternal', [{ error: 'fatal_error' }]);
      bench.fake.state.trouble.set('chat.delete', [{ error: 'fatal_error' }]);
      await bench.surface.deliver(to('C0000001'), view, { key: 'k' });
      expect(bench.fake.state.messages).toHaveLength(1);
      for (const standing of [2, 2]) {
        await bench.surface.deliver(to('C0000001'), view, { key: 'k', since });
        expect(bench.fake.state.messages).toHaveLength(standing);
      }
    });

    test('is sent where nobody may look, and only where a try was left open is anything looked for', async () => {
      await deliver(to('C0000001'));
      expect(asked('conversations.history')).toBe(0);
      expect(await again('C0000001')).toMatchObject({ ok: true });
      expect([asked('conversations.history'), bench.fake.state.messages.length]).toEqual([1, 2]);
    });

    test('waits until it can be looked for', async () => {
      bench.fake.state.scopes.add('channels:history');
      const first = await deliver(to('C0000001'));
      bench.fake.state.trouble.set('conversations.history', [{ status: 429, retryAfter: 3 }, { status: 503 }]);
      expect(await again('C0000001')).toEqual({ ok: false, reason: 'ratelimited', wait: 3000 });
      expect(await again('C0000001')).toEqual({ ok: false, reason: 'http 503', unsure: true });
      expect(await again('C0000001')).toEqual(first);
      expect(bench.fake.state.messages).toHaveLength(1);
    });
  });

  test('that gets no answer comes to an end', async () => {
    const hasty = await startBench(createSample().core, 'http', { timeoutMs: 500 });
    hasty.fake.state.trouble.set('chat.postMessage', ['hang']);
    expect(await hasty.surface.deliver(to('C0000001'), say('bom dia'), { key: 'k' })).toMatchObject({
      ok: false,
      unsure: true,
    });
    await hasty.stop();
  });
});

describe('health and check', () => {
  test('say whose token it is', async () => {
    expect(bench.surface.health()).toEqual({ ok: true, detail: 'team Aurora' });
    expect(await checkSlack({ botToken, appToken, apiUrl: bench.fake.apiUrl })).toEqual({
      ok: true,
      team: 'Aurora',
      user: 'carteira',
    });
  });

  test('say what is wrong, and never the token', async () => {
    const { apiUrl } = bench.fake;
    expect(await checkSlack({ botToken: 'xoxb-secret', apiUrl })).toEqual({ ok: false, code: 'invalid_auth' });
    expect(await checkSlack({ botToken, appToken: 'xapp-secret', apiUrl })).toEqual({ ok: false, code: 'app_token' });
    expect(await checkSlack({ botToken, apiUrl: 'http://127.0.0.1:1/api/' })).toEqual({
      ok: false,
      code: 'unreachable',
    });
    const other = await startBench(createSample().core, 'http', { botToken: 'xoxb-secret' });
    expect(other.surface.health()).toEqual({ ok: false, detail: 'auth.test: invalid_auth' });
    await other.stop();
  });
});
