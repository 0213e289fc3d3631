import { html, raw } from 'hono/html';
import type { ConsoleWords } from './words.ts';

const styles = ['base', 'shell', 'people', 'composer', 'form', 'conversation', 'card', 'menu', 'table', 'guide'];

/** The console's one page; assets/app.js, which is built from browser/, fills it. */
export const page = (w: ConsoleWords, base: string) => html`${raw('<!doctype html>')}
<html lang="${w.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="color-scheme" content="light dark" />
    <title>${w.name} · ${w.place}</title>
    <link rel="icon" href="${base}/assets/icon.svg" type="image/svg+xml" />
    ${styles.map((name) => html`<link rel="stylesheet" href="${base}/assets/${name}.css" />`)}
    <script type="module" src="${base}/assets/app.js"></script>
  </head>
  <body>
    <noscript><p class="noscript">${w.noScript}</p></noscript>
  </body>
</html>`;
