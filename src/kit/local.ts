import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whether a connection comes from this very machine. */
const isLocal = (request: IncomingMessage): boolean =>
  /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');

/** Whether a Host header is one of this machine's own names: a name that an attacker's DNS points here is not. */
export const isOwnHost = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');

/** Headers that a proxy adds: what came through one did not start on this machine. */
const isForwarded = (request: IncomingMessage): boolean =>
  Object.keys(request.headers).some((name) => /^(forwarded|via|x-real-ip|x-forwarded(-.*)?)$/.test(name));

/** The key of pages that have no password, for whoever started the process and reads its terminal. */
export interface LocalKey {
  /** What is printed: `path` of this server with the key in it. */
  addressOf(origin: string, path: string): string;
  /**
   * `open`: the request may be answered. `closed`: it may not. `moved`: it brought the key, and was sent on to the same path with a
   * cookie in place of it. Many proxies send a loopback Host and no header of their own, so only the key decides; the other walls
   * stand in front of it.
   */
  admit(request: IncomingMessage, response: ServerResponse): 'open' | 'closed' | 'moved';
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

/** A new key at each start; with a `key` given, that one. */
export function createLocalKey(key: string = randomBytes(24).toString('base64url')): LocalKey {
  // The cookie is not the key: what a browser keeps opens nothing in another.
  const proof = digest(`cookie ${key}`).toString('base64url');
  return {
    addressOf: (origin, path) => `${origin}${path}?key=${key}`,
    admit: (request, response) => {
      if (!isLocal(request) || !isOwnHost(request.headers.host) || isForwarded(request)) return 'closed';
      // Cookies do not know ports: two processes on one machine have a name each.
      const name = `carteira_local_${request.socket.localPort}`;
      const cookies = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
      if (cookies.some((each) => each.startsWith(`${name}=`) && same(each.slice(name.length + 1), proof)))
        return 'open';
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
      const asked = new URLSearchParams(query);
      const given = asked.get('key');
      asked.delete('key');
      if (request.method !== 'GET' || !given || !same(given, key)) return 'closed';
      // One leading slash: two would name another server.
      const there = path.replace(/^\/+/, '/') + (asked.size > 0 ? `?${asked}` : '');
      response
        .writeHead(303, {
          location: there,
          'set-cookie': `${name}=${proof}; Path=/; HttpOnly; SameSite=Strict`,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        })
        .end();
      return 'moved';
    },
  };
}
