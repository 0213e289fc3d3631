import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionCookie } from '../../adapters/web/session.ts';
import { inviteFrom, padaria, standsFor } from '../connections/fixture.ts';
import { parsed } from '../fakes/smtp.ts';
import { publicUrl, type Site, site } from './fixture.ts';

const rosa = padaria.email;
const home = new URL(publicUrl).host;
const wish = {
  name: 'Padaria da Vila',
  accountantEmail: 'marina@horizonte.com.br',
  firmName: 'Horizonte',
  firmPhone: '(11) 4002-8922',
  agree: 'on',
};

let s: Site;
beforeEach(async () => {
  s = await site();
  await standsFor(s.database.data, s.house.firmId);
});
afterEach(() => s.stop());

interface Said {
  ip?: string;
  headers?: Record<string, string>;
  cookie?: string;
}
const send = (path: string, { ip = '203.0.113.7', headers = {}, cookie }: Said = {}, init: RequestInit = {}) =>
  s.pages.request(path, { ...init, headers: { host: home, ...(cookie ? { cookie } : {}), ...headers } }, {
    incoming: { socket: { remoteAddress: ip } },
  } as never);
const get = (path: string, said?: Said) => send(path, said);
/** A form of our own page, as a browser sends it. */
const post = (path: string, fields: Record<string, string> = {}, said: Said = {}) =>
  send(
    path,
    { ...said, headers: { origin: publicUrl, ...said.headers } },
    { method: 'POST', body: new URLSearchParams(fields) },
  );

const invited = async (fields: Record<string, string> = padaria) => {
  await inviteFrom(s.house.admin, fields);
  return s.linkTo(fields.email!);
};
/** The session of somebody who has signed in by the link in their mail. */
async function signedIn(email: string, ip?: string): Promise<string> {
  await post('/my-accountant/sign-in', { email }, { ip });
  await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in', email, usedAt: null } })).toBe(1);
  const answer = await post(await s.linkTo(email, '/my-accountant/enter/'), {}, { ip });
  expect(answer.status).toBe(303);
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}
const request = () => s.database.data.db.connectionRequest.findFirstOrThrow({ orderBy: { id: 'desc' } });

describe('a token', () => {
  it('that is guessed, altered or of another kind opens nothing', async () => {
    const link = await invited();
    await post('/my-accountant/sign-in', { email: rosa });
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
    const enter = await s.linkTo(rosa, '/my-accountant/enter/');
    const token = link.split('/').at(-1)!;
    const altered = [
      'x'.repeat(43),
      `${token}A`,
      token.slice(0, -1),
      token.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      `${token}%00`,
      token === token.toLowerCase() ? token.toUpperCase() : token.toLowerCase(),
      enter.split('/').at(-1)!,
      '%F0%9F%98%80',
      'a'.repeat(10_000),
    ];
    for (const each of altered) {
      const page = await get(`/connect/${each}`, { ip: '198.51.100.1' });
      expect(page.status, each).toBe(404);
      expect(await page.text()).not.toContain('Horizonte');
      const answer = await post(`/connect/${each}/accept`, { name: 'Padaria', agree: 'on' }, { ip: '198.51.100.2' });
      expect(answer.status).toBe(410);
      expect((await post(`/connect/${each}/decline`, {}, { ip: '198.51.100.3' })).status).toBe(410);
    }
    const entered = await post(`/my-accountant/enter/${token}`, {}, { ip: '198.51.100.4' });
    expect(entered.status).toBe(410);
    expect(entered.headers.get('set-cookie')).toBeNull();
    expect(await request()).toMatchObject({ state: 'pending' });
    expect((await post(enter)).status).toBe(303);
  });

  it('works once, and not after its time', async () => {
    const link = await invited();
    expect((await post(`${link}/accept`, { name: 'Padaria', agree: 'on' })).status).toBe(200);
    for (const deed of ['accept', 'decline'])
      expect((await post(`${link}/${deed}`, { name: 'Padaria', agree: 'on' })).status).toBe(410);
    expect(await s.database.data.db.consent.count()).toBe(1);
    expect(await (await get(link)).text()).toContain('Este convite já foi aceito');

    await post('/my-accountant/sign-in', { email: rosa });
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
    const enter = await s.linkTo(rosa, '/my-accountant/enter/');
    s.time.now = new Date(s.time.now.getTime() + 31 * 60_000);
    expect((await post(enter)).status).toBe(410);

    const other = await invited({ ...padaria, name: 'Oficina', email: 'caio@oficina.com.br', document: '' });
    s.time.now = new Date(s.time.now.getTime() + 31 * 86_400_000);
    const late = await get(other);
    expect(late.status).toBe(410);
    expect(await late.text()).toContain('O prazo deste convite terminou');
    expect((await post(`${other}/accept`, { name: 'Oficina', agree: 'on' })).status).toBe(410);
  });

  it('of which many presses come at once is used once', async () => {
    const link = await invited();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 ? post(`${link}/decline`, { reason: 'não' }) : post(`${link}/accept`, { name: 'Padaria', agree: 'on' }),
      ),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 409, 410].includes(status))).toBe(true);
    await post('/my-accountant/sign-in', { email: rosa });
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
    const enter = await s.linkTo(rosa, '/my-accountant/enter/');
    const entered = await Promise.all(Array.from({ length: 8 }, () => post(enter, {}, { ip: '198.51.100.9' })));
    expect(entered.filter((answer) => answer.status === 303)).toHaveLength(1);
  });
});

describe('a form from elsewhere', () => {
  const foreign: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site in an old browser', { origin: 'https://evil.example' }],
    ['a sandbox', { origin: 'null' }],
    ['a neighbour', { origin: 'http://evil.localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['a host that only begins like ours', { origin: `${publicUrl}.evil.example` }],
    ['nowhere', { origin: '' }],
    ['another site, not as a form', { origin: 'https://evil.example', 'content-type': 'application/json' }],
  ];
  it.each(foreign)('from %s is refused, and nothing happens', async (_, headers) => {
    const link = await invited();
    const cookie = await signedIn(rosa);
    for (const path of [
      `${link}/accept`,
      `${link}/decline`,
      `${link}/renew`,
      '/my-accountant/ask',
      '/my-accountant/erase',
      '/my-accountant/sign-in',
    ]) {
      const answer = await post(path, { ...wish, email: rosa, agree: 'on' }, { headers, cookie, ip: '198.51.100.7' });
      expect(answer.status, path).toBe(403);
      expect(await answer.text()).toContain('Recarregue a página e envie de novo');
    }
    expect(await request()).toMatchObject({ state: 'pending' });
    expect(await s.database.data.db.account.count()).toBe(0);
  });

  it('is not mistaken for our own without a host', async () => {
    const answer = await s.pages.request('/my-accountant/sign-in', { method: 'POST', headers: { origin: 'null' } }, {
      incoming: { socket: { remoteAddress: '198.51.100.8' } },
    } as never);
    expect(answer.status).toBe(403);
  });
});

describe('a session', () => {
  it('is a cookie that scripts and other sites do not get', async () => {
    await post('/my-accountant/sign-in', { email: rosa });
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in' } })).toBe(1);
    const answer = await post(await s.linkTo(rosa, '/my-accountant/enter/'));
    expect(answer.headers.get('location')).toBe('/my-accountant');
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; Max-Age=3600/);
    const page = await get('/my-accountant', { cookie: cookie.split(';')[0] });
    expect(await page.text()).toContain(rosa);
    s.time.now = new Date(s.time.now.getTime() + 3_601_000);
    expect(await (await get('/my-accountant', { cookie: cookie.split(';')[0] })).text()).not.toContain(rosa);
  });

  it('that was altered is none', async () => {
    const cookie = await signedIn(rosa);
    const [name, value = ''] = cookie.split('=');
    for (const forged of [`${value}x`, value.slice(1), value.toUpperCase(), '.', '%', '', 'A'.repeat(43)]) {
      const page = await get('/my-accountant', { cookie: `${name}=${forged}` });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('action="/my-accountant/sign-in"');
      const data = await get('/my-accountant/data', { cookie: `${name}=${forged}` });
      expect([data.status, data.headers.get('location')]).toEqual([303, '/my-accountant']);
    }
  });

  it('ends where it was ended, though the browser kept the cookie; erasing ends all of an address', async () => {
    const [phone, desk] = [await signedIn(rosa), await signedIn(rosa, '198.51.100.4')];
    const knows = async (cookie: string) => (await (await get('/my-accountant', { cookie })).text()).includes(rosa);
    expect([await knows(phone), await knows(desk)]).toEqual([true, true]);
    const out = await post('/my-accountant/sign-out', {}, { cookie: phone });
    expect(out.headers.get('set-cookie')).toMatch(/^carteira_session=; Max-Age=0/);
    expect([await knows(phone), await knows(desk)]).toEqual([false, true]);
    const third = await signedIn(rosa, '198.51.100.6');
    await post('/my-accountant/erase', {}, { cookie: desk });
    expect([await knows(desk), await knows(third)]).toEqual([false, false]);
  });

  it('is a cookie of this very host where the pages are on https', async () => {
    const cookie = createSessionCookie('https://carteira.example');
    const app = new Hono()
      .get('/set', (c) => {
        cookie.set(c, 'token');
        return c.body(null);
      })
      .get('/get', (c) => c.text(cookie.get(c) ?? ''));
    expect((await app.request('/set')).headers.get('set-cookie')).toBe(
      '__Host-carteira_session=token; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    const read = async (header: string) => (await app.request('/get', { headers: { cookie: header } })).text();
    expect(await read('__Host-carteira_session=token')).toBe('token');
    expect(await read('carteira_session=planted')).toBe('');
  });

  it('reaches nothing of somebody else', async () => {
    const link = await invited();
    const [mine, theirs] = [await signedIn(rosa), await signedIn('caio@oficina.com.br', '198.51.100.5')];
    const asIntruder = (path: string) => post(path, {}, { cookie: theirs, ip: '198.51.100.5' });
    const before = await s.database.data.db.outbox.count();
    const { id } = await request();
    await asIntruder(`/my-accountant/answer/${id}`);
    expect(await s.database.data.db.outbox.count()).toBe(before);
    await asIntruder(`/my-accountant/withdraw/${id}`);
    expect(await request()).toMatchObject({ state: 'pending' });
    await post(`${link}/accept`, { name: 'Padaria', agree: 'on' });
    const client = await s.database.data.db.client.findFirstOrThrow({});
    expect(client.situation).toBe('connected');
    await asIntruder(`/my-accountant/disconnect/${client.id}`);
    const page = await get(`/my-accountant/disconnect/${client.id}`, { cookie: theirs, ip: '198.51.100.5' });
    expect(page.status).toBe(303);
    expect(await s.database.data.db.client.findFirstOrThrow({})).toMatchObject({ situation: 'connected' });
    expect(await (await get('/my-accountant/data', { cookie: theirs, ip: '198.51.100.5' })).text()).not.toContain(
      'Padaria',
    );
    await post(`/my-accountant/disconnect/${client.id}`, {}, { cookie: mine });
    expect(await s.database.data.db.client.findFirstOrThrow({})).toMatchObject({ situation: 'disconnected' });
  });
});

describe('what is shown and kept', () => {
  it('keeps pages out of caches, frames, other sites and search engines, and scripts out of pages', async () => {
    const link = await invited();
    const cookie = await signedIn(rosa);
    for (const [path, said] of [
      [link, {}],
      [`/connect/${'x'.repeat(43)}`, {}],
      ['/my-accountant', {}],
      ['/my-accountant', { cookie }],
      ['/my-accountant/erase', { cookie }],
      ['/my-accountant/data', { cookie }],
      [`/my-accountant/enter/${'x'.repeat(43)}`, {}],
    ] as const) {
      const { headers } = await get(path, said);
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      const csp = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(csp).toContain(part);
      expect(csp).not.toMatch(/script-src|unsafe/);
    }
  });

  it('shows HTML in names as text, on pages and in letters', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&';
    await s.database.data.db.firm.update({
      where: { id: s.house.firmId },
      data: { name: `Casa ${name}`, phone: name },
    });
    const link = await invited({ ...padaria, name });
    const page = await (await get(link)).text();
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const again = await (
      await post(`${link}/accept`, { name: `${name}${name}`, document: `"><script>alert(1)</script>` })
    ).text();
    const letter = await parsed(s.smtp.arrived.at(-1)!);
    for (const html of [page, again, letter.html ?? '']) expect(html).not.toMatch(/<img src=x|<script|"'&[^a-z#]/);
    expect(letter.text).toContain(name);
  });

  it('starts no header with a name or an address', async () => {
    const crlf = 'Padaria\r\nBcc: spy@evil.example\r\n\r\nHello';
    await s.database.data.db.firm.update({ where: { id: s.house.firmId }, data: { name: `Horizonte\r\nX-Evil: 1` } });
    await invited({ ...padaria, name: crlf, contactName: crlf });
    const cookie = await signedIn(rosa);
    await post(
      '/my-accountant/ask',
      { ...wish, name: crlf, responsible: crlf, firmPhone: `${wish.firmPhone}\r\nX: y` },
      { cookie },
    );
    await post('/my-accountant/ask', { ...wish, name: crlf, accountantEmail: 'nobody@lugar.com.br' }, { cookie });
    for (const email of [
      'a@b.com\r\nBcc: spy@evil.example',
      'a@b.com,spy@evil.example',
      'a@b.com%0aBcc:spy@evil.example',
      'a b@c.com',
    ])
      expect((await post('/my-accountant/sign-in', { email }, { ip: '198.51.100.6' })).status).toBe(422);
    await s.outbox.drain();
    expect(s.smtp.arrived.length).toBeGreaterThanOrEqual(4);
    for (const mail of s.smtp.arrived) {
      expect(mail.to).toHaveLength(1);
      expect(mail.to[0]).not.toContain('evil');
      const head = mail.raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ');
      const names = head.split('\r\n').map((line) => line.split(':')[0]!.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      for (const bad of ['bcc', 'cc', 'x-evil', 'x']) expect(names).not.toContain(bad);
    }
  });

  it('leads nowhere else, whatever the address says', async () => {
    const cookie = await signedIn(rosa);
    for (const path of [
      '/my-accountant/sign-out?next=https://evil.example',
      '/my-accountant/sign-out?redirect=//evil.example',
      '/my-accountant/disconnect/x?return_to=https://evil.example',
      '/my-accountant/withdraw/%2F%2Fevil.example',
    ]) {
      const answer = await post(
        path,
        { next: 'https://evil.example' },
        { cookie, headers: { 'x-forwarded-host': 'evil.example' } },
      );
      expect(answer.headers.get('location'), path).toMatch(/^\/my-accountant(\?done)?$/);
    }
    await post('/my-accountant/sign-in', { email: 'caio@oficina.com.br' }, { headers: { host: 'evil.example' } });
    await expect.poll(() => s.database.data.db.link.count({ where: { email: 'caio@oficina.com.br' } })).toBe(1);
    await s.outbox.drain();
    expect(s.smtp.arrived.at(-1)?.raw).not.toContain('evil');
  });

  it('writes no token, address or name into the log, also when everything fails', async () => {
    const link = await invited();
    const cookie = await signedIn(rosa);
    const enter = `/my-accountant/enter/${'y'.repeat(43)}`;
    s.smtp.refuse(rosa, 550);
    await post('/my-accountant/sign-in', { email: rosa });
    await expect.poll(() => s.database.data.db.link.count({ where: { kind: 'sign_in', usedAt: null } })).toBe(1);
    await s.outbox.drain();
    for (const table of ['Link', 'Account', 'Outbox', 'ConnectionRequest'])
      await s.database.data.db.$executeRawUnsafe(`ALTER TABLE "${table}" RENAME TO "${table}Gone"`);
    for (const path of [link, '/my-accountant']) expect((await get(path, { cookie })).status).toBe(500);
    for (const path of [
      `${link}/accept`,
      `${link}/decline`,
      `${link}/renew`,
      enter,
      '/my-accountant/ask',
      '/my-accountant/sign-in',
    ])
      await post(path, { ...wish, email: rosa }, { cookie, ip: '198.51.100.11' });
    const all = s.logged.join('\n');
    expect(s.logged.length).toBeGreaterThan(4);
    for (const secret of [
      link.split('/').at(-1)!,
      enter.split('/').at(-1)!,
      cookie.split('=')[1]!,
      rosa,
      'marina@',
      'Padaria',
    ])
      expect(all).not.toContain(secret);
  });
});
