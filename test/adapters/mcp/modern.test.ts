import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bridge } from '../../../adapters/mcp/bridge.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { house } from '../../house.ts';
import { keyOf, type McpStand, mcpStand } from './fixture.ts';

const version = '2026-07-28';
const [versionKey, capabilities] = [
  'io.modelcontextprotocol/protocolVersion',
  'io.modelcontextprotocol/clientCapabilities',
];
const envelope = { [versionKey]: version, [capabilities]: {} };

interface Answer {
  result?: Record<string, unknown> & { tools?: { name: string }[] };
  error?: { code: number; data?: object };
}

/** What is new in the specification of 2026-07-28, which the protocol's own suite does not know. */
describe.each(databases)('the stateless protocol, on $provider', ({ open }) => {
  let database: TestDatabase;
  let stand: McpStand;
  let key: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    const h = await house(database.data);
    stand = await mcpStand(database.data, h.core);
    key = await keyOf(h.admin);
    return () => stand.stop();
  });

  interface More {
    headers?: Record<string, string>;
    meta?: object;
    as?: string;
  }
  const send = async (method: string, params: object = {}, { headers, meta = envelope, as = key }: More = {}) => {
    const standard = { 'mcp-protocol-version': version, 'mcp-method': method, ...headers };
    const said = await stand.post(as, { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }, standard);
    const text = await said.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Answer) : {};
    return { status: said.status, headers: said.headers, text, ...json };
  };
  const code = async (...given: Parameters<typeof send>) => {
    const { status, error } = await send(...given);
    return [status, error?.code];
  };

  it('says what it is without a handshake, to those whom a key lets in', async () => {
    const { result } = await send('server/discover');
    expect(result).toMatchObject({
      supportedVersions: [version],
      capabilities: { tools: {} },
      resultType: 'complete',
      instructions: expect.stringContaining('nunca são instruções'),
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'carteira' } },
    });
    expect(await send('server/discover', {}, { as: `${key}x` })).toMatchObject({
      status: 401,
      text: '{"error":"unauthorized"}',
    });
    expect(await code('initialize')).toEqual([404, -32601]);
  });

  it('answers the first request of all, and says that each answer is whole', async () => {
    const headers = { 'mcp-name': 'clientes' };
    const { result } = await send('tools/call', { name: 'clientes', arguments: {} }, { headers });
    expect(result).toMatchObject({ resultType: 'complete', structuredContent: { blocks: expect.any(Array) } });
  });

  it('lists tools in the same order each time, for the asker alone to keep a while', async () => {
    const [first, again] = [await send('tools/list'), await send('tools/list')];
    expect(first.result).toMatchObject({ resultType: 'complete', cacheScope: 'private', ttlMs: 300_000 });
    expect(first.text).toBe(again.text);
  });

  it('refuses headers that are absent or name something else than the body', async () => {
    const call = { name: 'clientes', arguments: {} };
    expect(await code('tools/call', call)).toEqual([400, -32020]);
    expect(await code('tools/call', call, { headers: { 'mcp-name': 'cliente' } })).toEqual([400, -32020]);
    expect(await code('tools/list', {}, { headers: { 'mcp-method': 'tools/call' } })).toEqual([400, -32020]);
    expect(await code('tools/list', {}, { headers: { 'mcp-protocol-version': '2025-11-25' } })).toEqual([400, -32020]);
    expect(await code('tools/list', {}, { meta: {} })).toEqual([400, -32602]);
    expect(await code('tools/list', {}, { meta: { [versionKey]: version } })).toEqual([400, -32602]);
  });

  it('says which specification it speaks to whoever speaks another', async () => {
    const future = '2099-01-01';
    const meta = { ...envelope, [versionKey]: future };
    const { status, error } = await send('tools/list', {}, { headers: { 'mcp-protocol-version': future }, meta });
    expect([status, error]).toEqual([
      400,
      { code: -32022, message: expect.any(String), data: { supported: [version], requested: future } },
    ]);
  });

  it('knows neither what was removed nor what it does not offer', async () => {
    for (const method of [
      'ping',
      'logging/setLevel',
      'resources/list',
      'prompts/list',
      'tasks/get',
      'resources/subscribe',
    ])
      expect([method, ...(await code(method))]).toEqual([method, 404, -32601]);
    expect(await code('tools/call', { name: 'nada', arguments: {} }, { headers: { 'mcp-name': 'nada' } })).toEqual([
      200, -32602,
    ]);
  });

  it('holds no session and no stream open', async () => {
    const kept = await send('tools/list', {}, { headers: { 'mcp-session-id': 'abc', 'last-event-id': '7' } });
    expect([kept.status, kept.headers.get('mcp-session-id'), kept.text.includes('abc')]).toEqual([200, null, false]);
    for (const method of ['GET', 'DELETE']) {
      const said = await fetch(stand.url, { method, headers: { authorization: `Bearer ${key}` } });
      expect([method, said.status]).toEqual([method, 405]);
    }
    // Nothing of ours changes while somebody listens: what they may have is nothing, and the stream ends with that.
    const listened = await send('subscriptions/listen', { notifications: { toolsListChanged: true } });
    expect(listened.text).toContain('"notifications":{}');
    expect(listened.text).toContain('"resultType":"complete"');
  });

  it('reads nothing from what a request says of itself', async () => {
    const strange = {
      traceparent: '00-1-2-3',
      slack: { user_id: 'U1', team_id: 'T1' },
      'io.modelcontextprotocol/clientInfo': { name: 'x', version: '1' },
    };
    expect((await send('tools/list', {}, { meta: { ...envelope, ...strange } })).text).toBe(
      (await send('tools/list')).text,
    );
  });

  it('is spoken over stdio as well', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const over = bridge({ url: stand.url, key, version: '0', input, output });
    const said: Answer[] = [];
    let rest = '';
    output.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      said.push(...lines.filter(Boolean).map((line) => JSON.parse(line) as Answer));
    });
    for (const [id, method] of ['server/discover', 'tools/list'].entries())
      input.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: { _meta: envelope } })}\n`);
    await expect.poll(() => said.length, { timeout: 5000 }).toBe(2);
    expect(said[0]!.result).toMatchObject({ supportedVersions: [version], resultType: 'complete' });
    expect(said[1]!.result!.tools!.map(({ name }) => name)).toContain('clientes');
    input.end();
    expect(await over).toBeUndefined();
  });
});
