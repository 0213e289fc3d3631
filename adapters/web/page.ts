import type { ServerResponse } from 'node:http';
import { html } from 'hono/html';
import { pageHeaders } from './headers.ts';
import { layout } from './layout.ts';
import type { Speak, WebWords } from './words.ts';

interface Message {
  title: string;
  text: string;
  link?: { label: string; href: string };
}

/** A page that says one thing, for what answers a browser beside the pages. */
export function createPage(words: Speak<WebWords>) {
  const headers = { ...pageHeaders(), 'Cache-Control': 'no-store', 'Content-Type': 'text/html; charset=utf-8' };
  return (response: ServerResponse, status: number, said: string | undefined, { title, text, link }: Message): void => {
    const w = words(said);
    const onward = link ? html`<p><a class="button" href="${link.href}">${link.label}</a></p>` : '';
    const body = html`<h1>${title}</h1><p class="lead">${text}</p>${onward}<p><a href="/">${w.home}</a></p>`;
    response.writeHead(status, headers).end(String(layout({ ...w, title, body })));
  };
}
