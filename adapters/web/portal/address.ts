import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const ownNetwork = /^(::1$|f[cd][0-9a-f]{2}:|fe80:|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|$)/i;

/** Where a request comes from: the peer, or what the proxy says when the peer is one in our own network. */
export function addressOf(c: Context): string {
  const peer = getConnInfo(c).remote.address ?? '';
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return ownNetwork.test(peer) && isIP(forwarded) ? forwarded : peer;
}

/** Whose tries are counted together: an IPv4 address, or the half of an IPv6 address that is not one's own to choose. */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (four || isIP(address) !== 6) return four ?? address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [left, right] = [head, tail].map((half) => half.split(':').filter(Boolean)) as [string[], string[]];
  const all = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

const hostOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '');

/** Whether a form was sent from a page of ours: the browser says so, or names our host as where it comes from. */
export function isOwnForm(c: Context, publicUrl: string): boolean {
  if (c.req.header('sec-fetch-site') === 'same-origin') return true;
  const host = hostOf(c.req.header('origin'));
  return host !== '' && (host === c.req.header('host') || host === hostOf(publicUrl));
}
