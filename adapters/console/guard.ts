import type { MiddlewareHandler } from 'hono';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Changes something only for the console's own page: other pages cannot send JSON or bytes here without being asked for their origin first. */
export const guard = (refused: (said: string | undefined) => string): MiddlewareHandler => {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const site = c.req.header('sec-fetch-site');
    const type = c.req.header('content-type')?.split(';', 1)[0]?.trim();
    const foreign =
      c.req.method === 'GET' || c.req.method === 'HEAD'
        ? c.req.path.includes('/api/') && site !== undefined && site !== 'same-origin' && site !== 'none'
        : c.req.header('origin') !== `http://${host}` ||
          (site !== undefined && site !== 'same-origin') ||
          (type !== 'application/json' && type !== 'application/octet-stream');
    if (foreign) return c.text(refused(c.req.header('accept-language')), 403);
    await next();
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Frame-Options', 'DENY');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store');
  };
};
