import { createHash, randomBytes } from 'node:crypto';
import { auth, type OAuthClientProvider } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedClients } from '../../clients/seed.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { button, type House, house, menu, type Person, shown, testNow } from '../../house.ts';
import { type McpStand, mcpStand } from './fixture.ts';

interface Remembered {
  client?: unknown;
  tokens?: Record<string, string>;
  verifier?: string;
  sent?: URL;
}
/** The official client, with a memory. */
function official(more: Partial<OAuthClientProvider> = {}) {
  const kept: Remembered = {};
  const provider: OAuthClientProvider = {
    redirectUrl: redirect,
    clientMetadata: { client_name: 'Claude', redirect_uris: [redirect] },
    clientInformation: () => kept.client as never,
    saveClientInformation: (client: unknown) => void Object.assign(kept, { client }),
    tokens: () => kept.tokens as never,
    saveTokens: (tokens: unknown) => void Object.assign(kept, { tokens }),
    redirectToAuthorization: (sent: URL) => void Object.assign(kept, { sent }),
    saveCodeVerifier: (verifier: string) => void Object.assign(kept, { verifier }),
    codeVerifier: () => kept.verifier!,
    ...more,
  };
  return { kept, provider };
}

const publicUrl = 'https://carteira.example.com';
const redirect = 'https://claude.example/callback';
const list = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'clientes', arguments: {} } };
const minute = 60_000;

describe.each(databases)('assistants that take no key, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let stand: McpStand;
  let now = testNow;
  /** What stands at addresses of clients. */
  const documents = new Map<string, { name: string; redirects: string[] }>();
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    h = await house(database.data, { clock: () => now, publicUrl });
    documents.clear();
    const reached = async (id: string) => documents.get(id);
    stand = await mcpStand(database.data, h.core, () => now, publicUrl, {
      documents: reached,
      now: () => now.getTime(),
    });
    return () => stand.stop();
  });

  /** The internet: our address is the server of this test. */
  const reach = (url: string | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('accept-language', 'pt-BR');
    return fetch(String(url).replace(publicUrl, stand.url.replace(/\/mcp$/, '')), {
      redirect: 'manual',
      ...init,
      headers,
    });
  };
  const send = (path: string, fields: Record<string, string>) =>
    reach(`${publicUrl}/oauth/mcp/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  const codeOf = async (person: Person) => {
    const keys = await person.press(button(await person.type('/configurar'), 'Assistentes'));
    return /[\dA-Z]{5}-[\dA-Z]{5}/.exec(shown(await person.press(button(keys, 'Código para o navegador'))))![0];
  };
  const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '';

  const register = async (redirects: unknown = [redirect]) => {
    const body = JSON.stringify({ client_name: 'Claude', redirect_uris: redirects });
    const headers = { 'content-type': 'application/json' };
    return reach(`${publicUrl}/oauth/mcp/register`, { method: 'POST', headers, body });
  };
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const queryOf = (client_id: string) => ({
    ...{
      response_type: 'code',
      client_id,
      redirect_uri: redirect,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    ...{ resource: `${publicUrl}/mcp`, scope: 'read prepare', state: 'a&b=ç' },
  });
  const authorize = (query: Record<string, string>) =>
    reach(`${publicUrl}/oauth/mcp/authorize?${new URLSearchParams(query)}`);

  /** Through the pages to where the browser is sent back; with a person's answer. */
  async function consent(query: Record<string, string>, person: Person, answer = 'yes', scope = 'prepare') {
    const first = await (await authorize(query)).text();
    const asked = await send('prove', {
      request: hidden(first, 'request'),
      code: (await codeOf(person)).toLowerCase(),
    });
    const page = await asked.text();
    const decision = hidden(page, 'decision');
    const decided = await send('decide', { decision, answer, scope });
    return {
      page,
      decision,
      asked,
      status: decided.status,
      there: new URL(decided.headers.get('location') ?? 'about:blank'),
    };
  }
  const exchange = async (fields: Record<string, string>) => {
    const response = await send('token', fields);
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  async function connected(person = h.admin) {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const { there } = await consent(queryOf(client_id), person);
    const code = there.searchParams.get('code')!;
    const fields = {
      grant_type: 'authorization_code',
      code,
      client_id,
      redirect_uri: redirect,
      code_verifier: verifier,
    };
    return { client_id, fields, tokens: (await exchange(fields)).body };
  }
  const opens = async (token: string) => (await stand.post(token, list)).status;

  it('are connected by the official client, as the person whose chat showed the code', async () => {
    await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila', analystId: h.analyst.memberId },
      { name: 'Posto Alto' },
    ]);
    const { kept, provider } = official();
    const serverUrl = `${publicUrl}/mcp`;
    expect(await auth(provider, { serverUrl, fetchFn: reach })).toBe('REDIRECT');
    expect(kept.sent!.origin).toBe(publicUrl);
    const { page, there } = await consent(Object.fromEntries(kept.sent!.searchParams), h.analyst);
    for (const said of ['Horizonte Contábil', 'Ana', 'Claude', 'claude.example', 'Ler']) expect(page).toContain(said);
    expect(there.origin + there.pathname).toBe(redirect);
    const authorizationCode = there.searchParams.get('code')!;
    const iss = there.searchParams.get('iss')!;
    expect(await auth(provider, { serverUrl, authorizationCode, iss, fetchFn: reach })).toBe('AUTHORIZED');
    const { access_token } = kept.tokens!;
    const answer = await (await stand.post(access_token, list)).text();
    expect(answer).toContain('Padaria da Vila');
    expect(answer).not.toContain('Posto Alto');
    expect(
      await database.data.db.audit.count({ where: { verb: 'assistant.key', actor: `member:${h.analyst.memberId}` } }),
    ).toBe(1);
  });

  it('need not be registered where their id is the address of what they say of themselves', async () => {
    const clientMetadataUrl = 'https://claude.example/client.json';
    documents.set(clientMetadataUrl, { name: 'Claude (claude.example)', redirects: [redirect, 'cursor://x'] });
    const { kept, provider } = official({ clientMetadataUrl });
    const serverUrl = `${publicUrl}/mcp`;
    await auth(provider, { serverUrl, fetchFn: reach });
    const query = Object.fromEntries(kept.sent!.searchParams);
    expect(query.client_id).toBe(clientMetadataUrl);
    const changes: Record<string, string>[] = [
      { redirect_uri: `${redirect}/` },
      { redirect_uri: 'cursor://x' },
      { client_id: 'https://claude.example/other.json' },
      { client_id: 'https:' },
    ];
    for (const change of changes) expect((await authorize({ ...query, ...change })).status).toBe(400);
    const { page, there } = await consent(query, h.admin);
    expect(page).toContain('Claude (claude.example)');
    const [authorizationCode, iss] = [there.searchParams.get('code')!, there.searchParams.get('iss')!];
    // What was given to one address is nothing to another.
    const stolen = {
      grant_type: 'authorization_code',
      code: authorizationCode,
      client_id: 'https://thief.example/client.json',
      redirect_uri: redirect,
      code_verifier: kept.verifier!,
    };
    expect((await exchange(stolen)).body).toEqual({ error: 'invalid_grant' });
    await auth(provider, { serverUrl, authorizationCode, iss, fetchFn: reach });
    const { access_token, refresh_token } = kept.tokens!;
    expect(await opens(access_token!)).toBe(200);
    // It is refreshed while nobody answers at the address.
    documents.clear();
    expect(await auth(provider, { serverUrl, fetchFn: reach })).toBe('AUTHORIZED');
    expect(kept.tokens!.refresh_token).not.toBe(refresh_token);
  });

  it('are slowed down, each network for itself, before codes can be guessed', async () => {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const request = hidden(await (await authorize(queryOf(client_id))).text(), 'request');
    const tried = async () => send('prove', { request, code: 'AAAAA-BBBBB' });
    const said: number[] = [];
    for (let i = 0; i < 25; i++) said.push((await tried()).status);
    expect(said.slice(0, 20).every((each) => each === 400)).toBe(true);
    expect(said.slice(20)).toEqual([429, 429, 429, 429, 429]);
    const slow = await tried();
    expect(Number(slow.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await slow.text()).toContain('Aguarde um minuto');
    for (let i = 0; i < 40; i++) await exchange({ grant_type: 'x', client_id });
    const door = await send('token', { client_id });
    expect([door.status, await door.json()]).toEqual([429, { error: 'slow_down' }]);
    now = new Date(now.getTime() + 2 * minute);
    expect((await tried()).status).toBe(400);
  });

  it('get another refresh token with each use; an old one that comes again ends the connection', async () => {
    const { client_id, tokens } = await connected();
    const refresh = (refresh_token: string, id = client_id) =>
      exchange({ grant_type: 'refresh_token', refresh_token, client_id: id });
    expect(await opens(tokens.access_token!)).toBe(200);
    now = new Date(testNow.getTime() + 61 * minute);
    expect(await opens(tokens.access_token!)).toBe(401);
    const next = await refresh(tokens.refresh_token!);
    expect(await opens(next.body.access_token!)).toBe(200);
    const other = (await (await register()).json()) as { client_id: string };
    expect((await refresh(next.body.refresh_token!, other.client_id)).body).toEqual({ error: 'invalid_grant' });
    expect((await refresh(tokens.refresh_token!)).body).toEqual({ error: 'invalid_grant' });
    expect(await opens(next.body.access_token!)).toBe(401);
    expect((await refresh(next.body.refresh_token!)).body).toEqual({ error: 'invalid_grant' });
  });

  it('may do no more than their person chose on the page, nor than they asked for', async () => {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const scopeFor = async (asked: string, chosen: string) => {
      const { there } = await consent({ ...queryOf(client_id), scope: asked }, h.admin, 'yes', chosen);
      const code = there.searchParams.get('code')!;
      const fields = {
        grant_type: 'authorization_code',
        code,
        client_id,
        redirect_uri: redirect,
        code_verifier: verifier,
      };
      return (await exchange(fields)).body.scope;
    };
    expect(await scopeFor('read prepare act', 'read')).toBe('read');
    expect(await scopeFor('read prepare', 'act')).toBe('read prepare');
    expect(await scopeFor('', 'prepare')).toBe('read prepare');
  });

  it('are ended like any key, and with the person who left', async () => {
    const { tokens } = await connected();
    const { id } = await database.data.db.assistantKey.findFirstOrThrow({ where: { firmId: h.firmId } });
    const keys = await h.admin.press(button(await h.admin.type('/configurar'), 'Assistentes'));
    expect(shown(keys)).toContain('Claude');
    await h.admin.press(menu(keys, 'Revogar uma chave…'), [id]);
    expect(await opens(tokens.access_token!)).toBe(401);
    const { tokens: others } = await connected(h.analyst);
    await database.data.db.$transaction((tx) =>
      tx.member.update({ where: { id: h.analyst.memberId }, data: { removedAt: now } }),
    );
    expect(await opens(others.access_token!)).toBe(401);
  });

  it('get nothing for a code that is old, used, or of another client, address, resource or verifier', async () => {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const fresh = async () => {
      const code = (await consent(queryOf(client_id), h.admin)).there.searchParams.get('code')!;
      return { grant_type: 'authorization_code', code, client_id, redirect_uri: redirect, code_verifier: verifier };
    };
    const fields = await fresh();
    const another = (await (await register(['https://other.example/'])).json()) as { client_id: string };
    for (const change of [
      { code_verifier: 'x'.repeat(43) },
      { redirect_uri: `${redirect}/` },
      { client_id: another.client_id },
      { code: 'x' },
    ])
      expect((await exchange({ ...fields, ...change })).body).toEqual({ error: 'invalid_grant' });
    expect((await exchange({ ...fields, resource: 'https://other.example/mcp' })).body).toEqual({
      error: 'invalid_target',
    });
    expect((await exchange({ ...fields, client_id: 'x' })).body).toEqual({ error: 'invalid_client' });
    const first = await exchange(fields);
    expect(await opens(first.body.access_token!)).toBe(200);
    expect((await exchange(fields)).body).toEqual({ error: 'invalid_grant' });
    expect(await opens(first.body.access_token!)).toBe(401);
    const late = await fresh();
    now = new Date(now.getTime() + 6 * minute);
    expect((await exchange(late)).body).toEqual({ error: 'invalid_grant' });
    // Nor does a token of one kind stand for another.
    const { tokens } = await connected();
    for (const token of [tokens.refresh_token!, `cat_${tokens.refresh_token!.slice(4)}`, tokens.access_token!.slice(4)])
      expect(await opens(token)).toBe(401);
  });

  it('are asked for by name before anybody agrees, and are sent back to the letter', async () => {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const query = queryOf(client_id);
    for (const change of [
      { client_id: 'x' },
      { redirect_uri: `${redirect}/` },
      { redirect_uri: 'https://claude.example:8443/callback' },
      { response_type: 'token' },
      { code_challenge_method: 'plain' },
      { code_challenge: 'short' },
      { resource: 'https://other.example/mcp' },
    ]) {
      const response = await authorize({ ...query, ...change });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    }
    for (const bad of [
      [],
      ['http://claude.example/'],
      ['javascript:alert(1)'],
      ['https://a.example/#x'],
      ['https://u:p@a.example/'],
      'x',
    ])
      expect((await register(bad)).status).toBe(400);
    expect((await register(['http://127.0.0.1:33418/', 'http://localhost/x'])).status).toBe(201);

    const { decision, asked, there } = await consent(query, h.admin, 'no');
    expect(Object.fromEntries(there.searchParams)).toEqual({ error: 'access_denied', state: 'a&b=ç', iss: publicUrl });
    expect(asked.headers.get('content-security-policy')).toContain("form-action 'self' https://claude.example;");
    // What was answered is not answered again, in another way.
    expect((await send('decide', { decision, answer: 'yes' })).status).toBe(400);
    expect(await database.data.db.assistantKey.count({ where: { firmId: h.firmId } })).toBe(0);
  });

  it('are let in by a code of the person’s own chat: once, and for ten minutes', async () => {
    const { client_id } = (await (await register()).json()) as { client_id: string };
    const request = hidden(await (await authorize(queryOf(client_id))).text(), 'request');
    const tried = async (code: string) => (await send('prove', { request, code })).status;
    const code = await codeOf(h.admin);
    expect(await tried('AAAAA-BBBBB')).toBe(400);
    expect(await tried(code)).toBe(200);
    expect(await tried(code)).toBe(400);
    const older = await codeOf(h.admin);
    const newer = await codeOf(h.admin);
    expect(await tried(older)).toBe(400);
    now = new Date(now.getTime() + 11 * minute);
    expect(await tried(newer)).toBe(400);
    expect((await send('prove', { request: 'x', code: newer })).status).toBe(400);
  });

  it('are told where to begin, and nothing else, where the address is of https; elsewhere nothing of it is there', async () => {
    const response = await stand.post(undefined, list);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer realm="carteira", resource_metadata="${publicUrl}/.well-known/oauth-protected-resource/mcp"`,
    );
    const plain = await house(database.data, { clock: () => now });
    const refused = await plain.admin.press(button(await plain.admin.type('/configurar'), 'Assistentes'));
    expect(shown(await plain.admin.press(button(refused, 'Código para o navegador')))).toContain(
      'precisa de um endereço https',
    );
  });
});
