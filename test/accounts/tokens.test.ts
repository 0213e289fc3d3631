import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { booksOf } from '../../src/accounts/service/books.ts';
import { checkGrants } from '../../src/accounts/service/check.ts';
import { accessOf, tokensStored } from '../../src/accounts/service/tokens.ts';
import { openData } from '../../src/data/client.ts';
import { createSecret } from '../../src/data/secret.ts';
import { all } from '../adapters/conta-azul/fixture.ts';
import { databases } from '../database.ts';
import { testSecret } from '../house.ts';
import { type Scene, scene, secretsOf } from './fixture.ts';

const hour = 3_600_000;
const pair = (tokens: string) => JSON.parse(testSecret.open(tokens)) as { access: string; refresh: string };

describe.each(databases)('the tokens of an authorisation, on $provider', ({ open, provider }) => {
  let s: Scene;
  beforeEach(async () => {
    s = await scene(open);
    await s.authorize('bakery');
  });
  afterEach(async () => {
    const log = s.stand.lines.join('\n');
    for (const secret of secretsOf(s)) expect(log).not.toContain(secret);
    await s.stop();
  });
  const later = (ms: number) => (s.time.now = new Date(s.time.now.getTime() + ms));
  const refreshes = () =>
    s.stand.fake.requests.filter(({ path, status }) => path === '/oauth/token' && status > 0).length - 1;
  /** As another process has it; of SQLite, whose driver waits for the other without letting it go on, there is one here. */
  const another = () =>
    provider === 'postgresql' ? openData(s.database.url) : { ...s.data, close: async () => undefined };
  const books = () => booksOf(s.ctx(), s.clients.bakery);

  it('are sealed, and used as long as they are good', async () => {
    const { tokens, accessUntil } = await s.grant('bakery');
    expect(Object.keys(pair(tokens)).sort()).toEqual(['access', 'refresh']);
    expect(tokens).not.toContain(pair(tokens).access.slice(0, 20));
    expect(accessUntil).toEqual(new Date(s.time.now.getTime() + hour));
    expect(await (await books()).company()).toMatchObject({ name: 'Padaria Pão de Açúcar da Vila' });
    expect(refreshes()).toBe(0);
  });

  it('are renewed by one of all who ask at once, in two processes, and stored before anybody uses them', async () => {
    const before = await s.grant('bakery');
    const second = another();
    later(hour);
    s.stand.fake.trouble(/token/, { slow: 150 });
    const asking = [s.data, second].flatMap((data) =>
      Array.from({ length: 8 }, () =>
        accessOf(s.ctx(data), s.stand.provider, before.id).then(async (access) => ({
          access,
          stored: (await s.grant('bakery')).tokens,
        })),
      ),
    );
    const got = await Promise.all(asking);
    expect(refreshes()).toBe(1);
    expect(new Set(got.map(({ access }) => access)).size).toBe(1);
    for (const { access, stored } of got) expect(pair(stored).access).toBe(access);
    const after = await s.grant('bakery');
    expect(after).toMatchObject({ version: 1, lease: null, leaseUntil: null, state: 'active' });
    expect(pair(after.tokens).refresh).not.toBe(pair(before.tokens).refresh);
    await second.close();
  });

  it('that another process has renewed in the middle are taken over', async () => {
    const own = await books();
    const pages = own.goodsInvoices({ from: '2026-09-01', to: '2026-10-31' })[Symbol.asyncIterator]();
    expect((await pages.next()).value.items.length).toBeGreaterThan(0);
    const { id, tokens } = await s.grant('bakery');
    const second = another();
    // The other one finds its token refused, and has the next pair; ours is refused from then on too.
    const renewed = await accessOf(s.ctx(second), s.stand.provider, id, { refused: pair(tokens).access });
    s.stand.fake.state.access.delete(pair(tokens).access);
    expect((await pages.next()).value.items.length).toBeGreaterThan(0);
    expect(refreshes()).toBe(1);
    expect(pair((await s.grant('bakery')).tokens).access).toBe(renewed);
    await second.close();
  });

  it('are had by somebody else when who was about to has died', async () => {
    const { id } = await s.grant('bakery');
    later(hour);
    await s.data.db.grant.update({
      where: { id },
      data: { lease: 'of a dead process', leaseUntil: new Date(s.time.now.getTime() + 250) },
    });
    await accessOf(s.ctx(), s.stand.provider, id);
    expect(refreshes()).toBe(1);
    expect(await s.grant('bakery')).toMatchObject({ version: 1, lease: null });
  });

  it('are stored also when whoever asked has given up', async () => {
    const { id, tokens } = await s.grant('bakery');
    later(hour);
    s.stand.fake.trouble(/token/, { slow: 200 });
    const asked = accessOf(s.ctx(), s.stand.provider, id, { signal: AbortSignal.timeout(50) });
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
    // Whoever stops the process waits for it.
    await tokensStored();
    expect((await s.grant('bakery')).version).toBe(1);
    expect(pair((await s.grant('bakery')).tokens).access).not.toBe(pair(tokens).access);
    expect(await (await books()).company()).toBeTruthy();
  });

  it('stay when nobody answers, and are renewed when somebody does', async () => {
    const before = await s.grant('bakery');
    later(hour);
    s.stand.fake.trouble(/token/, 'cut', 4);
    await expect((await books()).company()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await s.grant('bakery')).toMatchObject({ state: 'active', tokens: before.tokens, lease: null });
    expect(await s.told()).toHaveLength(1);
    expect(await (await books()).company()).toBeTruthy();
  });

  it.each([
    ['revoked', /revogou a autorização/],
    ['expired', /venceu.*o acesso aos dados foi interrompido. Basta o cliente/],
  ] as const)('that are %s are forgotten; the firm is told once, and the card says so', async (state, said) => {
    const { id, tokens } = await s.grant('bakery');
    if (state === 'revoked') s.stand.fake.revoke('10200300000178');
    else await s.stand.provider.refresh(pair(tokens).refresh);
    later(hour);
    const own = await books();
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => own.company()));
    for (const each of asked) expect(each).toMatchObject({ status: 'rejected', reason: { code: state } });
    await expect(books()).rejects.toMatchObject({ code: state });
    expect(await s.grant('bakery')).toMatchObject({ id, state, tokens: '', changedAt: expect.any(Date) });
    const told = await s.told();
    expect(told).toHaveLength(2);
    expect(told[1]).toMatch(said);
    const card = await s.house.admin.type('/cliente padaria');
    expect(JSON.stringify(card)).toContain(
      state === 'revoked' ? 'Autorização revogada pelo cliente' : 'Autorização vencida',
    );
    const audits = await s.data.db.audit.findMany({ where: { verb: `account.${state}` } });
    expect(audits.map(({ actor, subject }) => [actor, subject])).toEqual([
      ['system:accounts', `client:${s.clients.bakery}`],
    ]);
  });

  it('sealed with another secret are not to be read, and are left alone', async () => {
    const ctx = { ...s.ctx(), secret: createSecret('another secret of at least thirty-two characters') };
    await expect((await booksOf(ctx, s.clients.bakery)).company()).rejects.toMatchObject({ code: 'expired' });
    expect(await (await books()).company()).toBeTruthy();
  });

  it('of a blocked plan stay; the firm is told when it is blocked, and reading goes on when it is not any more', async () => {
    const company = s.stand.fake.state.companyBy('10200300000178')!;
    company.blocked = 'BLOQUEADA';
    const own = await books();
    const asked = await Promise.allSettled([own.company(), all(own.categories()), own.company()]);
    for (const each of asked) expect(each).toMatchObject({ reason: { code: 'blocked', status: 'BLOQUEADA' } });
    expect(await s.grant('bakery')).toMatchObject({
      state: 'blocked',
      status: 'BLOQUEADA',
      tokens: expect.stringMatching(/./),
    });
    expect(JSON.stringify(await s.house.admin.type('/cliente padaria'))).toContain('não permite o acesso (BLOQUEADA)');
    company.blocked = undefined;
    later(60_000);
    expect(await (await books()).company()).toBeTruthy();
    expect(await s.grant('bakery')).toMatchObject({ state: 'active', status: '' });
    expect((await s.told()).map((each) => /autorizou|não permite mais o acesso/.exec(each)?.[0])).toEqual([
      'autorizou',
      'não permite mais o acesso',
      'autorizou',
    ]);
  });

  it('are tried twice a day, because nobody says when a company has taken them back', async () => {
    await s.authorize('haulier');
    expect(await checkGrants(s.parts, s.time.now)).toBe(0);
    s.stand.fake.revoke('AGC10185000194');
    later(13 * hour);
    const [a, b] = await Promise.all([checkGrants(s.parts, s.time.now), checkGrants(s.parts, s.time.now)]);
    expect(a + b).toBe(2);
    expect([(await s.grant('bakery')).state, (await s.grant('haulier')).state]).toEqual(['active', 'revoked']);
    expect(await checkGrants(s.parts, s.time.now)).toBe(0);
  });
});
