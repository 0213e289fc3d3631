/** One mail to one person. Both halves say the same. */
export interface Mail {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** `<…@…>`; the same when the same mail is sent again. */
  messageId: string;
  /** Who writes, before our own address; without it, whom MAIL_FROM names. */
  fromName?: string;
  replyTo?: { name: string; address: string };
  headers?: Readonly<Record<string, string>>;
  /** Pictures that the HTML shows as `cid:…`. */
  images?: readonly { cid: string; name: string; type: string; base64: string }[];
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const address = new RegExp(`^(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`, 'u');

/** Whether this is exactly one address and nothing besides: no name, no list, no second line. */
export const isAddress = (text: string): boolean => text.length <= 254 && address.test(text);

/** Fit for one line of a header: a line break in a name would start another header, a turned direction would hide one. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 250);

/** Headers a mail may bring along; all others are ours to write. */
const headerName =
  /^(X-[A-Za-z0-9-]{1,60}|List-(Id|Unsubscribe|Unsubscribe-Post)|Auto-Submitted|Precedence|In-Reply-To|References)$/i;

/** What is wrong with a mail, if anything: it would be wrong at every try. */
export function flawOf({ to, messageId, replyTo, headers = {} }: Mail): string | undefined {
  if (!isAddress(to)) return 'the recipient is not one address';
  if (replyTo && !isAddress(replyTo.address)) return 'the address to reply to is not one address';
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) return 'the message id is none';
  const header = Object.keys(headers).find((name) => !headerName.test(name));
  return header ? `the header ${oneLine(header)} is not a mail's to set` : undefined;
}

/** `Name <address>`, or an address alone. */
export function readFrom(from: string): { name: string; address: string } {
  const [, name = '', inner] = /^([^<>]*?)\s*<([^<>]*)>$/.exec(from.trim()) ?? [];
  const address = inner ?? from.trim();
  if (!isAddress(address)) throw new Error('MAIL_FROM must be an address, or Name <address>');
  return { name: oneLine(name.replace(/^"|"$/g, '')), address };
}
