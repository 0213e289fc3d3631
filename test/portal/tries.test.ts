import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, networkOf } from '../../adapters/web/portal/address.ts';
import { inviteFrom, padaria, standsFor } from '../connections/fixture.ts';
import { publicUrl, type Site, site } from './fixture.ts';

let s: Site;
beforeEach(async () => {
  s = await site();
});
afterEach(() => s.stop());

const headers = { host: new URL(publicUrl).host, origin: publicUrl };
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } }) as never;
const get = (path: string, ip: string, more = {}) =>
  s.pages.request(path, { headers: { ...headers, ...more } }, from(ip));
const post = (path: string, fields: Record<string, string>, ip: string, more = {}) =>
  s.pages.request(
    path,
    { method: 'POST', headers: { ...headers, ...more }, body: new URLSearchParams(fields) },
    from(ip),
  );
const links = (where: object) => s.database.data.db.link.count({ where });

describe('ten thousand tries from one address', () => {
  it('at tokens are slowed down from the thirty-first on, and go on a minute later', async () => {
    const seen = new Map<number, number>();
    for (let n = 0; n < 10_000; n++) {
      const { status } = await get(`/connect/${String(n).padStart(43, 'x')}`, '203.0.113.7');
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
    expect([...seen]).toEqual([
      [404, 30],
      [429, 9970],
    ]);
    const slow = await get(`/connect/${'x'.repeat(43)}`, '203.0.113.7');
    expect(Number(slow.headers.get('retry-after'))).toBe(2);
    expect(slow.headers.get('cache-control')).toBe('no-store');
    expect(await slow.text()).toContain('Muitas tentativas');
    // Nobody else waits for it.
    expect((await get(`/connect/${'x'.repeat(43)}`, '203.0.113.8')).status).toBe(404);
    s.time.now = new Date(s.time.now.getTime() + 60_000);
    expect((await get(`/connect/${'x'.repeat(43)}`, '203.0.113.7')).status).toBe(404);
  }, 120_000);

  it('at sign-in addresses send thirty letters, to each address three', async () => {
    for (let n = 0; n < 10_000; n++)
      await post('/my-accountant/sign-in', { email: `p${n}@lugar.com.br` }, '203.0.113.7');
    await expect.poll(() => links({ kind: 'sign_in' }), { timeout: 10_000 }).toBe(30);
    for (let n = 0; n < 20; n++)
      expect((await post('/my-accountant/sign-in', { email: 'rosa@padaria.com.br' }, `198.51.100.${n}`)).status).toBe(
        200,
      );
    await expect.poll(() => links({ email: 'rosa@padaria.com.br' }), { timeout: 10_000 }).toBe(3);
    await s.outbox.drain();
    expect(s.smtp.arrived).toHaveLength(33);
  }, 120_000);
});

describe('letters to one person', () => {
  it('are few, however many addresses ask for them', async () => {
    await inviteFrom(s.house.admin, padaria);
    const link = await s.linkTo(padaria.email);
    // Used up, so that the page offers a new one; the invitation still waits.
    await s.database.data.db.link.updateMany({ data: { usedAt: s.time.now } });
    expect(await (await get(link, '198.51.100.1')).text()).toContain('Enviar um link novo');
    for (let n = 0; n < 20; n++) expect((await post(`${link}/renew`, {}, `198.51.100.${n}`)).status).toBe(200);
    await expect.poll(() => links({ email: padaria.email }), { timeout: 10_000 }).toBe(4);
  });

  it('whom a client writes to without end are slowed down too', async () => {
    const cookie = `carteira_session=${await s.portal.session.issue('rosa@padaria.com.br')}`;
    const statuses: number[] = [];
    for (let n = 0; n < 14; n++) {
      const wish = {
        name: 'Padaria',
        accountantEmail: `contador${n}@lugar.com.br`,
        firmName: 'Lugar',
        firmPhone: '11 4002-8922',
        agree: 'on',
      };
      statuses.push((await post('/my-accountant/ask', wish, `198.51.100.${n}`, { cookie })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
    expect(await s.database.data.db.outbox.count({ where: { kind: 'mail' } })).toBe(10);
  });
});

describe('who is counted', () => {
  it('is an address of IPv4, and a network of IPv6', () => {
    const networks = {
      '203.0.113.7': '203.0.113.7',
      '::ffff:203.0.113.7': '203.0.113.7',
      '2001:db8:1:2:3:4:5:6': '2001:db8:1:2',
      '2001:0db8:0001:0002::1': '2001:db8:1:2',
      '2001:db8::1': '2001:db8:0:0',
      '::1': '0:0:0:0',
      'fe80::1%eth0': 'fe80:0:0:0',
      '': '',
    };
    for (const [address, network] of Object.entries(networks)) expect(networkOf(address)).toBe(network);
  });

  it('an IPv6 network is one, whatever its owner calls himself', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 40; n++) statuses.push((await get('/my-accountant', `2001:db8:1:2::${n.toString(16)}`)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('is the peer’s, or what the outermost of our own proxies saw: what a visitor writes counts for nothing', async () => {
    const seen = async (trusted: number, forwarded?: string) => {
      const app = new Hono().get('/', (c) => c.text(addressOf(c, trusted)));
      const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': forwarded } : {};
      const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: '10.0.0.2' } } });
      return answer.text();
    };
    const line = '192.0.2.66, 198.51.100.7, 10.0.0.1';
    expect(await seen(0, line)).toBe('10.0.0.2');
    expect(await seen(1, line)).toBe('10.0.0.1');
    expect(await seen(2, line)).toBe('198.51.100.7');
    for (const [trusted, forwarded] of [
      [1],
      [4, line],
      [1, 'nobody'],
      [1, '198.51.100.7, '],
      [2, 'x, 10.0.0.1'],
    ] as const)
      expect(await seen(trusted, forwarded)).toBe('10.0.0.2');
    const statuses: number[] = [];
    for (let n = 0; n < 40; n++)
      statuses.push((await get('/my-accountant', '10.0.0.3', { 'x-forwarded-for': `198.51.100.${n}` })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('is remembered, but ten thousand at most', async () => {
    const tried = async () => (await get('/my-accountant/erase', '203.0.113.7')).status;
    for (let n = 0; n < 40; n++) await tried();
    const others = async (count: number, net: number) => {
      for (let n = 0; n < count; n++) await get('/my-accountant/erase', `${net}.${n >> 8}.${n & 255}.9`);
    };
    await others(9000, 1);
    expect(await tried()).toBe(429);
    await others(10_000, 2);
    expect(await tried()).toBe(303);
  }, 60_000);
});

describe('known and unknown addresses', () => {
  it('get the same page in about the same time', async () => {
    const { db } = s.database.data;
    await standsFor(s.database.data, s.house.firmId);
    await db.account.create({ data: { id: 'known', email: 'rosa@padaria.com.br', createdAt: s.time.now } });
    const timed = async (work: () => Response | Promise<Response>) => {
      const start = performance.now();
      const answer = await work();
      return { ms: performance.now() - start, text: `${answer.status} ${await answer.text()}` };
    };
    const wish = { name: 'Padaria', firmName: 'Horizonte', firmPhone: '11 4002-8922', agree: 'on' };
    const pairs = { signIn: [] as number[][], ask: [] as number[][] };
    for (let n = 0; n < 4; n++) {
      const known = await timed(() =>
        post('/my-accountant/sign-in', { email: 'rosa@padaria.com.br' }, `203.0.113.${n}`),
      );
      const unknown = await timed(() => post('/my-accountant/sign-in', { email: `x${n}@y.com.br` }, `203.0.114.${n}`));
      expect(known.text).toBe(unknown.text);
      pairs.signIn.push([known.ms, unknown.ms]);
      const ask = async (accountantEmail: string) => {
        const cookie = `carteira_session=${await s.portal.session.issue(`cliente${n}@lugar.com.br`)}`;
        return timed(() => post('/my-accountant/ask', { ...wish, accountantEmail }, `203.0.115.${n}`, { cookie }));
      };
      const unknownFirm = await ask(`nobody${n}@y.com.br`);
      const knownFirm = await ask('marina@horizonte.com.br');
      expect(knownFirm.text).toBe(unknownFirm.text);
      pairs.ask.push([knownFirm.ms, unknownFirm.ms]);
    }
    expect(await db.connectionRequest.count()).toBe(4);
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1]!;
    for (const pair of Object.values(pairs)) {
      const apart = Math.abs(median(pair.map(([known]) => known!)) - median(pair.map(([, unknown]) => unknown!)));
      expect(apart).toBeLessThan(150);
    }
    expect(Math.min(...pairs.ask.flat())).toBeGreaterThanOrEqual(299);
  });
});
