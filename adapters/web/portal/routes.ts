import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { Log } from '../../../src/kit/ctx.ts';
import { dayAt } from '../../../src/kit/days.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { createLimit } from '../../../src/kit/limit.ts';
import type { Locale, Words } from '../../../src/kit/words.ts';
import { securityHeaders } from '../headers.ts';
import { createSessionCookie } from '../session.ts';
import { addressOf, isOwnForm, networkOf } from './address.ts';
import { authorizeRoutes } from './authorize.ts';
import type { Filled } from './fields.ts';
import { handoverRoutes } from './handover.ts';
import { createLanguage } from './language.ts';
import { mailboxRoutes } from './mailbox.ts';
import * as pages from './pages.ts';
import type { PortalPort, PortalWords, Typed } from './port.ts';

export interface PortalParts {
  portal: PortalPort;
  words: Readonly<Record<Locale, Words>>;
  /** The language of a browser. */
  localeOf(said: string | undefined): Locale;
  publicUrl: string;
  /** How many proxies of ours stand in front; default 0. */
  trustedProxies?: number;
  log: Log;
  now?(): number;
}

/** A person fills in forms; who tries tokens or addresses by the thousand is slowed down from the thirtieth on. */
const perAddress = { perSecond: 0.5, burst: 30 };
/** So many letters to one address, whoever asks for them: three at once, then one every ten minutes. */
const perMailbox = { perSecond: 1 / 600, burst: 3 };

/** So many requests of one client: each may end in a letter to somebody who does not know them. */
const perClient = { perSecond: 1 / 600, burst: 10 };

/** No answer about an address comes sooner. */
const evenMs = 300;

/** The client's own pages: an invitation's link, and everything behind signing in. Work without scripts. */
export function createPortalPages({
  portal,
  words,
  localeOf,
  publicUrl,
  trustedProxies = 0,
  log,
  now = Date.now,
}: PortalParts): Hono {
  const app = new Hono();
  const cookie = createSessionCookie(publicUrl);
  const tries = createLimit({ ...perAddress, now });
  const letters = createLimit({ ...perMailbox, now });
  const wishes = createLimit({ ...perClient, now });
  const language = createLanguage(portal, localeOf, publicUrl.startsWith('https:'));
  const locale = language.of;
  const speaking = (c: Context, spoken: Locale): PortalWords => {
    const { pathname, search } = new URL(c.req.url);
    return c.req.method === 'GET' ? { ...words[spoken].portal, path: pathname + search } : words[spoken].portal;
  };
  const w = (c: Context): PortalWords => speaking(c, locale(c));
  const from = (c: Context) => ({ ip: addressOf(c, trustedProxies), userAgent: c.req.header('user-agent') ?? '' });
  const typedIn = async (c: Context): Promise<Typed> =>
    Object.fromEntries(
      Object.entries(await c.req.parseBody()).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.slice(0, 2000) : undefined,
      ]),
    );
  const shownIn = (c: Context, typed: Typed): Locale => (typed.shown ? localeOf(typed.shown) : locale(c));
  const signIn = async (c: Context, email: string) => cookie.set(c, await portal.session.issue(email));
  const tied = async (email: string) => ({ ties: await portal.ties(email), source: portal.source });
  const who = (c: Context) => portal.session.read(cookie.get(c));
  const filledOf = (error: UserError, typed: Typed, said: Words): Filled => ({
    typed,
    wrong: Object.fromEntries(Object.entries(error.fields).map(([name, say]) => [name, say(said)])),
  });
  /** Runs behind the answer, which so takes the same time whatever is found; the log has what went wrong. */
  const behind = (work: Promise<unknown>) =>
    void work.catch(
      (error: unknown) => error instanceof UserError || log.error({ err: error }, 'a letter of the portal failed'),
    );

  const slowDown = async (c: Context, wait: number) => {
    c.header('retry-after', String(wait));
    // Only what was typed on a page of ours comes back: one press would send another's.
    const typed = c.req.method === 'POST' && isOwnForm(c, publicUrl) ? await typedIn(c) : {};
    if (Object.keys(typed).length === 0) return c.html(pages.messagePage(w(c), w(c).slowDown), 429);
    if (c.req.path !== '/my-accountant/sign-in') return c.html(pages.slowDownPage(w(c), c.req.path, typed), 429);
    return c.html(pages.signInPage(w(c), { typed, wrong: {}, notice: w(c).slowDownForm.text }), 429);
  };
  const slowly: MiddlewareHandler = async (c, next) => {
    const wait = tries(networkOf(addressOf(c, trustedProxies)));
    return wait === 0 ? next() : slowDown(c, wait);
  };
  const ownForms: MiddlewareHandler = async (c, next) =>
    ['GET', 'HEAD'].includes(c.req.method) || isOwnForm(c, publicUrl)
      ? next()
      : c.html(pages.messagePage(w(c), w(c).foreign, pages.linkTo('/my-accountant', w(c).done.manage)), 403);
  const noStore: MiddlewareHandler = async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    // A link's token must not travel on in a Referer.
    c.header('referrer-policy', 'same-origin');
    c.header('x-robots-tag', 'noindex');
  };
  // The second is also what stands without a slash: named twice, it would count twice.
  for (const path of ['/connect/*', '/my-accountant/*', '/oauth/*', '/handover/*', '/address/*', '/authorize/*'])
    app.use(path, securityHeaders(), noStore, slowly, ownForms);

  app.get('/connect/:token', async (c) => {
    const token = c.req.param('token');
    const invitation = await portal.invitation(token, locale(c));
    const said = w(c);
    if (invitation.state === 'open') return c.html(pages.invitationPage(said, token, invitation, portal.source));
    return c.html(pages.closedPage(said, token, invitation), invitation.state === 'unknown' ? 404 : 410);
  });
  const decidedMeanwhile = async (c: Context, token: string, said: PortalWords, error: unknown) => {
    const invitation = await portal.invitation(token, locale(c));
    if (invitation.state === 'open') throw error;
    return c.html(pages.closedPage(said, token, invitation), 409);
  };
  app.post('/connect/:token/accept', async (c) => {
    const token = c.req.param('token');
    const typed = await typedIn(c);
    // What is agreed to is what was shown, whatever was chosen in another tab meanwhile.
    const shown = shownIn(c, typed);
    const invitation = await portal.invitation(token, shown);
    const said = speaking(c, shown);
    if (invitation.state !== 'open') return c.html(pages.closedPage(said, token, invitation), 410);
    let clientId: string | null;
    try {
      ({ clientId } = await portal.accept(token, shown, typed, from(c)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (Object.keys(error.fields).length > 0)
        return c.html(
          pages.invitationPage(said, token, invitation, portal.source, filledOf(error, typed, words[shown])),
          422,
        );
      return decidedMeanwhile(c, token, said, error);
    }
    const chosen = language.chosen(c);
    if (chosen) await portal.speak(invitation.email, chosen);
    // The link has proven the address for this invitation. It may have been forwarded: whatever else that address has is behind signing in.
    if (clientId) await cookie.set(c, await portal.session.issue(invitation.email, clientId));
    const authorize = portal.source && clientId ? { clientId, source: portal.source } : undefined;
    return c.html(pages.acceptedPage(said, invitation.firm, authorize));
  });
  app.post('/connect/:token/decline', async (c) => {
    const token = c.req.param('token');
    const invitation = await portal.invitation(token, locale(c));
    const said = w(c);
    if (invitation.state !== 'open') return c.html(pages.closedPage(said, token, invitation), 410);
    try {
      await portal.decline(token, (await typedIn(c)).reason ?? '');
    } catch (error) {
      return decidedMeanwhile(c, token, said, error);
    }
    return c.html(pages.messagePage(said, said.done.declined(invitation.firm)));
  });
  app.post('/connect/:token/again', (c) => {
    const token = c.req.param('token');
    if (letters(token.slice(0, 43)) === 0) behind(portal.again(token, locale(c)));
    return c.html(pages.messagePage(w(c), w(c).closed.againSent));
  });
  app.post('/connect/:token/renew', (c) => {
    const token = c.req.param('token');
    // A token is 43 letters: what is longer leads nowhere, and is not to be remembered.
    if (letters(token.slice(0, 43)) === 0) behind(portal.renew(token, language.chosen(c)));
    return c.html(pages.messagePage(w(c), w(c).closed.renewed));
  });

  const dayIn = (c: Context) => (at: Date) => words[locale(c)].format.day(dayAt(at, 'America/Sao_Paulo'));
  app.get('/my-accountant', async (c) => {
    const email = await who(c);
    if (!email) return c.html(pages.signInPage(w(c)));
    const again = c.req.query('again');
    const typed = again ? await portal.filledAgain(email, again) : undefined;
    const filled = typed && { typed, wrong: {} };
    return c.html(pages.minePage(w(c), email, await tied(email), dayIn(c), c.req.query('done') !== undefined, filled));
  });
  app.post('/my-accountant/sign-in', async (c) => {
    const typed = await typedIn(c);
    let email: string;
    try {
      email = portal.address(typed.email);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return c.html(pages.signInPage(w(c), filledOf(error, typed, words[locale(c)])), 422);
    }
    if (letters(email) === 0) behind(portal.signIn(email, locale(c)));
    return c.html(pages.messagePage(w(c), w(c).mine.sent));
  });
  app.get('/my-accountant/enter/:token', (c) => c.html(pages.enterPage(w(c), c.req.param('token'))));
  app.post('/my-accountant/enter/:token', async (c) => {
    const email = await portal.enter(c.req.param('token'));
    if (!email)
      return c.html(pages.messagePage(w(c), w(c).mine.enterOld, pages.linkTo('/my-accountant', w(c).mine.signIn)), 410);
    await signIn(c, email);
    await language.settle(c, email);
    const again = await portal.againBehind(c.req.param('token'));
    return c.redirect(again ? `/my-accountant?again=${again}` : '/my-accountant', 303);
  });
  app.post('/my-accountant/sign-out', async (c) => {
    await portal.session.end(cookie.get(c));
    cookie.clear(c);
    return c.redirect('/my-accountant', 303);
  });
  app.post('/my-accountant/ask', async (c) => {
    const email = await who(c);
    if (!email) return c.redirect('/my-accountant', 303);
    const typed = await typedIn(c);
    const shown = shownIn(c, typed);
    const said = speaking(c, shown);
    const formAgain = async (filled: Filled) => pages.minePage(said, email, await tied(email), dayIn(c), false, filled);
    const wait = wishes(email);
    if (wait > 0) {
      c.header('retry-after', String(wait));
      return c.html(await formAgain({ typed, wrong: {}, notice: said.mine.askSlow(Math.ceil(wait / 60)) }), 429);
    }
    try {
      // A firm that is there takes longer to ask than one that is not; nobody shall tell them apart.
      await Promise.all([portal.ask(email, shown, typed, from(c)), sleep(evenMs)]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return c.html(await formAgain(filledOf(error, typed, words[shown])), 422);
    }
    await language.settle(c, email);
    return c.html(pages.messagePage(w(c), w(c).mine.askSent, pages.linkTo('/my-accountant', w(c).done.manage)));
  });
  app.get('/my-accountant/disconnect/:id', async (c) => {
    const email = await who(c);
    const tie = email
      ? (await portal.ties(email)).find((each) => each.id === c.req.param('id') && each.kind === 'connected')
      : undefined;
    return tie ? c.html(pages.disconnectPage(w(c), tie)) : c.redirect('/my-accountant', 303);
  });
  app.get('/my-accountant/data', async (c) => {
    const email = await who(c);
    if (!email) return c.redirect('/my-accountant', 303);
    const page = await portal.page(email, locale(c));
    c.header('content-disposition', 'attachment; filename="carteira.html"');
    return c.body((page ?? new TextEncoder().encode(email)) as Uint8Array<ArrayBuffer>, 200, {
      'content-type': 'text/html; charset=utf-8',
    });
  });
  app.get('/my-accountant/data.json', async (c) => {
    const email = await who(c);
    if (!email) return c.redirect('/my-accountant', 303);
    const told = (await portal.download(email)) ?? { email };
    c.header('content-disposition', 'attachment; filename="carteira.json"');
    return c.body(JSON.stringify(told, null, 2), 200, { 'content-type': 'application/json; charset=utf-8' });
  });
  app.get('/my-accountant/erase', async (c) =>
    (await who(c)) ? c.html(pages.erasePage(w(c))) : c.redirect('/my-accountant', 303),
  );
  app.post('/my-accountant/erase', async (c) => {
    const email = await who(c);
    if (!email) return c.redirect('/my-accountant', 303);
    await portal.erase(email);
    cookie.clear(c);
    return c.html(pages.messagePage(w(c), w(c).mine.erased));
  });
  const deeds = {
    disconnect: portal.disconnect,
    withdraw: portal.withdraw,
    answer: async (email: string, id: string) => (letters(email) === 0 ? portal.answerLink(email, id) : undefined),
  } as const;
  for (const [path, deed] of Object.entries(deeds)) {
    app.post(`/my-accountant/${path}/:id`, async (c) => {
      const email = await who(c);
      if (!email) return c.redirect('/my-accountant', 303);
      await deed(email, c.req.param('id')).catch((error: unknown) => {
        // Somebody else's, or over: the list says how things stand.
        if (!(error instanceof UserError) || error.code === 'busy') throw error;
      });
      return path === 'answer'
        ? c.html(pages.messagePage(w(c), w(c).closed.renewed))
        : c.redirect('/my-accountant?done', 303);
    });
  }
  authorizeRoutes(app, {
    portal,
    who: (c, clientId) => portal.session.readFor(cookie.get(c), clientId),
    said: w,
    enter: async (c, email, clientId) => cookie.set(c, await portal.session.issue(email, clientId)),
  });
  mailboxRoutes(app, { portal, said: w });
  handoverRoutes(app, { portal, said: w, locale });
  app.route('/', language.routes(who));
  app.onError((error, c) => {
    if (!(error instanceof UserError)) throw error;
    const said = words[locale(c)];
    return c.html(pages.messagePage(w(c), { title: said.web.broken.title, text: error.say(said) }), 503);
  });
  return app;
}
