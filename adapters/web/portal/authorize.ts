import type { Context, Hono } from 'hono';
import * as pages from './pages.ts';
import type { PortalPort, PortalWords } from './port.ts';

const statusOf = {
  done: 200,
  denied: 200,
  old: 410,
  wrong: 409,
  taken: 409,
  blocked: 409,
  odd: 502,
  unavailable: 503,
} as const;

/**
 * A connected client authorises their account in the ERP: from here to its own pages, and back. Both are links and not forms, for a page's
 * policy would keep a form from leaving it. What comes back counts for whoever is signed in, or has just accepted by a link, and for nobody else.
 */
export function authorizeRoutes(
  app: Hono,
  parts: {
    portal: PortalPort;
    who(c: Context, clientId?: string): Promise<string | undefined>;
    said(c: Context): PortalWords;
    /** Signs somebody in who came by a letter, for this one client. */
    enter(c: Context, email: string, clientId: string): Promise<void>;
  },
): void {
  const { portal, who, said, enter } = parts;
  app.get('/authorize/:token', async (c) => {
    const link = await portal.accessLink(c.req.param('token'));
    const status = link.state === 'unknown' ? 404 : link.state === 'closed' ? 410 : 200;
    return c.html(pages.accessPage(said(c), c.req.param('token'), link, portal.source), status);
  });
  // A mail program that looks at links gets as far as the ERP's own login, where nothing happens without a password.
  app.get('/authorize/:token/go', async (c) => {
    const link = await portal.accessLink(c.req.param('token'));
    if (link.state !== 'open') return c.redirect(`/authorize/${c.req.param('token')}`, 303);
    const url = await portal.authorizeAt(link.email, link.clientId);
    if (url && (await who(c, link.clientId)) !== link.email) await enter(c, link.email, link.clientId);
    return c.redirect(url ?? '/my-accountant', 303);
  });
  app.get('/my-accountant/authorize/:id', async (c) => {
    const email = await who(c, c.req.param('id'));
    const url = email ? await portal.authorizeAt(email, c.req.param('id')) : undefined;
    return c.redirect(url ?? '/my-accountant', 303);
  });
  app.get('/oauth/conta-azul/callback', async (c) => {
    const { code, state, error } = c.req.query();
    const done = await portal.authorized(await who(c), { code, state, error });
    return c.html(pages.authorizedPage(said(c), done), statusOf[done.kind]);
  });
}
