import { lookup as ask, type LookupAddress } from 'node:dns';
import { type RequestOptions, request } from 'node:https';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { z } from 'zod';

/** What a client says of itself at the address that is its id. */
export interface ClientDocument {
  name: string;
  redirects: readonly string[];
}

/** More is not needed to say a name and where to go back to (the draft suggests 5 kB), nor longer to send it. */
const largest = 10 * 1024;
/** In milliseconds: somebody waits at their browser. */
const longest = 3000;
/** A person who connects an assistant comes by three times; a document that is asked for all day is fetched twelve times an hour. */
const kept = { ms: 5 * 60_000, most: 500 };

const shape = z.object({
  client_id: z.string(),
  client_name: z.string().trim().max(200).optional(),
  redirect_uris: z.array(z.string().max(400)).min(1).max(20),
  // Whoever has a secret to prove may not be taken for somebody who has none.
  token_endpoint_auth_method: z.literal('none').optional(),
});

const notPublic = new BlockList();
for (const [network, bits] of [
  ...([
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
  ] as const),
  ...([
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
  ] as const),
  ...(['224.0.0.0/4', '240.0.0.0/4'] as const),
].map((each) => each.split('/') as [string, string]))
  notPublic.addSubnet(network, Number(bits), 'ipv4');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
// What leads on to an address of IPv4, and what is for examples and tests.
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(network, bits, 'ipv6');

/** Whether an address is one of the internet, and none of this machine or of a network around it. */
export const isPublic = (address: string): boolean =>
  isIPv4(address)
    ? !notPublic.check(address, 'ipv4')
    : isIP(address) === 6 && global6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');

/** An id that is an address: of https, by a name, at the usual port, with a path, and written as it is compared. */
export function isDocumentUrl(id: string): boolean {
  if (!id.startsWith('https://') || id.length > 300 || !URL.canParse(id)) return false;
  const { href, hostname, port, username, password, hash, pathname } = new URL(id);
  if (href !== id || port || username || password || hash || pathname === '/') return false;
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(hostname);
}

type Lookup = (name: string, done: (error: Error | null, found: readonly LookupAddress[]) => void) => void;
export interface Reach {
  request: typeof request;
  lookup: Lookup;
}
const internet: Reach = { request, lookup: (name, done) => ask(name, { all: true }, done) };

/** Looked at when it is connected to, and not before: a name that leads elsewhere a moment later leads nowhere. */
const safely =
  (lookup: Lookup): RequestOptions['lookup'] =>
  (name, _options, done) =>
    lookup(name, (error, found) => {
      const fine = !error && found.length > 0 && found.every(({ address }) => isPublic(address));
      (done as (error: Error | null, found: readonly LookupAddress[]) => void)(
        fine ? null : (error ?? new Error('not an address of the internet')),
        fine ? found : [],
      );
    });

const fetchText = ({ request, lookup }: Reach, url: string, patience: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
    const asked = request(url, { lookup: safely(lookup), signal, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      // Who sends us on is not followed: the document stands at its id.
      const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '');
      if (answer.statusCode !== 200 || !isJson) asked.destroy(new Error(`no document: ${answer.statusCode}`));
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) asked.destroy(new Error('too large'));
        else chunks.push(chunk);
      });
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });

/** Reads who a client is at the address that is its id; undefined for one that says nothing, or not of itself. */
export function createDocuments(reach: Reach = internet, { now = Date.now, patience = longest } = {}) {
  const found = new Map<string, { at: number; document: Promise<ClientDocument | undefined> }>();
  const read = async (id: string): Promise<ClientDocument | undefined> => {
    try {
      const { client_id, client_name, redirect_uris } = shape.parse(JSON.parse(await fetchText(reach, id, patience)));
      if (client_id !== id) return undefined;
      // The name is anybody's to choose; whose it is, is not.
      const host = new URL(id).hostname;
      return { name: client_name ? `${client_name.slice(0, 40)} (${host})` : host, redirects: redirect_uris };
    } catch {
      return undefined;
    }
  };
  return async (id: string): Promise<ClientDocument | undefined> => {
    if (!isDocumentUrl(id)) return undefined;
    const before = found.get(id);
    if (before && now() - before.at < kept.ms) return before.document;
    const document = read(id);
    found.delete(id);
    found.set(id, { at: now(), document });
    if (found.size > kept.most) found.delete(found.keys().next().value!);
    const said = await document;
    if (!said) found.delete(id);
    return said;
  };
}
