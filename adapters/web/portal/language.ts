import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Locale } from '../../../src/kit/words.ts';
import type { PortalPort } from './port.ts';

const name = 'carteira_language';
const year = 365 * 86_400;

/** Which language the client's pages speak: the chosen one, else the browser's. */
export interface Language {
  of(c: Context): Locale;
  /** Undefined until the switch was pressed in this browser, or whoever signed in had pressed it in another. */
  chosen(c: Context): Locale | undefined;
  /** After signing in: an account's choice comes to this browser, or this browser's to an account that has none. */
  settle(c: Context, email: string): Promise<void>;
  routes(who: (c: Context) => Promise<string | undefined>): Hono;
}

/** Only back to a page of ours. */
const back = (typed: unknown) =>
  typeof typed === 'string' && /^\/(connect|my-accountant|handover|address)(\/|\?|$)/.test(typed) ? typed : '';

export function createLanguage(
  portal: PortalPort,
  localeOf: (said: string | undefined) => Locale,
  secure: boolean,
): Language {
  const chosen = (c: Context) => {
    const kept = getCookie(c, name);
    return kept ? localeOf(kept) : undefined;
  };
  const set = (c: Context, locale: Locale) =>
    setCookie(c, name, locale, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: year });
  return {
    chosen,
    of: (c) => chosen(c) ?? localeOf(c.req.header('accept-language')),
    settle: async (c, email) => {
      const own = await portal.language(email);
      const here = chosen(c);
      if (own) set(c, own);
      else if (here) await portal.speak(email, here);
    },
    routes: (who) =>
      new Hono().post('/my-accountant/language', async (c) => {
        const typed = await c.req.parseBody();
        const locale = localeOf(typeof typed.locale === 'string' ? typed.locale : undefined);
        set(c, locale);
        const email = await who(c);
        if (email) await portal.speak(email, locale);
        return c.redirect(back(typed.back) || '/my-accountant', 303);
      }),
  };
}
