import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { UserError } from '../../../src/kit/errors.ts';
import { messagePage, page } from './pages.ts';
import type { Mailbox, PortalPort, PortalWords } from './port.ts';

type Open = Extract<Mailbox, { state: 'open' }>;

/** One firm or several that say the address is theirs: whoever reads its mail chooses. */
function mailboxPage(w: PortalWords, token: string, { email, firms }: Open) {
  const { mailbox: say } = w;
  const body = html`<h1>${say.title}</h1>
    <p class="lead">${say.lead(email)}</p>
    ${firms.map(
      (
        firm,
      ) => html`<form method="post" action="/address/${token}"><input type="hidden" name="firm" value="${firm.id}" />
        <div class="actions"><button class="button primary" type="submit">${say.yes(firm.name)}</button>
        ${firm.current ? html`<span class="hint">${say.current}</span>` : ''}</div></form>`,
    )}
    <p class="hint">${say.otherwise}</p>`;
  return page(w, say.title, body);
}

/** The page behind a letter to an address that was typed as a firm's: it counts once somebody who reads it has said so. */
export function mailboxRoutes(app: Hono, parts: { portal: PortalPort; said(c: Context): PortalWords }): void {
  const { portal, said } = parts;
  const closed = (c: Context) => c.html(messagePage(said(c), said(c).mailbox.closed), 410);
  app.get('/address/:token', async (c) => {
    const token = c.req.param('token');
    const found = await portal.mailbox(token);
    return found.state === 'open' ? c.html(mailboxPage(said(c), token, found)) : closed(c);
  });
  app.post('/address/:token', async (c) => {
    const token = c.req.param('token');
    const { firm } = await c.req.parseBody();
    const found = await portal.mailbox(token);
    if (found.state === 'closed') return closed(c);
    try {
      const done = await portal.confirmAddress(token, typeof firm === 'string' ? firm : '');
      return c.html(messagePage(said(c), said(c).mailbox.done(done.firm, found.email, done.requests)));
    } catch (error) {
      if (!(error instanceof UserError) || error.code === 'busy') throw error;
      return closed(c);
    }
  });
}
