import type { MiddlewareHandler } from 'hono';

/** Nothing but our own files; no script at all unless a page is handed `script-src`. */
const policy = (scripts: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ...(scripts ? ["script-src 'self'", "connect-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The headers that every page of ours carries. */
export const pageHeaders = ({ scripts = false } = {}): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policy(scripts),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not no-referrer: browsers would then send `Origin: null` with our own forms, and the CSRF check would refuse them.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
});

export const securityHeaders = (how?: Parameters<typeof pageHeaders>[0]): MiddlewareHandler => {
  const headers = Object.entries(pageHeaders(how));
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.header(name, value);
  };
};
