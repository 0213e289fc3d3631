import type { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { createDocumentRoutes } from '../../adapters/web/documents/routes.ts';
import { createPages, type PagesParts } from '../../adapters/web/pages.ts';
import { createPortalPages } from '../../adapters/web/portal/routes.ts';
import type { Pages } from '../jobs/runs.ts';
import type { Log } from '../kit/ctx.ts';
import type { Mount } from '../kit/incoming.ts';
import type { Locale, Words } from '../kit/words.ts';
import { version } from '../version.ts';
import { localeOf, words } from '../words/index.ts';

interface WebParts extends Pick<PagesParts, 'platforms' | 'links' | 'ready' | 'health' | 'contact'> {
  /** What features bring for the web. */
  pages: Partial<Pages>;
  publicUrl: string;
  trustedProxies: number;
  say(said: string | undefined): Words;
  metrics: Registry;
  log: Log;
}

/** The pages of the server itself, and of those features that bring some. */
export function createWeb({
  pages: { portal, documents },
  publicUrl,
  trustedProxies,
  say,
  metrics,
  log,
  ...how
}: WebParts): {
  pages: Hono;
  mounts: readonly Mount[];
} {
  const inBrowser = {
    words,
    localeOf: (said: string | undefined): Locale => localeOf(said) ?? 'pt-BR',
    publicUrl,
    trustedProxies,
    log,
  };
  const pages = createPages({ words: (said) => say(said).web, version, ...how, registry: metrics, log });
  if (portal) pages.route('/', createPortalPages({ portal, ...inBrowser }));
  const session = portal?.session.read ?? (async () => undefined);
  return { pages, mounts: documents ? createDocumentRoutes({ documents, session, ...inBrowser }).mounts : [] };
}
