import { cut } from '../../src/kit/text.ts';
import type { Line, Span } from '../../src/kit/view.ts';

/** Shows nothing, and keeps apart what Discord would otherwise read together. */
const gap = '\u200b';

/** Without control characters and halves of characters, which Discord refuses or shows as boxes. */
export const clean = (value: string): string =>
  (/[\ud800-\udfff]/.test(value) ? Buffer.from(value).toString() : value)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');

export const oneLine = (value: string): string => clean(value).replace(/\s+/g, ' ').trim();

/** Breaks what would name a person, a role, a channel or everybody. */
export const defuse = (value: string): string =>
  value.replace(/@(?=everyone|here)/gi, `@${gap}`).replace(/<(?=[@#:/!]|a:|t:|id:)/gi, `<${gap}`);

/** Text that stays text in the middle of a line. */
export const escapeMarkdown = (value: string): string =>
  defuse(clean(value))
    .replace(/[\\`*_~|[\]<]/g, '\\$&')
    .replace(/:\/\//g, ':\\//');

/** What begins a heading, a quote, a list or small print only at the start of a line. */
const lineStart = (line: string): string =>
  line.replace(/^(\s*)([#>+-])/, '$1\\$2').replace(/^(\s*\d+)([.)])(?=\s)/, '$1\\$2');

/** The longest beginning of a text whose escaped form has at most `max` characters. */
function escapeWithin(value: string, max: number): string {
  if (max < 2) return '';
  let length = Math.min(value.length, max);
  let escaped = escapeMarkdown(cut(value, length));
  while (escaped.length > max && length > 2) {
    length = Math.max(2, length - Math.ceil((escaped.length - max) / 3));
    escaped = escapeMarkdown(cut(value, length));
  }
  return escaped.length > max ? '' : escaped;
}

const linkable = (url: string): string | undefined =>
  /^https?:\/\//i.test(url) && URL.canParse(url)
    ? new URL(url).href.replace(/[()<>\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    : undefined;

function spanMarkdown(span: Span, max: number): string {
  if (typeof span === 'string') return escapeWithin(span, max);
  if ('bold' in span) {
    const inner = escapeWithin(span.bold, max - 4);
    return inner.trim() ? `**${inner}**` : inner;
  }
  if ('code' in span) {
    const code = `\`${defuse(clean(span.code))}\``;
    return span.code.includes('`') || !span.code.trim() || code.length > max ? escapeWithin(span.code, max) : code;
  }
  if ('channel' in span)
    return /^\d{15,21}$/.test(span.channel) ? `<#${span.channel}>` : escapeWithin(`#${span.channel}`, max);
  const url = linkable(span.url);
  const name = span.link.trim() ? span.link : span.url;
  const label = url && escapeWithin(name, max - url.length - 4);
  if (label) return `[${label}](${url})`;
  return escapeWithin(name === span.url ? name : `${name} (${span.url})`, max);
}

const spansOf = (line: Line): readonly Span[] => (Array.isArray(line) ? (line as readonly Span[]) : [line as Span]);

function mapText(span: Span, change: (text: string) => string): Span {
  if (typeof span === 'string') return change(span);
  if ('bold' in span) return { bold: change(span.bold) };
  if ('code' in span) return { code: change(span.code) };
  if ('channel' in span) return span;
  return { link: change(span.link), url: span.url };
}

/** A line without line ends: for cells and facts. */
export const flat = (line: Line): readonly Span[] =>
  spansOf(line).map((span) => mapText(span, (text) => clean(text).replace(/\s*\n\s*/g, ' ')));

/** A line that may hold line ends, as lines of their own. */
export function linesOf(line: Line): readonly Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spansOf(line)) {
    if (typeof span === 'object' && 'channel' in span) {
      lines.at(-1)!.push(span);
      continue;
    }
    let text = '';
    mapText(span, (value) => {
      text = clean(value);
      return value;
    });
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part) lines.at(-1)!.push(mapText(span, () => part));
    });
  }
  return lines;
}

/** A line as markdown of at most `max` characters; what does not fit is cut visibly. */
export function lineMarkdown(line: Line, max = Number.MAX_SAFE_INTEGER): string {
  let whole = '';
  for (const span of spansOf(line)) {
    const room = max - whole.length - 4;
    if (room < 8) return lineStart(`${whole}…`);
    const next = spanMarkdown(span, room);
    // Two spans side by side must not read as one: **a****b**.
    whole += /[*`]$/.test(whole) && /^[*`]/.test(next) ? gap + next : next;
  }
  return lineStart(whole);
}
