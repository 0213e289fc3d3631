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
export const securityHeaders = ({ scripts = false } = {}): MiddlewareHandler => {
  const csp = policy(scripts);
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', csp);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Frame-Options', 'DENY');
    // Not no-referrer: browsers would then send `Origin: null` with our own forms, and the CSRF check would refuse them.
    c.header('Referrer-Policy', 'same-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  };
};
