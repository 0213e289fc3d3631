import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiscord } from '../../../adapters/discord/surface.ts';
import { draftsIn } from '../../drafts.ts';
import { signed } from '../../fakes/discord/person.ts';
import { alone, type Bot, scripted, startBot } from './bot.ts';

const core = scripted(() => ({ kind: 'view', answers: 'private', view: { blocks: [{ kind: 'text', text: 'ok' }] } }));
let bot: Bot;
beforeAll(async () => {
  bot = await startBot('http', core);
});
afterAll(() => bot.stop());

const post = async (body: string | Buffer, headers: Record<string, string>) => {
  const response = await fetch(bot.endpoint!, { method: 'POST', headers, body, signal: AbortSignal.timeout(5000) });
  return { status: response.status, body: await response.text() };
};
const ping = JSON.stringify({ type: 1, id: '1', application_id: '2', token: 't', version: 1 });
const at = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);

describe('interactions over HTTP', () => {
  test('a signed ping is answered', async () => {
    expect(await post(ping, signed(ping))).toEqual({ status: 200, body: '{"type":1}' });
  });

  test.each([
    ['none', {}],
    ['of other bytes', signed(`${ping} `)],
    ['of another time', { ...signed(ping), 'x-signature-timestamp': at(-1) }],
    ['that is no signature', { ...signed(ping), 'x-signature-ed25519': 'zz' }],
    ['that is too short', { ...signed(ping), 'x-signature-ed25519': 'ab'.repeat(10) }],
    ['without its time', { 'x-signature-ed25519': signed(ping)['x-signature-ed25519']! }],
    ['six minutes old', signed(ping, at(-360))],
    ['six minutes ahead', signed(ping, at(360))],
    ['with a time that is none', signed(ping, 'NaN')],
  ])('a signature %s is refused', async (_, headers) => {
    expect(await post(ping, headers)).toEqual({ status: 401, body: '' });
  });

  test.each([at(-280), at(280)])('a clock that is nearly right is right enough', async (time) => {
    expect((await post(ping, signed(ping, time))).status).toBe(200);
  });

  test('a body that is too large is refused, whether it says so or not', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, ' ');
    expect(await post(body, signed(body))).toEqual({ status: 413, body: '' });
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(
        bot.endpoint!,
        { method: 'POST', headers: { ...signed(body), 'transfer-encoding': 'chunked' } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
    expect(status).toBe(413);
  });

  test('a signed body that is no interaction is refused', async () => {
    for (const body of ['', '{', 'null', '[]', '"x"', '{"type":"2"}'])
      expect((await post(body, signed(body))).status).toBe(400);
  });

  test('an interaction of a shape nobody knows harms nothing', async () => {
    const body = JSON.stringify({
      type: 2,
      id: '7',
      token: 't',
      data: { name: 'lista' },
      user: { id: '1' },
      locale: 5,
      news: { of: [1] },
    });
    expect((await post(body, signed(body))).status).toBe(200);
    const odd = JSON.stringify({ type: 99, id: '8', token: 't' });
    expect((await post(odd, signed(odd))).status).toBe(202);
    expect((await post(ping, signed(ping))).status).toBe(200);
  });

  test('only POST is understood', async () => {
    expect((await fetch(bot.endpoint!)).status).toBe(405);
  });

  test('a quick answer goes back in the response itself', async () => {
    const sent = await bot.settled(await bot.person().command('lista'));
    expect(sent.inline).toBe(true);
    expect(sent.response).toBe(4);
    expect(bot.fake.seen.filter(({ path }) => path.startsWith('/interactions/'))).toEqual([]);
  });

  test('the same interaction twice is asked once', async () => {
    const person = bot.person();
    await bot.settled(await person.command('mural'));
    const before = core.asked.length;
    await bot.settled(await person.again());
    expect(core.asked.length).toBe(before);
    expect(bot.fake.refusals).toEqual([]);
  });
});

test('a public key that is none is told at start', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const options = {
    token: 't',
    applicationId: '1',
    commands: [],
    core,
    drafts: draftsIn(),
    duty: alone(),
    words: () => ({}) as never,
    log,
  };
  expect(() => createDiscord({ ...options, publicKey: 'abc' })).toThrow('64 hexadecimal digits');
});
