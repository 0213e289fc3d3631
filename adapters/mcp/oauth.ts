import { getRequestListener } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Mount } from '../../src/kit/incoming.ts';
import { createLimit } from '../../src/kit/limit.ts';
import type { PageWords } from './words.ts';

export type Html = ReturnType<typeof html>;
type Params = Readonly<Record<string, string | undefined>>;
interface AskedFor {
  name: string;
  redirect: string;
  scope: 'read' | 'prepare' | 'act';
}

/** What the house does; each step hands the next on sealed. */
export interface OAuth {
  resource: string;
  register(name: string, redirects: readonly string[]): string | undefined;
  begin(given: Params): Promise<{ request: string; asked: AskedFor } | { wrong: 'client' | 'redirect' | 'request' }>;
  asked(request: string): AskedFor | undefined;
  prove(
    request: string,
    code: string,
  ): Promise<{ decision: string; asked: AskedFor; firm: string; person: string } | undefined>;
  decide(decision: string, yes: boolean, scope: string | undefined): Promise<string | undefined>;
  token(given: Params): Promise<object | { error: string }>;
}

export interface OAuthParts {
  oauth: OAuth;
  publicUrl: string;
  /** Whose tries are counted together. */
  networkOf(c: Context): string;
  now?(): number;
  /** In the language of the browser. */
  words(said: string | undefined): {
    lang: string;
    page: PageWords;
    scope: Readonly<Record<AskedFor['scope'], string>>;
  };
  /** The frame of the pages. */
  layout(parts: { lang: string; title: string; body: Html }): Html;
}

const base = '/oauth/mcp';
const scopes = ['read', 'prepare', 'act'] as const;
/** Connecting takes six requests; an office behind one address renews its tokens once an hour each. */
const perNetwork = { perSecond: 1, burst: 60 };
/** What makes us ask somebody else's server, or writes what is kept. */
const costly = { perSecond: 1 / 6, burst: 20 };
const registration = z.object({
  client_name: z.string().max(200).default('MCP'),
  redirect_uris: z.array(z.string().max(400)).min(1).max(10),
});

/** Where the person's answer may lead: a form is only sent on to the address that the page names. */
const policy = (redirect?: string) =>
  `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'${redirect ? ` ${new URL(redirect).origin}` : ''}; base-uri 'none'; frame-ancestors 'none'`;

const guarded: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('content-security-policy')) c.header('Content-Security-Policy', policy());
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('Referrer-Policy', 'no-referrer');
};

const textsIn = (body: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** The pages and the doors of OAuth, and the two documents that say where they are. */
export function createOAuthMounts({ oauth, publicUrl, words, layout, networkOf, now }: OAuthParts): Mount[] {
  const app = new Hono();
  app.use(guarded);
  const slowly = (of: { perSecond: number; burst: number }): MiddlewareHandler => {
    const tries = createLimit({ ...of, now });
    return async (c, next) => {
      const wait = tries(networkOf(c));
      if (wait === 0) return next();
      c.header('Retry-After', String(wait));
      if (!/\/(authorize|prove|decide)$/.test(c.req.path)) return c.json({ error: 'slow_down' }, 429);
      return c.html(wrong(said(c), 'slow'), 429);
    };
  };
  app.use(`${base}/*`, slowly(perNetwork));
  for (const path of ['authorize', 'prove', 'register']) app.use(`${base}/${path}`, slowly(costly));
  app.use(bodyLimit({ maxSize: 64 * 1024 }));

  const resource = {
    resource: oauth.resource,
    authorization_servers: [publicUrl],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
  };
  for (const path of ['', '/mcp']) app.get(`/.well-known/oauth-protected-resource${path}`, (c) => c.json(resource));
  app.get('/.well-known/oauth-authorization-server', (c) =>
    c.json({
      issuer: publicUrl,
      authorization_endpoint: `${publicUrl}${base}/authorize`,
      token_endpoint: `${publicUrl}${base}/token`,
      registration_endpoint: `${publicUrl}${base}/register`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: scopes,
      authorization_response_iss_parameter_supported: true,
    }),
  );

  app.post(`${base}/register`, async (c) => {
    const read = registration.safeParse(await c.req.json().catch(() => undefined));
    const id = read.success ? oauth.register(read.data.client_name, read.data.redirect_uris) : undefined;
    if (!read.success || !id) return c.json({ error: 'invalid_redirect_uri' }, 400);
    const { client_name, redirect_uris } = read.data;
    const grants = {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
    return c.json({ client_id: id, client_name, redirect_uris, ...grants }, 201);
  });

  type Spoken = ReturnType<OAuthParts['words']>;
  const frame = ({ lang }: Spoken, title: string, body: Html) => layout({ lang, title, body });
  const wrong = (w: Spoken, why: keyof PageWords['wrong']) =>
    frame(w, w.page.wrongTitle, html`<h1>${w.page.wrongTitle}</h1><p class="lead">${w.page.wrong[why]}</p>`);
  const codePage = (w: Spoken, request: string, { name }: AskedFor, bad = false) =>
    frame(
      w,
      w.page.title,
      html`<h1>${w.page.title}</h1>
      <p class="lead">${w.page.lead(name)}</p>
      ${bad ? html`<p class="notice bad" role="alert">${w.page.badCode}</p>` : ''}
      <p>${w.page.how}</p>
      <form method="post" action="${base}/prove">
        <input type="hidden" name="request" value="${request}" />
        <div class="field"><label for="code">${w.page.code}</label>
        <input id="code" name="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" /></div>
        <div class="actions"><button class="button primary" type="submit">${w.page.go}</button></div>
      </form>`,
    );
  const said = (c: { req: { header(name: string): string | undefined } }) => words(c.req.header('accept-language'));

  app.get(`${base}/authorize`, async (c) => {
    const w = said(c);
    const begun = await oauth.begin(c.req.query());
    return 'wrong' in begun ? c.html(wrong(w, begun.wrong), 400) : c.html(codePage(w, begun.request, begun.asked));
  });

  app.post(`${base}/prove`, async (c) => {
    const w = said(c);
    const { request = '', code = '' } = textsIn(await c.req.parseBody());
    const asked = oauth.asked(request);
    if (!asked) return c.html(wrong(w, 'old'), 400);
    const proved = await oauth.prove(request, code);
    if (!proved) return c.html(codePage(w, request, asked, true), 400);
    const { facts } = w.page;
    const { name, redirect, scope } = proved.asked;
    const lines = [
      [facts.firm, proved.firm],
      [facts.person, proved.person],
      [facts.assistant, name],
      [facts.back, new URL(redirect).host],
    ];
    c.header('Content-Security-Policy', policy(redirect));
    return c.html(
      frame(
        w,
        w.page.title,
        html`<h1>${w.page.askTitle(name)}</h1>
        <section class="card"><dl>${lines.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>
        <p class="hint">${w.page.seen}</p>
        <form method="post" action="${base}/decide">
          <input type="hidden" name="decision" value="${proved.decision}" />
          <div class="field"><label for="scope">${facts.scope}</label><select id="scope" name="scope">
          ${scopes.slice(0, scopes.indexOf(scope) + 1).map((each) => html`<option value="${each}" ${each === 'prepare' ? 'selected' : ''}>${w.scope[each]}</option>`)}
          </select></div>
          <div class="actions">
            <button class="button primary" type="submit" name="answer" value="yes">${w.page.yes}</button>
            <button class="button" type="submit" name="answer" value="no">${w.page.no}</button>
          </div>
        </form>`,
      ),
    );
  });

  app.post(`${base}/decide`, async (c) => {
    const { decision = '', answer, scope } = textsIn(await c.req.parseBody());
    const there = await oauth.decide(decision, answer === 'yes', scope);
    return there ? c.redirect(there, 303) : c.html(wrong(said(c), 'old'), 400);
  });

  app.post(`${base}/token`, async (c) => {
    const given = await oauth.token(textsIn(await c.req.parseBody()));
    return c.json(given, 'error' in given ? 400 : 200);
  });

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const handle: Mount['handle'] = (request, response) => void listener(request, response);
  return [base, '/.well-known/oauth-protected-resource', '/.well-known/oauth-authorization-server'].map((path) => ({
    path,
    handle,
  }));
}
