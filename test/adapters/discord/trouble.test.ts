import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDiscord } from '../../../adapters/discord/check.ts';
import type { Outcome } from '../../../src/kit/incoming.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { look } from '../../fakes/discord/rendered.ts';
import { applicationId, fakeToken, home } from '../../fakes/discord/server.ts';
import { type Bot, scripted, startBot } from './bot.ts';
import { testWords } from './words.ts';

const said = (text: string): SealedView => ({ title: 'Aviso', blocks: [{ kind: 'text', text }] });
const view = (text: string): Outcome => ({ kind: 'view', answers: 'private', view: said(text) });
const slow = async (): Promise<Outcome> => {
  await new Promise((resolve) => setTimeout(resolve, 1700));
  return view('pronto');
};
const shownBy = (bot: Bot) =>
  bot.fake.state.messages.filter((each) => !each.deleted).map((each) => look(each.components).text);

type Finished = (done: () => Promise<void>) => void;
const begin = async (finished: Finished, answer: () => Outcome | Promise<Outcome> = () => view('ok')) => {
  const bot = await startBot('gateway', scripted(answer));
  finished(() => bot.stop());
  return { bot, shown: () => shownBy(bot) };
};

describe.concurrent('an answer', () => {
  test.for([{ status: 500 }, { status: 429, retryAfter: 0.2 }])(
    'comes through one failure of the first response (%o)',
    async (how, { expect, onTestFinished }) => {
      const { bot, shown } = await begin(onTestFinished);
      bot.fake.troubles.push({ match: /callback/, times: 1, ...how });
      await bot.settled(await bot.person().command('lista'));
      expect(shown()).toEqual(['Aviso\nok']);
    },
  );

  test.for([{ status: 500 }, { status: 429, retryAfter: 4 }, { status: 404, code: 10015 }])(
    'comes through failures of the later edit (%o)',
    async (how, { expect, onTestFinished }) => {
      const { bot, shown } = await begin(onTestFinished, slow);
      bot.fake.troubles.push({ match: /PATCH .*@original/, times: how.status === 500 ? 4 : 1, ...how });
      await bot.settled(await bot.person().command('lista'));
      expect(shown()).toEqual(['Aviso\npronto']);
    },
  );

  test('comes in full when only the sign of life failed', async ({ expect, onTestFinished }) => {
    const { bot, shown } = await begin(onTestFinished, slow);
    bot.fake.troubles.push({ match: /callback/, times: 3, status: 500 });
    await bot.settled(await bot.person().command('lista'));
    expect(shown()).toEqual(['Aviso\npronto']);
  });

  test('that comes too late is given up, in the log', async ({ expect, onTestFinished }) => {
    const { bot } = await begin(onTestFinished);
    bot.fake.troubles.push({ match: /callback/, times: 1, status: 404, code: 10062 });
    await bot.person().command('lista');
    await expect.poll(() => bot.logged.filter(({ level }) => level === 'warn').length, { timeout: 3000 }).toBe(1);
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
  });

  test('that another copy of the bot gave first is no failure', async ({ expect, onTestFinished }) => {
    const { bot } = await begin(onTestFinished);
    bot.fake.troubles.push({ match: /callback/, times: 1, status: 400, code: 40060 });
    await bot.person().command('lista');
    await bot.settled(await bot.person().command('lista'));
    expect(bot.logged.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.for([
    [1, ['texto', 'Abrir'], ['tabela']],
    [2, ['texto', 'Abrir'], []],
    [3, ['texto', testWords.incomplete], []],
  ] as const)(
    'that Discord refuses %i times is shown ever plainer, and says what it lacks',
    async ([times, there], { expect, onTestFinished }) => {
      const blocks: SealedView['blocks'] = [
        { kind: 'text', text: 'texto' },
        { kind: 'table', caption: 'tabela', columns: [{ label: 'Nome' }], rows: [['Padaria']] },
        { kind: 'buttons', buttons: [{ label: 'Abrir', press: 'a.b|1' }] },
      ];
      const { bot } = await begin(onTestFinished, () => ({ kind: 'view', answers: 'private', view: { blocks } }));
      bot.fake.troubles.push({ match: /callback/, times, status: 400, code: 50035 });
      await bot.settled(await bot.person().command('lista'));
      const { text, buttons } = look(bot.fake.state.messages.at(-1)!.components);
      const all = [text, ...buttons.map(({ label }) => label)].join('\n');
      for (const part of [...there, 'Padaria']) expect(all).toContain(part);
      expect(all.includes(testWords.incomplete)).toBe(times === 3);
    },
  );

  test('that Discord refuses to show is shown as bare text', async ({ expect, onTestFinished }) => {
    const { bot, shown } = await begin(onTestFinished);
    bot.fake.troubles.push({ match: /callback/, times: 1, status: 400, code: 50035 });
    await bot.settled(await bot.person().command('lista'));
    expect(shown()).toEqual(['Aviso\nok']);
    expect(bot.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  test('that is never taken harms no other', async ({ expect, onTestFinished }) => {
    const { bot } = await begin(onTestFinished);
    bot.fake.troubles.push({ match: /callback/, times: 1, hang: true });
    await bot.person().command('lista');
    await expect.poll(() => bot.fake.troubles[0]!.times, { timeout: 3000 }).toBe(0);
    expect((await bot.settled(await bot.person().command('lista'))).response).toBe(4);
    await expect.poll(() => bot.logged.some(({ level }) => level === 'error'), { timeout: 9000 }).toBe(true);
    expect(JSON.stringify(bot.logged)).not.toContain(fakeToken);
  });
});

let bot: Bot;
const shown = () => shownBy(bot);
const place = { platform: 'discord', workspace: '1100000000000000001', channel: home };
const post = (key = 'k', text = 'Oi') => bot.surface.deliver(place, said(text), { key });

describe('a delivery', () => {
  beforeEach(async () => {
    bot = await startBot(
      'gateway',
      scripted(() => view('ok')),
    );
  });
  afterEach(() => bot.stop());

  test('stands in the channel, notifies nobody, and is not sent twice', async () => {
    const first = await post();
    expect(first).toEqual({ ok: true, message: bot.fake.state.messages[0]!.id });
    expect(await post()).toEqual(first);
    expect(shown()).toEqual(['Aviso\nOi']);
    expect(bot.fake.seen.at(-1)!.body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } });
    expect((await post('other')).ok && shown()).toHaveLength(2);
  });

  test('that may have arrived before is found, also when Discord has forgotten its nonce', async () => {
    const first = await post();
    bot.fake.state.forget();
    for (let i = 0; i < 120; i++) await post(`after ${i}`);
    const since = new Date(Date.now() - 5000);
    const again = () => bot.surface.deliver(place, said('Oi'), { key: 'k', since });
    expect(await again()).toEqual(first);
    expect(shown()).toHaveLength(121);
    // Without the right to look it is sent all the same.
    bot.fake.troubles.push({ match: /GET \/channels/, times: 1, status: 403, code: 50001 });
    expect(await again()).toMatchObject({ ok: true });
    expect(shown()).toHaveLength(122);
    bot.fake.troubles.push({ match: /GET \/channels/, times: 3, status: 503 });
    expect(await again()).toMatchObject({ ok: false, unsure: true });
    expect(shown()).toHaveLength(122);
  });

  test.each([false, true])(
    'that is overwritten without its files holds none any more (in private: %s)',
    async (direct) => {
      const at = { ...place, ...(direct ? { channel: '1100000000000000077', direct } : {}) };
      const files = [{ name: 'padaria.zip', type: 'application/zip', bytes: Buffer.from('a;b') }];
      const first = await bot.surface.deliver(at, { ...said('Segue'), files }, { key: 'k' });
      const held = () => bot.fake.state.messages.flatMap((each) => each.files.map((file) => file.name));
      expect(held()).toEqual(['padaria.zip']);
      await bot.surface.deliver({ ...at, message: first.ok ? first.message : '' }, said('Apagada'), { key: 'k2' });
      expect([held(), shown()]).toEqual([[], ['Aviso\nApagada']]);
    },
  );

  test('in private stands in the direct messages, and can be replaced there', async () => {
    const person = { ...place, channel: '1100000000000000077', direct: true };
    const first = await bot.surface.deliver(person, said('Oi'), { key: 'k' });
    const message = first.ok ? first.message : '';
    expect(message).toMatch(/^\d+\/\d+$/);
    expect(await bot.surface.deliver({ ...person, message }, said('Novo'), { key: 'k2' })).toEqual(first);
    expect(await bot.surface.deliver(person, said('Oi'), { key: 'k', since: new Date(Date.now() - 5000) })).toEqual(
      first,
    );
    expect(shown()).toEqual(['Aviso\nNovo']);
    bot.fake.state.closed.add(person.channel);
    expect(await bot.surface.deliver(person, said('Oi'), { key: 'k3' })).toMatchObject({ ok: false, gone: true });
  });

  test('replaces what stands there', async () => {
    const first = await post();
    const message = first.ok ? first.message : '';
    expect(await bot.surface.deliver({ ...place, message }, said('Novo'), { key: 'k2' })).toEqual(first);
    expect(shown()).toEqual(['Aviso\nNovo']);
  });

  test('that Discord refuses keeps its file and its buttons, or fails', async () => {
    const files = [{ name: 'a.zip', type: 'application/zip', bytes: Buffer.from('zip') }];
    const view: SealedView = {
      blocks: [
        { kind: 'text', text: 'Segue o ZIP.' },
        { kind: 'table', caption: 'Itens', columns: [{ label: 'Nome' }], rows: [['NFS-e']] },
        { kind: 'buttons', buttons: [{ label: 'Recibos', press: 'a.b|1' }] },
      ],
      files,
    };
    const refuse = (times: number) =>
      bot.fake.troubles.push({ match: /POST \/channels/, times, status: 400, code: 50035 });
    refuse(2);
    expect(await bot.surface.deliver(place, view, { key: 'k' })).toMatchObject({ message: expect.any(String) });
    const [standing] = bot.fake.state.messages;
    expect(standing!.files.map(({ name }) => name)).toEqual(['a.zip']);
    expect(look(standing!.components).buttons.map(({ label }) => label)).toEqual(['Recibos']);
    refuse(3);
    expect(await bot.surface.deliver(place, view, { key: 'k2' })).toMatchObject({ ok: false, final: true });
    const large = { ...view, files: [{ ...files[0]!, bytes: new Uint8Array(10 * 1024 * 1024 + 1) }] };
    expect(await bot.surface.deliver(place, large, { key: 'k3' })).toMatchObject({ ok: false, final: true });
    expect(bot.fake.state.messages).toHaveLength(1);
  });

  test('brings its files also where another copy of the HTTP library was there first', async () => {
    const before = getGlobalDispatcher();
    const agent = new Agent();
    setGlobalDispatcher(agent);
    const view: SealedView = { blocks: [], files: [{ name: 'a.csv', type: 'text/csv', bytes: Buffer.from('a;b') }] };
    expect(await bot.surface.deliver(place, view, { key: 'k' })).toMatchObject({ ok: true });
    setGlobalDispatcher(before);
    await agent.destroy();
    expect(bot.fake.state.messages[0]!.files.map(({ name }) => name)).toEqual(['a.csv']);
  });

  test('waits as long as Discord says', async () => {
    bot.fake.troubles.push({ match: /POST \/channels/, times: 1, status: 429, retryAfter: 7 });
    const result = await post();
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.wait).toBeGreaterThanOrEqual(7000);
    expect(!result.ok && result.wait).toBeLessThan(8000);
  });

  test('that fails may be tried again', async () => {
    bot.fake.troubles.push({ match: /POST \/channels/, times: 3, status: 503 });
    expect(await post()).toEqual({ ok: false, reason: 'HTTP 503', unsure: true });
    expect(await post()).toMatchObject({ ok: true });
  });

  test.each([
    [404, 10003],
    [403, 50001],
    [403, 50007],
  ])('to where nobody is any more (%i %i) is given up', async (status, code) => {
    bot.fake.troubles.push({ match: /POST \/channels/, times: 1, status, code });
    expect(await post()).toMatchObject({ ok: false, gone: true });
  });

  test('of a message that was deleted is given up', async () => {
    expect(
      await bot.surface.deliver({ ...place, message: '1300000000000009999' }, said('x'), { key: 'k' }),
    ).toMatchObject({
      ok: false,
      gone: true,
    });
  });

  test('with a token that is refused once is possible again afterwards', async () => {
    bot.fake.troubles.push({ match: /POST \/channels/, times: 1, status: 401 });
    expect(await post()).toMatchObject({ ok: false, wait: 300_000 });
    expect(await post()).toMatchObject({ ok: true });
  });
});

describe('the check', () => {
  beforeEach(async () => {
    bot = await startBot(
      'gateway',
      scripted(() => view('ok')),
    );
  });
  afterEach(() => bot.stop());

  const check = (token = fakeToken, apiUrl = bot.fake.apiUrl, id?: string) =>
    checkDiscord({ token, apiUrl, applicationId: id, timeoutMs: 1000 });

  test('tells whose token it is, and when it is nobody’s or another’s', async () => {
    expect(await check()).toEqual({ ok: true, name: 'Carteira' });
    expect(await check(fakeToken, bot.fake.apiUrl, applicationId)).toEqual({ ok: true, name: 'Carteira' });
    expect(await check(fakeToken, bot.fake.apiUrl, '1')).toEqual({ ok: false, code: 'application' });
    expect(await check('wrong')).toEqual({ ok: false, code: 'unauthorized' });
  });

  test('tells when Discord is not there', async () => {
    expect(await check(fakeToken, 'http://127.0.0.1:1/api')).toEqual({ ok: false, code: 'unreachable' });
    bot.fake.troubles.push({ match: /applications/, times: 1, status: 500 });
    expect(await check()).toEqual({ ok: false, code: 'HTTP 500' });
    bot.fake.troubles.push({ match: /applications/, times: 1, hang: true });
    expect(await check()).toEqual({ ok: false, code: 'unreachable' });
  });
});
