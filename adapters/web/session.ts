import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const name = 'carteira_session';
const seconds = 3600;

/** The cookie that holds a session of the client's pages. */
export interface SessionCookie {
  set(c: Context, token: string): void;
  get(c: Context): string | undefined;
  clear(c: Context): void;
}

/** On https its name begins with `__Host-`: a browser then takes it from this very host only, and over TLS only. */
export function createSessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure, prefix: secure ? 'host' : undefined } as const;
  return {
    set: (c, token) => setCookie(c, name, token, { ...options, maxAge: seconds }),
    get: (c) => (secure ? getCookie(c, name, 'host') : getCookie(c, name)),
    clear: (c) => void deleteCookie(c, name, options),
  };
}
