import { refuseFile } from '../refuse.ts';

/** What a reader of XML is told. Names are without their prefix; text comes raw and may come in parts. */
export interface XmlEvents {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text?(raw: string): void;
}

/** No tag of a workbook is longer. */
const longestTag = 1024 * 1024;

/** Where a tag ends: a > inside the quotes of an attribute is part of its value. -1 when that is not there yet. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

/**
 * Reads XML piece by piece in one pass, whatever stands in it: time grows with the length and with nothing else. Declares no
 * entities and follows no references.
 */
export function createXmlReader(events: XmlEvents) {
  let rest = '';

  /** What begins with <! : a comment is nothing, CDATA is text, the rest has no place in a workbook. Gives its end, or -1. */
  const special = (text: string, at: number): number => {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9);
      if (end >= 0) events.text?.(text.slice(at + 9, end).replaceAll('&', '&amp;'));
      return end < 0 ? -1 : end + 3;
    }
    if (text.length - at < 9) return -1;
    throw refuseFile('damaged');
  };

  const tag = (text: string, from: number, to: number): void => {
    const closing = text.charCodeAt(from) === 47;
    const empty = text.charCodeAt(to - 1) === 47;
    let start = closing ? from + 1 : from;
    let end = start;
    for (; end < to; end++) {
      const code = text.charCodeAt(end);
      if (code === 58) start = end + 1;
      else if (code === 47 || code <= 32) break;
    }
    const name = text.slice(start, end);
    if (closing) events.close(name);
    else {
      events.open(name, text.slice(end, empty ? to - 1 : to));
      if (empty) events.close(name);
    }
  };

  return {
    feed(piece: string): void {
      // Joined, not added: V8 would keep the two as they are and flatten them again for every tag.
      const text = rest === '' ? piece : [rest, piece].join('');
      rest = '';
      let at = 0;
      while (at < text.length) {
        const start = text.indexOf('<', at);
        if (start !== at) events.text?.(start < 0 ? text.slice(at) : text.slice(at, start));
        if (start < 0) return;
        const isSpecial = text.charCodeAt(start + 1) === 33;
        const end = isSpecial ? special(text, start) : tagEnd(text, start + 1) + 1;
        if (end <= 0) {
          if (text.length - start > longestTag) throw refuseFile('damaged');
          rest = text.slice(start);
          return;
        }
        if (!isSpecial && text.charCodeAt(start + 1) !== 63) tag(text, start + 1, end - 1);
        at = end;
      }
    },
  };
}

const attributes = new Map<string, RegExp>();

/** One attribute of a tag, with or without a prefix. */
export function attribute(all: string, name: string): string | undefined {
  let pattern = attributes.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s?=\\s?(?:"([^"]*)"|'([^']*)')`);
    attributes.set(name, pattern);
  }
  const found = pattern.exec(all);
  return found ? plain(found[1] ?? found[2] ?? '') : undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Raw text as characters; also the _x000D_ of spreadsheets. */
export function plain(raw: string): string {
  let value = raw;
  if (value.includes('&'))
    value = value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
      if (name) return entities[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
  if (value.includes('_x'))
    value = value.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return value;
}
