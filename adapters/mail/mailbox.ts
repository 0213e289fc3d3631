import { getRequestListener } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { type Asset, isFresh, readAssets } from '../../src/kit/assets.ts';
import type { Log } from '../../src/kit/ctx.ts';
import type { Delivered, Mount } from '../../src/kit/incoming.ts';
import type { LocalKey } from '../../src/kit/local.ts';
import { newReference } from '../../src/kit/reference.ts';
import { flawOf, type Mail, readFrom } from './mail.ts';
import type { MailboxWords, Speak } from './words.ts';

export interface StoredMail extends Mail {
  id: string;
  at: Date;
}

export type Html = ReturnType<typeof html>;

export interface MailboxParts {
  /** The newest mails, newest first. They are kept where they were written: nothing is stored here. */
  mails(): Promise<readonly StoredMail[]>;
  from: string;
  words: Speak<MailboxWords>;
  /** The frame of the pages. */
  layout(parts: { lang: string; title: string; body: Html }): Html;
  key: LocalKey;
  log: Log;
}

export interface Mailbox {
  mount: Mount;
  /** Refuses what a mail server would refuse; everything else has arrived. */
  send(mail: Mail): Promise<Delivered>;
}

const base = '/mailbox';
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
// A mail runs nothing and loads nothing; its links open outside.
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const headers: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('content-security-policy')) c.header('Content-Security-Policy', pagePolicy);
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
};

/** Where mail goes without SMTP_URL: a page of this machine that shows each mail as it would arrive. */
export function createMailbox({ mails, from, words, layout, key, log }: MailboxParts): Mailbox {
  const assets: ReadonlyMap<string, Asset> = readAssets('adapters/mail/assets');
  const sender = readFrom(from);
  const style = html`<link rel="stylesheet" href="${base}/assets/mailbox.css" />`;
  const app = new Hono().basePath(base);
  const speak = (c: { req: { header(name: string): string | undefined } }) => words(c.req.header('accept-language'));
  const find = async (id: string) => (await mails()).find((mail) => mail.id === id);
  const page = (w: MailboxWords, title: string, body: Html) =>
    layout({ lang: w.lang, title, body: html`${style}${body}` });

  app.use(headers);
  app.get('/', async (c) => c.html(page(speak(c), speak(c).title, list(speak(c), await mails()))));
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const about = { 'content-type': asset.type, etag: asset.etag, 'cache-control': 'no-cache' };
    return isFresh(asset, c.req.header('if-none-match')) ? c.body(null, 304, about) : c.body(asset.body, 200, about);
  });
  app.get('/:id', async (c) => {
    const mail = await find(c.req.param('id'));
    return mail ? c.html(page(speak(c), mail.subject, letter(speak(c), mail, sender))) : c.notFound();
  });
  app.get('/:id/html', async (c) => {
    const mail = await find(c.req.param('id'));
    return mail ? c.html(withImages(mail), 200, { 'content-security-policy': mailPolicy }) : c.notFound();
  });
  app.notFound((c) => {
    const w = speak(c);
    return c.html(
      page(w, w.title, html`<h1>${w.title}</h1><p class="lead">${w.gone}</p><p><a href="${base}">${w.back}</a></p>`),
      404,
    );
  });
  app.onError((error, c) => {
    const reference = newReference();
    log.error({ err: error, reference }, 'the mailbox failed');
    return c.text(speak(c).broken(reference), 500);
  });

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return {
    mount: {
      path: base,
      handle: (request, response) => {
        const admitted = key.admit(request, response);
        if (admitted === 'open') return listener(request, response);
        if (admitted === 'closed')
          response
            .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
            .end(words(request.headers['accept-language']).refused);
      },
    },
    send: async (mail) => {
      const flaw = flawOf(mail);
      return flaw ? { ok: false, reason: flaw, gone: true } : { ok: true, message: mail.messageId };
    },
  };
}

/** A mail program takes its pictures out of the mail; here they stand in the page. */
const withImages = ({ html: page, images = [] }: StoredMail): string =>
  images.reduce(
    (text, { cid, type, base64 }) => text.replaceAll(`src="cid:${cid}"`, `src="data:${type};base64,${base64}"`),
    page,
  );

const list = (w: MailboxWords, mails: readonly StoredMail[]): Html => html`
  <div class="mail-head"><h1>${w.title}</h1><a class="button" href="${base}">${w.refresh}</a></div>
  <p class="lead">${w.lead}</p>
  ${
    mails.length === 0
      ? html`<p class="card">${w.empty}</p>`
      : html`<ul class="card mails">${mails.map(
          (mail) => html`<li><a href="${base}/${mail.id}">
            <strong>${mail.subject}</strong>
            <span>${w.to}: ${mail.to}</span>
            <time datetime="${mail.at.toISOString()}">${w.when(mail.at)}</time>
          </a></li>`,
        )}</ul>`
  }`;

function letter(w: MailboxWords, mail: StoredMail, sender: { name: string; address: string }): Html {
  const from = { ...sender, name: mail.fromName ?? sender.name };
  const person = ({ name, address }: { name: string; address: string }) => (name ? `${name} <${address}>` : address);
  const lines: [string, string][] = [
    ['From', person(from)],
    ['To', mail.to],
    ...(mail.replyTo ? [['Reply-To', person(mail.replyTo)] as [string, string]] : []),
    ['Subject', mail.subject],
    ['Date', mail.at.toUTCString()],
    ['Message-ID', mail.messageId],
    ...Object.entries(mail.headers ?? {}),
  ];
  return html`
    <p><a href="${base}">${w.back}</a></p>
    <h1>${mail.subject}</h1>
    <dl class="facts mail-facts">
      <dt>${w.from}</dt><dd>${person(from)}</dd>
      <dt>${w.to}</dt><dd>${mail.to}</dd>
      <dt>${w.at}</dt><dd><time datetime="${mail.at.toISOString()}">${w.when(mail.at)}</time></dd>
    </dl>
    <h2>${w.shown}</h2>
    <iframe class="mail" src="${base}/${mail.id}/html" title="${w.shown}: ${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
    <details class="card"><summary>${w.plain}</summary><pre>${mail.text}</pre></details>
    <details class="card"><summary>${w.headers}</summary><pre>${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre></details>`;
}
