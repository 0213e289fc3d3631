import type { types } from '@slack/bolt';
import { type Line, plainLine, type Span } from '../../src/kit/view.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The three characters Slack gives a meaning to in every text object. */
export const escapeText = (text: string): string =>
  /[&<>]/.test(text) ? text.replace(/[&<>]/g, (character) => entities[character]!) : text;

/** Escaped, and at most `max` characters as sent; what is cut is shown by an ellipsis, and no character or entity is cut in two. */
export function fitText(text: string, max: number): string {
  const escaped = escapeText(text);
  if (escaped.length <= max) return escaped;
  if (escaped === text) return fitRaw(text, max);
  let out = '';
  for (const character of text) {
    const next = escapeText(character);
    if (out.length + next.length > max - 1) break;
    out += next;
  }
  return `${out.trimEnd()}…`;
}

/** As `fitText`, for places that take text as it stands. */
export function fitRaw(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text[max - 2]!) ? max - 2 : max - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

const odd = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/gu;
const maybeOdd = /[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]/;
/** Without control characters and halves of characters, which Slack refuses or shows as it likes. */
export const clean = (text: string): string => (maybeOdd.test(text) ? text.replace(odd, '') : text);
/** Slack refuses empty text. */
export const orDash = (text: string): string => (/\S/.test(text) ? text : '–');

export function plain(text: string, max: number): types.PlainTextElement {
  const fitted = fitText(orDash(clean(text)), max);
  // Only where it matters: Slack makes pictures of words between colons.
  return fitted.includes(':')
    ? { type: 'plain_text', text: fitted, emoji: false }
    : { type: 'plain_text', text: fitted };
}

/** Whether Slack's own markup could make something of it. There is no way to escape that markup: such text must stand elsewhere. */
export const lively = (text: string): boolean =>
  /[*~`]|:[^\s:]+:|(^|\n)\s*>|(^|[^\p{L}\p{N}])_|_([^\p{L}\p{N}]|$)/u.test(text);

const isLink = (url: string) => /^(https?:\/\/|mailto:)[^\s<>|]+$/i.test(url) && url.length <= 3000;
const spansOf = (line: Line): readonly Span[] => (Array.isArray(line) ? (line as readonly Span[]) : [line as Span]);
const wordsOf = (span: Span): string => (typeof span === 'object' && 'link' in span ? span.link : plainLine(span));
/** Slack refuses a name where an id should be. */
const isChannel = (id: string) => /^[CGD][A-Z0-9]{2,30}$/.test(id);

/**
 * A line as a text object. As markup only if markup is needed for it and nothing in it could be taken for more markup than is meant;
 * else as plain text, which Slack shows as it stands.
 */
export function textObject(line: Line, max: number, label?: string): types.PlainTextElement | types.MrkdwnElement {
  const spans = spansOf(line);
  const words = spans.map((span) => clean(wordsOf(span)));
  const formatted = label !== undefined || spans.some((span) => typeof span !== 'string');
  const barred = spans.some((span) => typeof span !== 'string' && 'link' in span && span.link.includes('|'));
  const tame = !barred && ![...words, label ?? ''].some(lively) && !lively(words.join(''));
  const separate = spans.every(
    (span) => typeof span === 'string' || 'link' in span || 'channel' in span || spans.length === 1,
  );
  if (formatted && tame && separate) {
    const marked = spans.map((span) => markup(span));
    const head = label === undefined ? '' : `*${escapeText(clean(label).replace(/\s+/g, ' ').trim() || '–')}*\n`;
    const text = head + orDash(marked.join(''));
    if (text.length <= max) return { type: 'mrkdwn', text, verbatim: true };
  }
  return plain(label === undefined ? plainLine(line) : `${label}\n${orDash(plainLine(line))}`, max);
}

function markup(span: Span): string {
  if (typeof span === 'string') return escapeText(clean(span));
  const words = escapeText(clean(wordsOf(span)).trim());
  if (words === '') return '';
  if ('bold' in span) return words.includes('\n') ? words : `*${words}*`;
  if ('code' in span) return words.includes('\n') ? words : `\`${words}\``;
  if ('channel' in span) return isChannel(span.channel) ? `<#${span.channel}>` : words;
  return isLink(span.url) ? `<${escapeText(span.url)}|${words}>` : `${words} (${escapeText(span.url)})`;
}

/** A line as it stands where Slack shows nothing but text, in a notification: escaped, and channels by what they are called. */
export const textLine = (line: Line): string =>
  spansOf(line)
    .map((span) =>
      typeof span === 'object' && 'channel' in span && isChannel(span.channel)
        ? `<#${span.channel}>`
        : escapeText(clean(typeof span === 'string' ? span : plainLine(span))),
    )
    .join('');

/** Text that is escaped already, of at most `max` characters: no character, entity or mark is cut in two. */
export function fitEscaped(text: string, max: number): string {
  if (text.length <= max) return text;
  const whole = text.slice(0, max - 1).replace(/(&[a-z]{0,3}|<[^>]*|[\ud800-\udbff])$/, '');
  return `${whole.trimEnd()}…`;
}

/** A line as rich text, whose words Slack never reads as markup: nothing is escaped there. At most `max` characters. */
export function richLine(line: Line, max: number): types.RichTextElement[] {
  const elements: types.RichTextElement[] = [];
  let left = max;
  for (const span of spansOf(line)) {
    const words = clean(wordsOf(span));
    if (words === '' || left < 2) continue;
    const text = fitRaw(words, left);
    left -= text.length;
    if (typeof span === 'string') elements.push({ type: 'text', text });
    else if ('bold' in span) elements.push({ type: 'text', text, style: { bold: true } });
    else if ('code' in span) elements.push({ type: 'text', text, style: { code: true } });
    else if ('channel' in span)
      elements.push(isChannel(span.channel) ? { type: 'channel', channel_id: span.channel } : { type: 'text', text });
    else if (isLink(span.url) && span.url.length <= left) {
      left -= span.url.length;
      elements.push({ type: 'link', url: span.url, text });
    } else elements.push({ type: 'text', text });
  }
  return elements.some((element) => element.type === 'channel' || ('text' in element && element.text?.trim()))
    ? elements
    : [{ type: 'text', text: '–' }];
}

export const richText = (...lines: types.RichTextElement[][]): types.RichTextBlock => ({
  type: 'rich_text',
  elements: lines.map((elements) => ({ type: 'rich_text_section', elements })),
});
