import type { IncomingMessage } from 'node:http';

/** Whether a connection comes from this very machine. */
export const isLocal = (request: IncomingMessage): boolean =>
  /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');

/** Whether a Host header is one of this machine's own names: a name that an attacker's DNS points here is not. */
export const isOwnHost = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
