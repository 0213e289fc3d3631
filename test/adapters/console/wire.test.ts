import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maxUpload } from '../../../adapters/console/files.ts';
import { createTranscript } from '../../../adapters/console/transcript.ts';
import type { FileIn, Incoming } from '../../../src/kit/incoming.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { consoleWords as en } from '../../../src/words/en/console.ts';
import { consoleWords as ptBR } from '../../../src/words/pt-BR/console.ts';
import { createSample, type Sample } from '../sample.ts';
import { createClient } from './client.ts';
import { logged, type Stand, stand } from './fixture.ts';

let sample: Sample;
let room: Stand;
beforeEach(async () => {
  sample = createSample();
  room = await stand(sample.core);
});
afterEach(async () => {
  await room.stop();
  expect(logged).toEqual([]);
});

/** A request with whatever headers; fetch would not let us. */
const raw = (method: string, path: string, headers: Record<string, string>, body = '') =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { port } = new URL(room.origin);
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });

describe('who may reach it', () => {
  const deed = JSON.stringify({ person: 'ana', key: 'k1234567', asked: { kind: 'typed', text: '/mural' } });
  const own = () => ({
    host: new URL(room.origin).host,
    cookie: room.cookie,
    origin: room.origin,
    'content-type': 'application/json',
  });

  test('only names of this machine', async () => {
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:9', '[::1]:80'])
      expect((await raw('GET', '/console', { host, cookie: room.cookie })).status).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '192.168.0.7:3000']) {
      const refused = await raw('GET', '/console', { host, cookie: room.cookie, 'accept-language': 'pt-BR' });
      expect(refused).toEqual({ status: 403, text: ptBR.refused });
    }
  });

  test('only who has the key, which an ordinary proxy does not bring', async () => {
    const { host } = new URL(room.origin);
    const other = await stand(sample.core);
    const wrong: Record<string, string>[] = [
      {},
      { cookie: other.cookie },
      { cookie: `${room.cookie}x` },
      { cookie: room.cookie.slice(0, -1) },
    ];
    await other.stop();
    for (const path of [
      '/console',
      '/console/api/start',
      '/console/assets/app.js',
      '/console?key=',
      '/console?key=nothing',
    ])
      for (const headers of wrong) expect((await raw('GET', path, { host, ...headers })).status).toBe(403);
    expect((await raw('POST', '/console/api/ask', { ...own(), cookie: '' }, deed)).status).toBe(403);
    const entered = await fetch(`${room.address}&lang=en`, { redirect: 'manual' });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/console?lang=en']);
    expect(entered.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(entered.headers.get('set-cookie')).not.toContain(new URL(room.address).searchParams.get('key'));
    const wild = room.address.replace('/console', '//evil.example/..//console');
    expect((await fetch(wild, { redirect: 'manual' })).headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
  });

  test('nothing that came through a proxy, with the key or without', async () => {
    const { host } = new URL(room.origin);
    const key = new URL(room.address).search;
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])
      for (const path of ['/console', `/console${key}`])
        expect((await raw('GET', path, { host, cookie: room.cookie, [name]: '1' })).status).toBe(403);
  });

  test('only its own page changes anything', async () => {
    const wrong: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ];
    for (const headers of wrong)
      expect((await raw('POST', '/console/api/ask', { ...own(), ...headers }, deed)).status).toBe(403);
    const { origin: _, ...without } = own();
    expect((await raw('POST', '/console/api/ask', without, deed)).status).toBe(403);
    expect(await createClient(room).transcript()).toEqual([]);
    expect((await raw('POST', '/console/api/ask', own(), deed)).status).toBe(200);
    expect(await createClient(room).transcript()).toHaveLength(2);
  });

  test('other pages read nothing', async () => {
    const own = { host: new URL(room.origin).host, cookie: room.cookie };
    expect((await raw('GET', '/console/api/start', { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await raw('GET', '/console/api/start', { ...own, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('every page carries a policy without inline code', async () => {
    for (const path of ['', '/assets/app.js', '/api/start', '/nothing']) {
      const { headers } = await room.fetch(`/console${path}`);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    expect(await (await room.fetch(`/console`)).text()).not.toMatch(
      /<script(?! type="module" src=)|<style|\sstyle=|\son\w+=/,
    );
  });

  test('its files are its own only', async () => {
    for (const path of ['..%2fsurface.ts', '%2e%2e/surface.ts', 'surface.ts', 'nothing.js'])
      expect((await room.fetch(`/console/assets/${path}`)).status).toBe(404);
    const first = await room.fetch(`/console/assets/app.js`);
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    await first.text();
    const again = await room.fetch(`/console/assets/app.js`, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });
});

describe('what is sent', () => {
  test.each([
    '{',
    '[]',
    '{"person":"ana","key":"12345678"}',
    '{"person":"nobody-here","key":"12345678","asked":{"kind":"typed","text":"/lista"}}',
    '{"person":"ana","key":"1","asked":{"kind":"typed","text":"/lista"}}',
    '{"person":"ana","key":"12345678","asked":{"kind":"typed","text":""}}',
    '{"person":"ana","key":"12345678","asked":{"kind":"submit","id":"x","fields":{"a":{"read":1}}}}',
  ])('%s is refused', async (body) => {
    const { status } = await createClient(room).post('ask', body);
    expect(status).toBe(400);
    expect(await createClient(room).transcript()).toEqual([]);
  });

  test('a body over the limit is refused', async () => {
    const text = JSON.stringify({
      person: 'ana',
      key: '12345678',
      asked: { kind: 'typed', text: 'x'.repeat(300_000) },
    });
    expect((await createClient(room).post('ask', text)).status).toBe(413);
  });

  test('what is no command is answered all the same', async () => {
    const client = createClient(room);
    for (const text of ['lista', '/', 'bom dia', '😀', '/lista\n', '/LISTA '.repeat(50)]) await client.say(text);
    const answers = (await client.transcript()).filter((message) => message.view);
    expect(answers).toHaveLength(6);
    expect(answers[0]!.view!.title).toBe('Clientes do escritório');
  });

  test('the language is the one the browser chose', async () => {
    const words = async (lang: string) =>
      ((await (await room.fetch(`/console/api/start?lang=${lang}`)).json()) as { words: object }).words;
    expect(await words('pt-BR')).toEqual(JSON.parse(JSON.stringify(ptBR)));
    expect(await words('en')).toEqual(JSON.parse(JSON.stringify(en)));
    const client = createClient(room);
    await client.ask({ lang: 'en', asked: { kind: 'press', id: 'sample.nothing' } });
    expect(JSON.stringify((await client.transcript()).at(-1))).toContain('This card is old.');
  });

  test('what is sent ten times at once under one key is done and shown once', async () => {
    const client = createClient(room);
    await Promise.all(Array.from({ length: 10 }, () => client.say('/somar vezes:1', 'the-same-key')));
    expect(sample.runs).toEqual(['somar 1']);
    expect(await client.transcript()).toHaveLength(2);
  });
});

test('a channel is called what the page calls it, in the reader’s language', async () => {
  await room.stop();
  const got: Incoming[] = [];
  room = await stand({
    plan: () => 'private',
    handle: async (incoming) => {
      got.push(incoming);
      return { kind: 'view', answers: 'private', view: { blocks: [] } };
    },
  });
  await createClient(room).ask({ asked: { kind: 'typed', text: '/lista' } });
  await createClient(room).ask({ lang: 'en', asked: { kind: 'typed', text: '/lista' } });
  const [here, abroad] = got.map(({ place }) => place);
  expect([here!.channelName!('console'), abroad!.channelName!('console'), here!.channelName!('C9')]).toEqual([
    ptBR.channel,
    en.channel,
    undefined,
  ]);
});

test('whoever is seated here reads the channel', async () => {
  const place = { workspace: 'console', channel: 'console' };
  expect(await room.surface.readers!(place, ['bruno', 'somebody', 'ana'])).toEqual(['bruno', 'ana']);
});

describe('files', () => {
  test('a file dropped on a command goes to it, under a plain name', async () => {
    await room.stop();
    const got: Incoming[] = [];
    room = await stand({
      plan: () => 'private',
      handle: async (incoming) => {
        got.push(incoming);
        return { kind: 'view', answers: 'private', view: { blocks: [] } };
      },
    });
    const client = createClient(room);
    const file = await client.sendFile('../a/b\\c.csv', Buffer.from('olá'));
    await client.ask({ asked: { kind: 'file', command: 'importar', field: 'file', file } });
    const asked = got[0]!.asked;
    const given = asked.kind === 'command' ? (asked.options.file as FileIn) : undefined;
    expect(asked).toMatchObject({ kind: 'command', command: 'importar' });
    expect([given?.name, given?.size]).toEqual(['.._a_b_c.csv', 4]);
    expect(Buffer.from(await given!.read(4)).toString()).toBe('olá');
    await expect(given!.read(3)).rejects.toThrow('too-large');
    expect((await client.transcript())[0]!.text).toBe('/importar .._a_b_c.csv');
  });

  test('what is larger than an upload may be is refused in words, without being sent', async () => {
    const client = createClient(room);
    const reply = await client.say('/enviar');
    const file = await client.sendFile('enorme.csv', new Uint8Array(), maxUpload + 1);
    // Its form stays open, with the reason.
    const id = reply.kind === 'form' ? reply.form.id : '';
    const again = await client.ask({ asked: { kind: 'submit', id, fields: { file: { file } } } });
    expect(again.kind).toBe('form');
    expect(again.kind === 'form' && again.problem).toMatch(/enorme\.csv é grande demais: aceito até 1\s?kB/);
  });

  test('sizes that lie, and uploads over the limit, are refused', async () => {
    const client = createClient(room);
    await expect(client.sendFile('a.csv', Buffer.from('abc'), 2)).rejects.toThrow('400');
    await expect(client.sendFile('a.csv', new Uint8Array(maxUpload + 1))).rejects.toThrow('413');
  });

  test('a file goes out as a download, under its own name, and an unknown one is gone', async () => {
    const client = createClient(room);
    await client.say('/baixar');
    const file = (await client.transcript()).at(-1)!.view!.files[0]!;
    const response = await room.fetch(file.url);
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''clientes.csv");
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect((await response.arrayBuffer()).byteLength).toBe(file.size);
    const gone = await room.fetch(`/console/api/files/nothing?lang=pt-BR`);
    expect([gone.status, await gone.text()]).toEqual([410, ptBR.gone]);
  });
});

describe('who sees what', () => {
  const ids = async (person: string) => (await createClient(room, person).transcript()).map((message) => message.id);

  test('what is private is seen by one, what is for the channel by all, in one order', async () => {
    await createClient(room, 'ana').say('/lista');
    await createClient(room, 'bruno').say('/mural');
    await createClient(room, 'ana').say('/recusa');
    const [ana, bruno, nobody] = await Promise.all([ids('ana'), ids('bruno'), ids('nobody')]);
    expect(ana).toHaveLength(6);
    expect(bruno).toHaveLength(2);
    expect(nobody).toEqual(bruno);
    expect(ana.slice(2, 4)).toEqual(bruno);
  });

  test('whoever listens is told of every change', async () => {
    const abort = new AbortController();
    const response = await room.fetch(`/console/api/events?person=bruno`, { signal: abort.signal });
    const stream = response.body!.pipeThrough(new TextDecoderStream());
    await createClient(room, 'ana').say('/lista');
    await createClient(room, 'ana').say('/mural');
    let text = '';
    for await (const chunk of stream) {
      text += chunk;
      if (text.includes('Para todos.')) break;
    }
    abort.abort();
    expect(text).toContain('"text":"/mural"');
    expect(text).not.toContain('Clientes do escritório');
    expect((await room.fetch(`/console/api/events?person=somebody`)).status).toBe(404);
  });

  test('listening does not hold the stop', async () => {
    const response = await room.fetch(`/console/api/events?person=ana`);
    const from = performance.now();
    await room.stop();
    expect(performance.now() - from).toBeLessThan(4000);
    await response.text();
    expect(room.surface.health().ok).toBe(false);
  });
});

describe('what is delivered', () => {
  const view = (words: string): SealedView => ({ title: words, blocks: [] });
  const address = { platform: 'console', workspace: 'console', channel: 'console' };

  test('stands in the channel, once, and is replaced in its place', async () => {
    const first = await room.surface.deliver(address, view('um'), { key: 'k1' });
    expect(await room.surface.deliver(address, view('um'), { key: 'k1' })).toEqual(first);
    const message = first.ok ? first.message : '';
    expect(await room.surface.deliver({ ...address, message }, view('dois'), { key: 'k2' })).toEqual({
      ok: true,
      message,
    });
    for (const person of ['ana', 'nobody']) {
      const seen = await createClient(room, person).transcript();
      expect(seen.map((each) => [each.view?.title, each.private])).toEqual([['dois', false]]);
    }
  });

  test('can be for one person', async () => {
    expect(
      await room.surface.deliver({ ...address, channel: 'bruno' }, view('só para Bruno'), { key: 'k1' }),
    ).toMatchObject({ ok: true });
    expect(await createClient(room, 'bruno').transcript()).toMatchObject([
      { private: true, view: { title: 'só para Bruno' } },
    ]);
    expect(await createClient(room, 'ana').transcript()).toEqual([]);
  });

  test('where there is nothing any more is said to be gone', async () => {
    for (const where of [
      { ...address, channel: 'x' },
      { ...address, workspace: 'T1' },
      { ...address, message: 'lost' },
    ])
      expect(await room.surface.deliver(where, view('um'), { key: 'k1' })).toMatchObject({ ok: false, gone: true });
  });
});

test('the conversation keeps the newest of each list', () => {
  const transcript = createTranscript({ most: 3, now: () => 0 });
  const changes: string[] = [];
  transcript.listen('ana', (change) => changes.push(change.kind));
  for (let i = 0; i < 5; i++) transcript.add('ana', { text: `a${i}` });
  for (let i = 0; i < 4; i++) transcript.add(undefined, { text: `c${i}` });
  expect(transcript.list('ana').map((message) => message.text)).toEqual(['a2', 'a3', 'a4', 'c1', 'c2', 'c3']);
  expect(transcript.list('bruno').map((message) => message.text)).toEqual(['c1', 'c2', 'c3']);
  expect(changes.filter((kind) => kind === 'remove')).toHaveLength(3);
});
