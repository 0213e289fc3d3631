import { createServer as createTracker, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type StoredMail } from '../../../adapters/mail/mailbox.ts';
import { layout } from '../../../adapters/web/layout.ts';
import { createPages } from '../../../adapters/web/pages.ts';
import { createServer, type Server } from '../../../adapters/web/server.ts';
import { mailFrame } from '../../../src/jobs/mail.ts';
import { createLocalKey } from '../../../src/kit/local.ts';
import { localeOf, words } from '../../../src/words/index.ts';
import { type Browser, browserSuite, launch } from '../../browser.ts';
import { quiet, testNow } from '../../house.ts';

const evil = '<script>document.title="owned"</script><img src="https://tracker.example/x.png">';
const mailOf = (id: string, rest: Partial<StoredMail> = {}): StoredMail => ({
  id,
  at: testNow,
  to: 'maria@padaria.com.br',
  subject: 'Horizonte Contábil quer se conectar à sua empresa',
  messageId: `<${id}@horizonte.com.br>`,
  replyTo: { name: 'Horizonte Contábil', address: 'contato@horizonte.com.br' },
  ...mailFrame({
    locale: 'pt-BR',
    title: 'Horizonte Contábil quer se conectar à sua empresa',
    paragraphs: ['Olá, Maria.', 'Veja o que será compartilhado:', ['Notas fiscais', 'Extratos'], 'Você decide.'],
    button: { label: 'Ver o convite', url: 'http://localhost:1/connect/abc' },
    footer: 'Dúvidas? Fale com Horizonte Contábil, (11) 3333-4444.',
  }),
  ...rest,
});

let mails: StoredMail[] = [];
let server: Server;
let port = 0;
const key = createLocalKey();
let cookie = '';
const mailbox = createMailbox({
  mails: async () => mails,
  from: 'Carteira <carteira@horizonte.com.br>',
  words: (said) => words[localeOf(said) ?? 'pt-BR'].mail.mailbox,
  layout: (parts) => layout({ name: 'Carteira', ...parts }),
  key,
  log: quiet,
});

beforeAll(async () => {
  const pages = createPages({
    words: () => words['pt-BR'].web,
    version: '0',
    platforms: () => [],
    links: [],
    ready: async () => [],
    health: async () => ({ ok: true }),
    registry: new Registry(),
    log: quiet,
  });
  server = createServer({ host: '127.0.0.1', port: 0, mounts: [mailbox.mount], pages, log: quiet });
  ({ port } = await server.start());
  const entered = await fetch(key.addressOf(`http://localhost:${port}`, '/mailbox'), { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')!.split(';', 1)[0]!;
});
afterAll(() => server.stop());
beforeEach(() => {
  mails = [mailOf('b'), mailOf('a', { subject: `Convite ${evil}`, html: `<p>Oi</p>${evil}`, text: evil })];
});

/** Asked by hand: fetch does not let anybody choose a Host. */
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, cookie, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      },
    );
    asked.on('error', reject).end();
  });

describe('the mailbox', () => {
  it('lists the mails, newest first, and says so when there is none', async () => {
    const { status, text } = await get('/mailbox');
    expect(status).toBe(200);
    expect(text.indexOf('"/mailbox/b"')).toBeLessThan(text.indexOf('"/mailbox/a"'));
    expect(text).toContain('maria@padaria.com.br');
    mails = [];
    expect((await get('/mailbox')).text).toContain('Nenhum e-mail ainda');
    expect((await get('/mailbox', { 'accept-language': 'en' })).text).toContain('No e-mails yet');
  });

  it('shows a mail as it would arrive: its headers, its text, its HTML apart', async () => {
    const { text } = await get('/mailbox/b');
    expect(text).toContain('Message-ID: &lt;b@horizonte.com.br&gt;');
    expect(text).toContain('Reply-To: Horizonte Contábil &lt;contato@horizonte.com.br&gt;');
    expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const inner = await get('/mailbox/b/html');
    expect(inner.text).toBe(mails[0]!.html);
    expect((await get('/mailbox/zzz')).status).toBe(404);
    expect((await get('/mailbox/zzz/html')).status).toBe(404);
  });

  it('lets no mail run or load anything', async () => {
    for (const path of ['/mailbox', '/mailbox/a']) {
      const { text, headers } = await get(path);
      expect(text).not.toMatch(/<script|<img src="https/);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
    const { headers } = await get('/mailbox/a/html');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; style-src 'unsafe-inline'; img-src data:;.*; sandbox allow-popups/,
    );
    expect(headers['content-security-policy']).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost:80@evil.example', '[::2]'])(
    'answers nothing to the host %j',
    async (host) => {
      for (const path of ['/mailbox', '/mailbox/a', '/mailbox/a/html', '/mailbox/zzz']) {
        const { status, text } = await get(path, { host });
        expect([status, text]).toEqual([403, words['pt-BR'].mail.mailbox.refused]);
      }
    },
  );

  it('answers nothing without the key, and nothing that came through a proxy', async () => {
    for (const path of ['/mailbox', '/mailbox/a', '/mailbox/a/html', '/mailbox/assets/mailbox.css']) {
      expect((await get(path, { cookie: '' })).status).toBe(403);
      expect((await get(path, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
    }
  });

  it('takes what a mail server would take, and refuses what it would refuse', async () => {
    expect(await mailbox.send(mailOf('c'))).toEqual({ ok: true, message: '<c@horizonte.com.br>' });
    expect(await mailbox.send(mailOf('c', { to: 'a@x.com, b@x.com' }))).toMatchObject({ ok: false, gone: true });
  });
});

browserSuite('the mailbox in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([
    ['desktop', { viewport: { width: 1280, height: 900 } }],
    ['phone', { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true }],
    ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const }],
  ])('reads well: %s', async (name, options) => {
    mails = [mailOf('b'), mailOf('c', { subject: 'Seu link para entrar', to: 'joao@oficina.com.br' })];
    const { page, context, troubles } = await browser.open(
      key.addressOf(`http://localhost:${port}`, '/mailbox'),
      options,
    );
    const shot = (what: string) =>
      process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${what}-${name}.png`, fullPage: true });
    await shot('list');
    await page.getByRole('link', { name: /quer se conectar/ }).click();
    const frame = page.frameLocator('iframe.mail');
    await frame.getByRole('link', { name: 'Ver o convite' }).waitFor();
    await shot('mail');
    expect(await frame.locator('li').allTextContents()).toEqual(['Notas fiscais', 'Extratos']);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const opened = context.waitForEvent('page');
    await frame.getByRole('link', { name: 'Ver o convite' }).click();
    expect((await opened).url()).toMatch(/connect\/abc|chrome-error|about:blank/);
    await page.getByText('Só texto').click();
    await page.getByText('- Notas fiscais').waitFor();
    // The browser's driver looks into the frame with a script of its own, which the sandbox blocks like any other.
    expect(troubles.filter((each) => !each.includes('Blocked script execution'))).toEqual([]);
    await context.close();
  });

  it('runs nothing that comes in a mail', async () => {
    let hits = 0;
    const tracker = createTracker((_, response) => {
      hits++;
      response.end();
    });
    await new Promise<void>((resolve) => tracker.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(tracker.address() as AddressInfo).port}`;
    const html = `<p>Oi</p><script>fetch('${origin}/s')</script><img src="${origin}/x.png"><link rel="stylesheet" href="${origin}/a.css"><style>p{background:url(${origin}/b)}</style><iframe src="${origin}/f"></iframe>`;
    mails = [mailOf('a', { html })];
    const { page, context } = await browser.open(key.addressOf(`http://localhost:${port}`, '/mailbox/a'));
    await page.frameLocator('iframe.mail').getByText('Oi').waitFor();
    await page.waitForLoadState('networkidle');
    expect(hits).toBe(0);
    tracker.closeAllConnections();
    await new Promise((resolve) => tracker.close(resolve));
    await context.close();
  });
});
