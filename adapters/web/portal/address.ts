import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Where a request comes from: the peer, or what the outermost of our own proxies saw. Each proxy adds its peer at the end of
 * `X-Forwarded-For`; what stands before that was written by whoever asks, and counts for nothing.
 */
export function addressOf(c: Context, trustedProxies: number): string {
  const peer = getConnInfo(c).remote.address ?? '';
  if (trustedProxies === 0) return peer;
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-trustedProxies)?.trim() ?? '';
  return isIP(forwarded) ? forwarded : peer;
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
