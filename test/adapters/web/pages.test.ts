import { Registry } from 'prom-client';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPages } from '../../../adapters/web/pages.ts';
import { web as en } from '../../../src/words/en/web.ts';
import { web as ptBR } from '../../../src/words/pt-BR/web.ts';

const logged: object[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void logged.push(fields) };
const registry = new Registry();
let ready: () => Promise<{ name: string; ok: boolean }[]>;
let health: () => Promise<{ ok: boolean } & Record<string, unknown>>;
const app = createPages({
  words: (said) => (said?.startsWith('en') ? en : ptBR),
  version: '1.2.3',
  platforms: () => [
    { platform: 'slack', ok: true },
    { platform: '<img src=x>', ok: false },
  ],
  links: [{ name: 'console', href: '/console' }],
  ready: () => ready(),
  health: () => health(),
  contact: 'ajuda@example.com',
  registry,
  log,
});

beforeEach(() => {
  logged.length = 0;
  health = async () => ({ ok: true });
  ready = async () => [{ name: 'database', ok: true }];
});

describe('what every store of apps wants to be able to read', () => {
  test.each(['/privacy', '/support'])('stands at %s, in both languages, and is led to from the start', async (path) => {
    expect(await (await app.request('/')).text()).toContain(`href="${path}"`);
    for (const [said, w] of [
      ['pt-BR', ptBR],
      ['en', en],
    ] as const) {
      const response = await app.request(path, { headers: { 'accept-language': said } });
      const page = await response.text();
      expect(response.status).toBe(200);
      const { title, parts } = path === '/privacy' ? w.privacy : w.support;
      for (const part of [title, ...parts('ajuda@example.com').map(({ heading }) => heading)])
        expect(page).toContain(part);
      expect(page).toContain('ajuda@example.com');
    }
  });
});

describe('the start page', () => {
  test('says what runs here, in the language of the reader', async () => {
    const page = await (await app.request('/')).text();
    for (const part of [
      '<html lang="pt-BR">',
      'Versão 1.2.3',
      'Slack',
      'Conectado',
      'Sem conexão',
      'href="/console"',
      'Abrir o console',
    ])
      expect(page).toContain(part);
    const english = await (await app.request('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Open the console');
  });

  test('escapes what it is handed', async () => {
    const page = await (await app.request('/')).text();
    expect(page).toContain('&lt;img src=x&gt;');
    expect(page).not.toContain('<img src=x>');
  });

  test('has no inline script, style or handler', async () => {
    const page = await (await app.request('/')).text();
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });
});

describe('every answer', () => {
  test.each(['/', '/healthz', '/readyz', '/metrics', '/nowhere', '/assets/style.css'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await app.request(path);
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
      expect(csp).not.toContain('script-src');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    },
  );

  test('an unknown address is a page with the way back', async () => {
    const response = await app.request('/connect/nothing');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(ptBR.notFound.title);
  });

  test('a body over the limit is refused', async () => {
    const response = await app.request('/', { method: 'POST', body: 'x'.repeat(200 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain(ptBR.tooLarge.title);
  });
});

describe('static files', () => {
  test('are served for good, and not sent twice', async () => {
    const page = await (await app.request('/')).text();
    const href = /href="(\/assets\/style\.css\?[\w-]+)"/.exec(page)?.[1];
    const first = await app.request(href!);
    expect(first.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(first.headers.get('cache-control')).toContain('immutable');
    const again = await app.request(href!, { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  test.each(['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/words.ts', '/assets/words.ts', '/assets/nothing.css'])(
    '%s is none',
    async (path) => {
      expect((await app.request(path)).status).toBe(404);
    },
  );
});

describe('what machines read', () => {
  test('alive', async () => {
    const response = await app.request('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true, version: '1.2.3' });
  });

  test('not healthy, with the cause, also when nobody knows how it is', async () => {
    health = async () => ({ ok: false, database: { ok: false, cause: 'full' } });
    const full = await app.request('/healthz');
    expect(full.status).toBe(503);
    expect(await full.json()).toEqual({ ok: false, version: '1.2.3', database: { ok: false, cause: 'full' } });
    health = () => Promise.reject(new Error('password=secret'));
    const away = await app.request('/healthz');
    expect(away.status).toBe(503);
    expect(await away.json()).toEqual({ ok: false, version: '1.2.3' });
    ready = async () => [{ name: 'database', ok: true, why: 'full' }];
    const readable = await app.request('/readyz');
    expect(readable.status).toBe(200);
    expect(await readable.json()).toEqual({ ok: true, parts: { database: true }, why: { database: 'full' } });
  });

  test('ready, and which part is not', async () => {
    expect((await app.request('/readyz')).status).toBe(200);
    ready = async () => [
      { name: 'database', ok: false },
      { name: 'outbox', ok: true },
    ];
    const response = await app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ok: false, parts: { database: false, outbox: true } });
  });

  test('a readiness check that throws is not ready, and says nothing of why', async () => {
    ready = () => Promise.reject(new Error('password=secret'));
    const response = await app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });

  test('a page that fails says so in words and logs no address', async () => {
    const failing = createPages({
      words: () => ptBR,
      version: '1',
      platforms: () => {
        throw new Error('boom');
      },
      links: [],
      ready,
      health: async () => ({ ok: true }),
      registry,
      log,
    });
    const response = await failing.request('/?token=abc');
    expect(response.status).toBe(500);
    const page = await response.text();
    expect(page).toContain(ptBR.broken.title);
    expect(logged).toHaveLength(1);
    const { reference } = logged[0] as { reference: string };
    expect(reference).toMatch(/^[0-9A-F]{8}$/);
    expect(page).toContain(reference);
    expect(JSON.stringify(logged)).not.toContain('abc');
  });
});
