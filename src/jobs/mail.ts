import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivered } from '../kit/incoming.ts';
import { type Line, plainLine, type Span } from '../kit/view.ts';
import type { Locale } from '../kit/words.ts';
import { words } from '../words/index.ts';
import type { Sender } from './sender.ts';

declare module '../data/write.ts' {
  interface Leaving {
    mail: true;
  }
}

/** The payload of an outbox row of kind 'mail'. Seal it when a link in it must not be read at rest. */
export const mailPayload = z.object({
  /** One address, without a name. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Who writes, where it is not the bot itself; the address stays the bot's. */
  fromName: z.string().optional(),
  replyTo: z.object({ name: z.string(), address: z.string() }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Pictures that its HTML shows as `cid:…`; they travel with it. */
  images: z.array(z.object({ cid: z.string(), name: z.string(), type: z.string(), base64: z.string() })).optional(),
});
export type MailPayload = z.infer<typeof mailPayload>;

export interface Mail extends MailPayload {
  messageId: string;
}

/** A letter to a client comes from their accountants, by name, and an answer goes to them. */
export const fromFirm = (
  firm: { name: string; email: string },
  locale: Locale,
): Pick<MailPayload, 'fromName' | 'replyTo'> => ({
  fromName: words[locale].mail.via(firm.name),
  ...(firm.email ? { replyTo: { name: firm.name, address: firm.email } } : {}),
});

/** The same row is always the same message, so that a receiver knows a repeated one. */
export function messageId(key: string, from: string): string {
  const [, domain = 'localhost'] = /@([a-z0-9.-]+)>?\s*$/i.exec(from) ?? [];
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain.toLowerCase()}>`;
}

/** Rows of kind 'mail'. `keep`: for the local mailbox, which shows what was kept. */
export const mailSender = ({
  deliver,
  from,
  keep = false,
}: {
  deliver(mail: Mail): Promise<Delivered>;
  from: string;
  keep?: boolean;
}): Sender => ({
  keep,
  send: async (payload, { key, held }) => {
    const mail = mailPayload.safeParse(payload);
    if (!mail.success) return { ok: false, reason: 'this is no mail', gone: true };
    held?.();
    return deliver({ ...mail.data, messageId: messageId(key, from) });
  },
});

/** `image`: a picture of the mail by its cid, with its words. */
export type Paragraph = string | readonly Line[] | { heading: string } | { image: string; alt: string };

export interface MailFrame {
  locale: Locale;
  title: string;
  /** Plain text; a list of texts becomes a list. */
  paragraphs: readonly Paragraph[];
  button?: { label: string; url: string };
  /** Who writes and why, in small print. */
  footer: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string) => text.replace(/[&<>"']/g, (each) => escapes[each]!).replace(/\r?\n/g, '<br>');

const spanOf = (span: Span): string =>
  typeof span === 'object' && 'bold' in span ? `<strong>${safe(span.bold)}</strong>` : safe(plainLine(span));
const written = (line: Line): string => (Array.isArray(line) ? line : [line]).map(spanOf).join('');

const ink = '#15211f';
const muted = '#55645f';
const accent = '#0b6b61';
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

// Mail programs that know dark mode get it; those that drop <style> keep what is inline, which reads on white.
const style = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #0f1514 !important; }
    .sheet { background: #171f1e !important; border-color: #2a3634 !important; }
    .ink { color: #e7eeec !important; }
    .muted, .muted a { color: #9fb0ab !important; }
    .press { background: #62d3c2 !important; }
    .press a { color: #06241f !important; }
  }
  @media (max-width: 480px) { .sheet-in { padding: 24px 20px !important; } .foot { padding: 16px 20px !important; } }`;

/** The frame of every mail: a text and an HTML half that say the same. Nothing in it is loaded from anywhere. */
export function mailFrame({ locale, title, paragraphs, button, footer }: MailFrame): { text: string; html: string } {
  if (button && !/^https?:\/\//.test(button.url)) throw new Error('a button of a mail leads to a web page');
  const text = [
    title,
    ...paragraphs.map((each) =>
      typeof each === 'string'
        ? each
        : 'heading' in each
          ? each.heading
          : 'image' in each
            ? each.alt
            : each.map((line) => `- ${plainLine(line)}`).join('\n'),
    ),
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    `-- \n${footer}`,
  ].join('\n\n');
  const paragraph = `margin:0 0 16px;${font};font-size:16px;line-height:1.55;color:${ink}`;
  const small = `margin:0;${font};font-size:13px;line-height:1.5;color:${muted}`;
  const link = (url: string, inner: string, css: string) =>
    `<a href="${safe(url)}" target="_blank" rel="noopener noreferrer" style="${css}">${inner}</a>`;
  const body = paragraphs.map((each) =>
    typeof each === 'string'
      ? `<p class="ink" style="${paragraph}">${safe(each)}</p>`
      : 'heading' in each
        ? `<h2 class="ink" style="margin:22px 0 8px;${font};font-size:16px;line-height:1.4;font-weight:650;color:${ink}">${safe(each.heading)}</h2>`
        : 'image' in each
          ? `<p style="margin:0 0 16px"><img src="cid:${safe(each.image)}" alt="${safe(each.alt)}" width="400" style="display:block;width:100%;max-width:400px;height:auto;border:0;${font};font-size:16px;line-height:1.55;color:${ink}"></p>`
          : `<ul class="ink" style="${paragraph};padding:0 0 0 22px">${each.map((line) => `<li style="margin:0 0 4px">${written(line)}</li>`).join('')}</ul>`,
  );
  const press = button
    ? `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 20px"><tr>
<td class="press" bgcolor="${accent}" style="border-radius:10px;background:${accent}">${link(
        button.url,
        safe(button.label),
        `display:inline-block;padding:13px 24px;${font};font-size:16px;font-weight:600;line-height:1.25;color:#ffffff;text-decoration:none`,
      )}</td></tr></table>
<p class="muted" style="${small}">${safe(words[locale].mail.otherwise)}<br>${link(button.url, safe(button.url), `color:${muted};word-break:break-all`)}</p>`
    : '';
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${safe(title)}</title>
<style>${style}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f6f5">
<div role="main">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f6f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #dce3e0;border-radius:14px"><tr><td class="sheet-in" style="padding:32px 36px">
<h1 class="ink" style="margin:0 0 16px;${font};font-size:22px;line-height:1.3;font-weight:650;color:${ink}">${safe(title)}</h1>
${body.join('\n')}
${press}
</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr><td class="foot" style="padding:16px 36px">
<p class="muted" style="${small}">${safe(footer)}</p>
</td></tr></table>
</td></tr></table>
</div>
</body>
</html>
`;
  return { text, html };
}
