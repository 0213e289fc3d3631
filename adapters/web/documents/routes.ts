import { getRequestListener } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { Log } from '../../../src/kit/ctx.ts';
import type { Mount } from '../../../src/kit/incoming.ts';
import { createLimit } from '../../../src/kit/limit.ts';
import { newReference } from '../../../src/kit/reference.ts';
import type { Locale, Words } from '../../../src/kit/words.ts';
import { securityHeaders } from '../headers.ts';
import { addressOf, isOwnForm, networkOf } from '../portal/address.ts';
import { createSessionCookie } from '../session.ts';
import * as pages from './pages.ts';
import type { DocumentsPort, SendingPage, SendingWords, Way } from './port.ts';

export interface DocumentsParts {
  documents: DocumentsPort;
  /** Who is signed in on the client's own page, by its cookie. */
  session(token: string | undefined): Promise<string | undefined>;
  words: Readonly<Record<Locale, Words>>;
  /** The language of a browser. */
  localeOf(said: string | undefined): Locale;
  publicUrl: string;
  /** How many proxies of ours stand in front; default 0. */
  trustedProxies?: number;
  log: Log;
  now?(): number;
}

/** A person sends a handful; who tries tokens by the thousand is slowed down from the thirtieth on. */
const perAddress = { perSecond: 0.5, burst: 30 };
/** Three of the largest, and what stands around them. */
const mostAtOnce = 31 * 1024 * 1024;
/** What is sent is held in memory until it is on the disk: only so many at the same time. */
const mostSenders = 4;
/** A token of a link is 43 letters, a sealed one a few hundred: what is longer leads nowhere. */
const longestToken = 1000;

/** The pages on which clients send documents and the firm's people download them. Without scripts. */
export function createDocumentRoutes({
  documents,
  session,
  words,
  localeOf,
  publicUrl,
  trustedProxies = 0,
  log,
  now = Date.now,
}: DocumentsParts): {
  app: Hono;
  mounts: Mount[];
} {
  const app = new Hono();
  const cookie = createSessionCookie(publicUrl);
  const tries = createLimit({ ...perAddress, now });
  let senders = 0;
  const w = (c: Context): SendingWords => words[localeOf(c.req.header('accept-language'))].sending;

  const slowly: MiddlewareHandler = async (c, next) => {
    const wait = tries(networkOf(addressOf(c, trustedProxies)));
    if (wait === 0) return next();
    c.header('retry-after', String(wait));
    return c.html(pages.messagePage(w(c), w(c).slowDown), 429);
  };
  const noStore: MiddlewareHandler = async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-robots-tag', 'noindex');
  };
  const ownForms: MiddlewareHandler = async (c, next) =>
    ['GET', 'HEAD'].includes(c.req.method) || isOwnForm(c, publicUrl)
      ? next()
      : c.html(pages.messagePage(w(c), w(c).foreign), 403);
  const oneOfFew: MiddlewareHandler = async (c, next) => {
    if (c.req.method !== 'POST') return next();
    if (senders >= mostSenders) {
      c.header('retry-after', '60');
      return c.html(pages.messagePage(w(c), w(c).busy), 503);
    }
    senders++;
    try {
      await next();
    } finally {
      senders--;
    }
  };
  app.use(securityHeaders(), noStore, slowly, ownForms, oneOfFew);
  app.use(bodyLimit({ maxSize: mostAtOnce, onError: (c) => c.html(pages.messagePage(w(c), w(c).tooMuch), 413) }));

  const show = async (c: Context, way: Way | undefined, action: string) => {
    const sending = way && (await documents.sending(way));
    if (!sending) return c.html(pages.closedPage(w(c)), 404);
    return c.html(pages.sendPage(words[sending.locale].sending, sending, action));
  };
  const take = async (c: Context, way: Way | undefined, action: string) => {
    // Looked at before a body of any length is read.
    const sending: SendingPage | undefined = way && (await documents.sending(way));
    if (!way || !sending) return c.html(pages.closedPage(w(c)), 404);
    const said = words[sending.locale].sending;
    const body = await c.req.parseBody({ all: true });
    const given = [body.files]
      .flat()
      .filter((each): each is File => each instanceof File && (each.name !== '' || each.size > 0));
    if (given.length === 0) return c.html(pages.sendPage(said, sending, action, { wrong: said.nothing }), 422);
    const files = [];
    for (const each of given) files.push({ name: each.name, bytes: new Uint8Array(await each.arrayBuffer()) });
    const outcomes = await documents.receive(way, files, typeof body.note === 'string' ? body.note.slice(0, 200) : '');
    if (!outcomes) return c.html(pages.closedPage(w(c)), 404);
    return c.html(
      pages.sendPage(said, sending, action, { outcomes }),
      outcomes.some((each) => !each.refused) ? 200 : 422,
    );
  };

  const mine = async (c: Context): Promise<Way | undefined> => {
    const email = await session(cookie.get(c));
    return email ? { email, clientId: c.req.param('id') ?? '' } : undefined;
  };
  app.get('/send/from/:id', async (c) => {
    const way = await mine(c);
    return way ? show(c, way, `/send/from/${c.req.param('id')}`) : c.redirect('/my-accountant', 303);
  });
  app.post('/send/from/:id', async (c) => take(c, await mine(c), `/send/from/${c.req.param('id')}`));
  const linked = (token: string): Way | undefined => (token.length <= longestToken ? { token } : undefined);
  app.get('/send/:token', (c) => show(c, linked(c.req.param('token')), `/send/${c.req.param('token')}`));
  app.post('/send/:token', (c) => take(c, linked(c.req.param('token')), `/send/${c.req.param('token')}`));

  app.get('/documents/:token', async (c) => {
    const token = c.req.param('token');
    const files = token.length <= longestToken ? await documents.files(token) : undefined;
    if (!files) return c.html(pages.messagePage(w(c), w(c).zipsGone), 404);
    return c.html(pages.filesPage(words[files.locale].sending, token, files));
  });
  app.get('/documents/:token/:id', async (c) => {
    const token = c.req.param('token');
    const file = token.length <= longestToken ? await documents.download(token, c.req.param('id')) : undefined;
    if (!file) return c.html(pages.messagePage(w(c), w(c).zipsGone), 404);
    c.header('content-type', 'application/zip');
    c.header('content-length', String(file.bytes));
    // Names are letters, digits and hyphens already.
    c.header('content-disposition', `attachment; filename="${file.name}"`);
    return c.body(file.stream);
  });
  app.notFound((c) => c.html(pages.closedPage(w(c)), 404));
  app.onError((error, c) => {
    const reference = newReference();
    log.error({ err: error, reference, route: routePath(c, -1) }, 'a page of documents failed');
    const { title, text } = w(c).broken;
    return c.html(pages.messagePage(w(c), { title, text: text(reference) }), 500);
  });

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const handle: Mount['handle'] = (request, response) => void listener(request, response);
  return { app, mounts: ['/send', '/documents'].map((path) => ({ path, handle })) };
}
