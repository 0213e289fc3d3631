import { createServer, request as plain, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDocuments, isDocumentUrl, isPublic, type Reach } from '../../../adapters/mcp/document.ts';

const id = 'https://claude.example/client.json';
const said = { client_id: id, client_name: 'Claude', redirect_uris: ['https://claude.example/callback'] };
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** An internet in which every name has these addresses, and every address that may be reached is a server of this test. */
async function internet(answer: RequestListener, addresses: readonly string[] = ['93.184.216.34'], patience = 3000) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    answer(request, response);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const reach: Reach = {
    lookup: (_, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    request: ((url: string, options: Parameters<typeof plain>[1], done: Parameters<typeof plain>[2]) => {
      const { lookup } = options as { lookup: (...given: unknown[]) => void };
      const here = (name: string, more: unknown, back: (error: unknown, found: unknown) => void) =>
        lookup(name, more, (error: unknown) => back(error, error ? [] : [{ address: '127.0.0.1', family: 4 }]));
      const to = new URL(url);
      return plain({ ...options, host: to.hostname, path: to.pathname, port, lookup: here } as never, done);
    }) as Reach['request'],
  };
  return { reach, asked, read: createDocuments(reach, { patience }) };
}
const json =
  (body: unknown, status = 200, more: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...more })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

describe('what a client says of itself at the address that is its id', () => {
  it('is read, with the name of the host beside the name that anybody may choose', async () => {
    const { read, asked } = await internet(json({ ...said, logo_uri: 'x' }));
    expect(await read(id)).toEqual({ name: 'Claude (claude.example)', redirects: said.redirect_uris });
    expect(await read(id)).toBeDefined();
    expect(asked).toEqual(['/client.json']);
  });

  it.each([
    ['another id', json({ ...said, client_id: `${id}?` })],
    ['another host', json({ ...said, client_id: 'https://other.example/client.json' })],
    ['a client that has a secret', json({ ...said, token_endpoint_auth_method: 'client_secret_basic' })],
    ['nowhere to go back to', json({ ...said, redirect_uris: [] })],
    ['no JSON', json('<html>')],
    ['another kind of file', json(said, 200, { 'content-type': 'text/html' })],
    ['somewhere else', json('', 302, { location: id })],
    ['nothing', json(said, 404)],
    ['too much', json({ ...said, filler: 'x'.repeat(11 * 1024) })],
    ['half of it', (_: unknown, response: { destroy(): void }) => response.destroy()],
  ] as [string, RequestListener][])('is not taken where there is %s', async (_, answer) => {
    const { read } = await internet(answer);
    expect(await read(id)).toBeUndefined();
  });

  it('is not waited for', async () => {
    const slow: RequestListener = (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    const { read, asked } = await internet(slow, undefined, 100);
    expect(await read(id)).toBeUndefined();
    expect(asked).toEqual(['/client.json']);
  });

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...['::1', '::', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', 'ff02::1'],
  ])('is not looked for at %s, whatever its name', async (address) => {
    expect(isPublic(address)).toBe(false);
    for (const addresses of [[address], ['93.184.216.34', address]]) {
      const { read, asked } = await internet(json(said), addresses);
      expect(await read(id)).toBeUndefined();
      expect(asked).toEqual([]);
    }
  });

  it('is looked for where the internet is', () => {
    for (const address of ['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '2a00:1450:4001::1'])
      expect([address, isPublic(address)]).toEqual([address, true]);
  });

  it('has an id that is an address of https, written in one way', () => {
    for (const good of [id, 'https://a.b-c.example/x/y?z=1']) expect([good, isDocumentUrl(good)]).toEqual([good, true]);
    for (const bad of [
      ...[
        'http://claude.example/c',
        'https://claude.example',
        'https://claude.example/',
        'https://claude.example:8443/c',
      ],
      ...[
        'https://u@claude.example/c',
        'https://claude.example/c#x',
        'https://claude.example/a/../c',
        'https://127.0.0.1/c',
      ],
      ...[
        'https://[::1]/c',
        'https://localhost/c',
        'https://0x7f.1/c',
        'https://Claude.example/c',
        'https://claude.example./c',
      ],
      `https://claude.example/${'c'.repeat(300)}`,
    ])
      expect([bad, isDocumentUrl(bad)]).toEqual([bad, false]);
  });
});
