import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { UserError } from '../../../src/kit/errors.ts';
import type { Locale } from '../../../src/kit/words.ts';
import { press } from './fields.ts';
import { linkTo, messagePage, page } from './pages.ts';
import type { Handover, PortalPort, PortalWords } from './port.ts';

type Open = Extract<Handover, { state: 'open' }>;

/** Mail programs look at links before people do: the answers are buttons of the page. */
function handoverPage(w: PortalWords, token: string, { firm, phone, company, email, asker, day }: Open) {
  const { handover: say } = w;
  const body = html`<h1>${say.title(company)}</h1>
    <p class="lead">${say.lead(firm, asker)}</p>
    <p>${say.text}</p>
    <p class="hint">${email}. ${say.valid(day)} ${w.invitation.doubts(firm, phone)}</p>
    <div class="actions">${press(`/handover/${token}/yes`, say.yes, 'danger')} ${press(`/handover/${token}/no`, say.no, 'primary')}</div>`;
  return page(w, say.title(company), body);
}

/** Whether a record may pass to another e-mail: asked of the e-mail that connected it. */
export function handoverRoutes(
  app: Hono,
  parts: { portal: PortalPort; said(c: Context): PortalWords; locale(c: Context): Locale },
): void {
  const { portal, said } = parts;
  const closed = (c: Context) =>
    c.html(messagePage(said(c), said(c).handover.closed, linkTo('/my-accountant', said(c).closed.ask)), 410);
  app.get('/handover/:token', async (c) => {
    const token = c.req.param('token');
    const found = await portal.handover(token, parts.locale(c));
    return found.state === 'open' ? c.html(handoverPage(said(c), token, found)) : closed(c);
  });
  for (const [path, yes] of [
    ['yes', true],
    ['no', false],
  ] as const) {
    app.post(`/handover/:token/${path}`, async (c) => {
      const found = await portal.handover(c.req.param('token'), parts.locale(c));
      if (found.state === 'closed') return closed(c);
      try {
        const done = await portal.answerHandover(c.req.param('token'), yes);
        return c.html(messagePage(said(c), said(c).handover[done]));
      } catch (error) {
        if (!(error instanceof UserError) || error.code === 'busy') throw error;
        return closed(c);
      }
    });
  }
}
