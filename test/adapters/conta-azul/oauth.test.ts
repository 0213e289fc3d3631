import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../adapters/conta-azul/stand-in/server.ts';
import { testNow } from '../../house.ts';
import { bakery, haulier, redirectUri, type Stand, stand, verifier } from './fixture.ts';

describe('consent and tokens', () => {
  let s: Stand;
  let now: Date;
  beforeEach(async () => {
    now = testNow;
    s = await stand({ clock: () => now });
  });
  afterEach(async () => {
    const { access, connections } = s.fake.state;
    const log = s.lines.join('\n');
    for (const secret of [
      ...access.keys(),
      ...[...connections.values()].map(({ refresh }) => refresh).filter(Boolean),
      bakery.document,
    ])
      expect(log).not.toContain(secret);
    await s.stop();
  });
  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
  const codeFor = (document: string) =>
    new URL(s.fake.consent(s.provider.authorizeUrl('s', verifier), document)).searchParams.get('code')!;

  it('has its question behind the #, as the address has it', () => {
    const url = s.provider.authorizeUrl('a&state#', verifier);
    const [page, query] = url.split('?') as [string, string];
    expect(page).toBe(`${s.url}/#/oauth/authorize`);
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      response_type: 'code',
      client_id: 'an-app',
      redirect_uri: redirectUri,
      state: 'a&state#',
      scope: 'openid profile aws.cognito.signin.user.admin',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
  });

  it('is bound to who asked for it: a code that somebody else brings is worth nothing', async () => {
    const stolen = codeFor(bakery.document);
    await expect(s.provider.exchange({ code: stolen, verifier: 'w'.repeat(43) })).rejects.toMatchObject({
      code: 'expired',
    });
    // It was used up by that.
    await expect(s.provider.exchange({ code: stolen, verifier })).rejects.toMatchObject({ code: 'expired' });
    // Where an application does not take it, it can be turned off, and then nothing of it is sent.
    const plain = await stand({ provider: { pkce: false } });
    const url = plain.provider.authorizeUrl('s', verifier);
    expect(url).not.toContain('code_challenge');
    const code = new URL(plain.fake.consent(url, bakery.document)).searchParams.get('code')!;
    expect(await plain.provider.exchange({ code, verifier: 'w'.repeat(43) })).toMatchObject({ seconds: 3600 });
    await plain.stop();
  });

  it('brings a pair of tokens for a code, once and within three minutes', async () => {
    const code = codeFor(bakery.document);
    expect(await s.provider.exchange({ code, verifier })).toEqual({
      access: expect.any(String),
      refresh: expect.any(String),
      seconds: 3600,
    });
    await expect(s.provider.exchange({ code, verifier })).rejects.toMatchObject({ code: 'expired' });
    const old = codeFor(bakery.document);
    later(3);
    await expect(s.provider.exchange({ code: old, verifier })).rejects.toMatchObject({ code: 'expired' });
  });

  it('is renewed by a token that works once', async () => {
    const first = await s.tokens(bakery.document);
    const second = await s.provider.refresh(first.refresh);
    expect(second.refresh).not.toBe(first.refresh);
    await expect(s.provider.refresh(first.refresh)).rejects.toMatchObject({ code: 'expired' });
    const third = await s.provider.refresh(second.refresh);
    s.fake.reuseKills = true;
    await expect(s.provider.refresh(second.refresh)).rejects.toMatchObject({ code: 'expired' });
    await expect(s.provider.refresh(third.refresh)).rejects.toMatchObject({ code: 'expired' });
  });

  it('says that it was taken back, and not that it ran out', async () => {
    const { access, refresh } = await s.tokens(bakery.document);
    s.fake.revoke(bakery.document);
    await expect(s.provider.refresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
    // What was issued works for the rest of its hour.
    const books = s.provider.books({ companyId: 'one', access: async () => access });
    expect(await books.company()).toMatchObject({ name: bakery.name });
    later(60);
    await expect(books.company()).rejects.toMatchObject({ code: 'expired' });
  });

  it('is taken back from here, as often as one likes', async () => {
    const { access, refresh } = await s.tokens(bakery.document);
    const { id } = s.fake.state.companyBy(bakery.document)!;
    s.fake.trouble(/connections/, { status: 502 });
    await s.provider.revoke(access, id);
    await s.provider.revoke(access, id);
    await expect(s.provider.refresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
    // Of another company there is nothing to take back with this token.
    await s.provider.revoke(access, s.fake.state.companyBy(haulier.document)!.id);
    await expect(s.provider.revoke('not a token', id)).rejects.toMatchObject({ code: 'expired' });
  });

  it('tries again what did not arrive, and tells the app’s own mistakes from the client’s', async () => {
    for (const how of [
      'cut',
      'notJson',
      { status: 503 },
      { status: 429, headers: { 'retry-after': '0.01' } },
    ] as const) {
      const code = codeFor(bakery.document);
      s.fake.trouble(/token/, how);
      expect(await s.provider.exchange({ code, verifier })).toMatchObject({ seconds: 3600 });
    }
    s.fake.trouble(/token/, 'cut', 4);
    await expect(s.provider.exchange({ code: 'x', verifier })).rejects.toMatchObject({ code: 'unavailable' });
    s.fake.state.clientSecret = 'another';
    await expect(s.provider.exchange({ code: codeFor(bakery.document), verifier })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  const gateway = '<html><body>502 Bad Gateway</body></html>';
  const passing: readonly Trouble[] = [
    'cut',
    'notJson',
    { status: 500, body: { code: 500, message: 'x' } },
    { status: 502, html: gateway },
    { status: 408 },
    { status: 429 },
    { status: 429, headers: { 'retry-after': '0.01' } },
  ];

  it.each(passing)('asks for tokens again after %j', async (how) => {
    const { refresh } = await s.tokens(bakery.document);
    const code = codeFor(bakery.document);
    s.fake.trouble(/token/, how);
    expect(await s.provider.exchange({ code, verifier })).toMatchObject({ seconds: 3600 });
    s.fake.trouble(/token/, how);
    await s.provider.refresh(refresh);
    s.fake.trouble(/token/, how, 8);
    const code8 = typeof how === 'object' && 'status' in how && how.status === 429 ? 'rate_limited' : 'unavailable';
    await expect(s.provider.refresh(refresh)).rejects.toMatchObject({ code: code8 });
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_grant', error_subtype: 'access_revoked' } }, 'revoked'],
    [{ status: 400, body: { error: 'invalid_grant', error_subtype: 'invalid_refresh_token' } }, 'expired'],
    [{ status: 400, body: { error: 'invalid_grant' } }, 'expired'],
    [{ status: 400, body: { error: 'invalid_grant', error_subtype: 'a_new_one' } }, 'expired'],
    [{ status: 400, body: { error: 'invalid_grant', error_subtype: 'invalid_client' } }, 'bad_request'],
    [{ status: 401, body: { error: 'invalid_client' } }, 'bad_request'],
    [{ status: 400, body: { error: 'invalid_request' } }, 'bad_request'],
    // To ask again would use up a refresh token that works once.
    [{ status: 200, body: { access_token: 1 } }, 'not_understood'],
    [{ status: 200, body: [] }, 'not_understood'],
    [{ status: 403, body: { descricao_erro: 'x', status_conta: 'BLOQUEADA' } }, 'blocked'],
    [{ status: 404, html: gateway }, 'not_found'],
  ] as const)('takes %j for what it is, at once', async (how, code) => {
    for (const ask of [() => s.provider.exchange({ code: 'x', verifier }), () => s.provider.refresh('x')]) {
      s.fake.trouble(/token/, how);
      const before = s.fake.requests.length;
      await expect(ask()).rejects.toMatchObject({ code });
      expect(s.fake.requests.length - before).toBe(1);
    }
  });

  it.each(
    passing.filter((how) => how !== 'notJson' && !(typeof how === 'object' && 'status' in how && how.status === 200)),
  )('takes back again after %j', async (how) => {
    const { access, refresh } = await s.tokens(bakery.document);
    s.fake.trouble(/connections/, how);
    await s.provider.revoke(access, s.fake.state.companyBy(bakery.document)!.id);
    await expect(s.provider.refresh(refresh)).rejects.toMatchObject({ code: 'revoked' });
  });

  it('waits for tokens only for so long', async () => {
    const impatient = await stand({ timeout: 500 });
    const { access, refresh } = await impatient.tokens(bakery.document);
    impatient.fake.trouble(/token/, { slow: 20_000 });
    expect(await impatient.provider.refresh(refresh)).toMatchObject({ seconds: 3600 });
    impatient.fake.trouble(/connections/, { slow: 20_000 });
    await impatient.provider.revoke(access, impatient.fake.state.companyBy(bakery.document)!.id);
    await impatient.stop();
  });

  it('sends the person back with what was asked, from the page of the stand-in, and refuses what is wrong', async () => {
    const page = await fetch(s.url);
    expect(await page.text()).toContain('Simulador local: isto não é a Conta Azul');
    const asked = s.provider.authorizeUrl('back', verifier).split('?')[1]!;
    const { id } = s.fake.state.companyBy(haulier.document)!;
    const consent = (body: Record<string, string>) =>
      fetch(s.url, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
    const back = new URL((await consent({ asked, company: id })).headers.get('location')!);
    expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
    expect(back.searchParams.get('state')).toBe('back');
    expect(await s.provider.exchange({ code: back.searchParams.get('code')!, verifier })).toMatchObject({
      seconds: 3600,
    });
    expect((await consent({ asked: asked.replace('an-app', 'other'), company: id })).status).toBe(400);
    expect((await consent({ asked, company: 'nobody' })).status).toBe(400);
    const invented = await consent({ asked, document: '11.222.333/0001-81' });
    expect(s.fake.state.companyBy('11222333000181')).toBeDefined();
    expect(invented.status).toBe(303);
  });
});
