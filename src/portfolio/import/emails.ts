import { z } from 'zod';

/** An e-mail as the bot's forms take it, lower case. */
export function readEmail(value: string): string | undefined {
  if (value.length > 320) return undefined;
  const bare = /^(?:.*<([^<>]+)>|mailto:(.+))$/i.exec(value);
  const email = (bare?.[1] ?? bare?.[2] ?? value).trim().toLowerCase();
  return email.length <= 254 && z.regexes.email.test(email) ? email : undefined;
}

export interface EmailCell {
  email: string;
  /** The other addresses that stand there, or what else was left out. */
  others: string;
}

/** A cell with an address in it: the first is the login; what stands behind it is told. Undefined when the first is none. */
export function readEmailCell(value: string): EmailCell | undefined {
  // Of "Ana <ana@b.com>, Bia <bia@c.com>" the first is meant.
  const plain = value.indexOf('@') === value.lastIndexOf('@') ? readEmail(value) : undefined;
  if (plain) return { email: plain, others: '' };
  if (value.length > 1_000 || !value.includes('@')) return undefined;
  // Blanks around the @ and quotes come with typing and pasting.
  const text = value
    .replace(/\s*@\s*/g, '@')
    .replace(/["'`´]/g, '')
    .replace(/mailto:/gi, '');
  const parts = text.split(/[\s;,/\\|#<>()[\]{}]+|\s+e\s+/).filter((part) => part.includes('@'));
  const first = readEmail(
    (parts[0] ?? '')
      .replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}]+$/gu, '')
      .replace(/^(?:e-?mail|nfe?|contato|financeiro|fiscal)s?:/i, ''),
  );
  if (!first) return undefined;
  const at = text.toLowerCase().indexOf(first);
  const others = (at < 0 ? text : `${text.slice(0, at)} ${text.slice(at + first.length)}`)
    .replace(/^[\s;,/|<>()[\]:.-]+|[\s;,/|<>()[\]:.-]+$/g, '')
    .replace(/\s+/g, ' ');
  return { email: first, others: /[a-z0-9]/i.test(others) ? others : '' };
}
