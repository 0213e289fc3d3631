import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Registry } from 'prom-client';
import { isFresh } from '../../src/kit/assets.ts';
import type { Log } from '../../src/kit/ctx.ts';
import { newReference } from '../../src/kit/reference.ts';
import { securityHeaders } from './headers.ts';
import { assets, layout } from './layout.ts';
import type { Speak, TextPage, WebWords } from './words.ts';

export interface PagesParts {
  words: Speak<WebWords>;
  version: string;
  /** What runs here, and whether it is connected. */
  platforms(): readonly { platform: string; ok: boolean }[];
  /** The pages worth a link, by their code names in the words. */
  links: readonly { name: string; href: string }[];
  /** What must be there before anything can be answered (the database, …). */
  ready(): Promise<readonly { name: string; ok: boolean; why?: string }[]>;
  /** How what runs in the background is doing. */
  health(): Promise<{ ok: boolean } & Readonly<Record<string, unknown>>>;
  /** Whom people write to for help. */
  contact?: string;
  registry: Registry;
  log: Log;
}

/** No form of ours is longer. */
const maxBody = 100 * 1024;

/** What people and machines read at the server's own address. */
export function createPages({
  words,
  version,
  platforms,
  links,
  ready,
  health,
  contact,
  registry,
  log,
}: PagesParts): Hono {
  const app = new Hono();
  const speak = (c: { req: { header(name: string): string | undefined } }) => words(c.req.header('accept-language'));
  const message = (w: WebWords, said: { title: string; text: string }) =>
    layout({
      ...w,
      title: said.title,
      body: html`<h1>${said.title}</h1><p class="lead">${said.text}</p><p><a href="/">${w.home}</a></p>`,
    });

  app.use(securityHeaders());
  app.use(bodyLimit({ maxSize: maxBody, onError: (c) => c.html(message(speak(c), speak(c).tooLarge), 413) }));

  app.get('/', (c) => c.html(home(speak(c), version, platforms(), links)));
  for (const name of ['privacy', 'support'] as const)
    app.get(`/${name}`, (c) => c.html(textPage(speak(c), speak(c)[name], contact)));
  app.get('/healthz', async (c) => {
    const found = await health().catch((error: unknown) => {
      log.error({ err: error }, 'the health check failed');
      return { ok: false };
    });
    return c.json({ version, ...found }, found.ok ? 200 : 503);
  });
  app.get('/readyz', async (c) => {
    const parts = await ready().catch((error: unknown) => {
      log.error({ err: error }, 'the readiness check failed');
      return [{ name: 'check', ok: false }];
    });
    const ok = parts.every((part) => part.ok);
    const why = parts.flatMap((part) => ('why' in part && part.why ? [[part.name, part.why]] : []));
    const said = { ok, parts: Object.fromEntries(parts.map((part) => [part.name, part.ok])) };
    return c.json(why.length > 0 ? { ...said, why: Object.fromEntries(why) } : said, ok ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }));
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const headers = {
      'content-type': asset.type,
      etag: asset.etag,
      'cache-control': 'public, max-age=31536000, immutable',
    };
    return isFresh(asset, c.req.header('if-none-match'))
      ? c.body(null, 304, headers)
      : c.body(asset.body, 200, headers);
  });
  app.get('/favicon.ico', (c) => c.redirect('/assets/icon.svg'));

  app.notFound((c) => c.html(message(speak(c), speak(c).notFound), 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return error.getResponse();
    // The route's pattern, never the path: that may carry a secret.
    const reference = newReference();
    log.error({ err: error, reference, route: routePath(c, -1) }, 'a page failed');
    const { title, text } = speak(c).broken;
    return c.html(message(speak(c), { title, text: text(reference) }), 500);
  });
  return app;
}

function textPage(w: WebWords, { title, parts }: TextPage, contact: string | undefined) {
  const part = ({ heading, text }: { heading: string; text: string }) => html`<h2>${heading}</h2><p>${text}</p>`;
  return layout({
    ...w,
    title,
    body: html`<h1>${title}</h1>${parts(contact).map(part)}<p><a href="/">${w.home}</a></p>`,
  });
}

function home(
  w: WebWords,
  version: string,
  platforms: ReturnType<PagesParts['platforms']>,
  links: PagesParts['links'],
) {
  const platform = ({ platform, ok }: { platform: string; ok: boolean }) => html`<li>
    <span>${w.platform[platform] ?? platform}</span>
    <span class="badge ${ok ? 'good' : 'bad'}">${ok ? w.connected : w.disconnected}</span>
  </li>`;
  const link = ({ name, href }: { name: string; href: string }) =>
    html`<a class="card link" href="${href}"><strong>${w.link[name]?.title ?? name}</strong><span>${w.link[name]?.text}</span></a>`;
  return layout({
    ...w,
    title: w.name,
    body: html`
      <h1>${w.name}</h1>
      <p class="lead">${w.tagline}</p>
      <p class="meta"><span class="badge good">${w.running}</span> <span>${w.version(version)}</span></p>
      ${links.length > 0 ? html`<h2>${w.links}</h2><nav class="cards" aria-label="${w.links}">${links.map(link)}</nav>` : ''}
      <h2>${w.platforms}</h2>
      ${platforms.length > 0 ? html`<ul class="card rows">${platforms.map(platform)}</ul>` : html`<p>${w.noPlatforms}</p>`}
      <p class="meta"><a href="/privacy">${w.privacy.title}</a> · <a href="/support">${w.support.title}</a></p>
    `,
  });
}
