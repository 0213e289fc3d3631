import { html, raw } from 'hono/html';
import { type Asset, readAssets } from '../../src/kit/assets.ts';

export type Html = ReturnType<typeof html>;

/** What the pages are dressed with, by the path it is served at. */
export const assets: ReadonlyMap<string, Asset> = readAssets('adapters/web/assets');

/** The address of a static file; it changes with what is in it, so that browsers may keep it for good. */
export const assetUrl = (name: string): string => `/assets/${name}?${assets.get(name)?.etag.replaceAll('"', '')}`;

export interface LayoutParts {
  lang: string;
  /** The product's name, over every page. */
  name: string;
  title: string;
  body: Html | Promise<Html>;
  /** Pages of lists take more room than pages to read. */
  wide?: boolean;
  /** At the other end of the line with the product's name. */
  aside?: Html | Promise<Html> | string;
}

/** The frame of every page. The body's classes are those of assets/style.css and form.css. */
export const layout = ({ lang, name, title, body, wide = false, aside = '' }: LayoutParts) =>
  html`${raw('<!doctype html>')}
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title === name ? name : `${title} · ${name}`}</title>
    <link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml" />
    <link rel="stylesheet" href="${assetUrl('style.css')}" />
    <link rel="stylesheet" href="${assetUrl('form.css')}" />
  </head>
  <body>
    <header class="top">
      <a class="brand" href="/"><img src="${assetUrl('icon.svg')}" alt="" width="28" height="28" />${name}</a>${aside}
    </header>
    <main class="${wide ? 'wide' : 'narrow'}">${body}</main>
  </body>
</html>`;
