import { isAscii, isUtf8 } from 'node:buffer';
import {
  type Doubt,
  decodeBytes,
  gatherWords,
  type HighWords,
  type Mixup,
  type OneByte,
  oneByte,
  tellEncoding,
  tellMixup,
  unmixed,
} from './letters.ts';
import type { Source } from './source.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', ...oneByte] as const;
export type Encoding = (typeof encodings)[number];

/** What people call encodings. */
const also: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicode: 'utf-16le',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  1252: 'windows-1252',
  ansi: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  cp850: 'ibm850',
  850: 'ibm850',
  dos: 'ibm850',
  cp860: 'ibm860',
  860: 'ibm860',
  cp437: 'ibm437',
  437: 'ibm437',
  macroman: 'macintosh',
  mac: 'macintosh',
};

/** The encoding that is meant by a name, if any is. */
export const encodingNamed = (name: string): Encoding | undefined => {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (
    encodings.find((each) => each.replaceAll('-', '') === bare) ?? (Object.hasOwn(also, bare) ? also[bare] : undefined)
  );
};

/**
 * UTF-16 without its mark: of two bytes one is nearly always NUL in what is written in Portuguese, and it is always the same of the two.
 */
function bareUtf16(bytes: Uint8Array): Encoding | undefined {
  const pairs = Math.min(bytes.length >> 1, 4_000);
  let [first, second] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (bytes[i * 2] === 0) first++;
    if (bytes[i * 2 + 1] === 0) second++;
  }
  if (pairs < 4 || Math.max(first, second) < pairs * 0.6 || Math.min(first, second) > pairs * 0.02) return undefined;
  const encoding = second > first ? 'utf-16le' : 'utf-16be';
  // A text has a line's end, and hardly any other control characters.
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, pairs * 2));
  return /[\r\n\t;,]/.test(text) && !/[\u0000-\u0008\u000e-\u001f]/.test(text) ? encoding : undefined;
}

/** Whether bytes without a text's habits: a NUL, or more than a few control characters. */
function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  // Some programs fill a file up with NULs at its end.
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  for (const byte of bytes.subarray(0, end)) {
    if (byte === 0) return true;
    // Old programs end a file with Ctrl-Z, and a printed page with a form feed.
    if ((byte < 9 || (byte > 13 && byte < 32)) && byte !== 26) control++;
  }
  return control > 4 + bytes.length / 1000;
}

/** So many characters above ASCII tell UTF-8 from the rest. */
const enough = 20_000;

interface Weight {
  good: number;
  bad: number;
}

/** Counts which of the bytes above ASCII are characters of UTF-8. */
function weigh(weight: Weight, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    const more =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let seen = 0;
    while (seen < more && (bytes[i + seen + 1]! & 0xc0) === 0x80) seen++;
    if (more > 0 && seen === more) {
      weight.good++;
      i += more;
    } else weight.bad++;
  }
}

/** Where the last character ends that is whole, if the bytes are UTF-8. */
function wholeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

export interface DecodedText {
  /** Undefined when it is no text. */
  encoding: Encoding | undefined;
  /** Another that reads the letters about as well. */
  doubt?: Doubt;
  /** Letters that were ruined before it was saved as UTF-8. */
  mixup?: Mixup;
  /** At most so many lines; a quoted line break counts too. */
  lines: number;
}

function countOf(bytes: Uint8Array, byte: number): number {
  let n = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) n++;
  return n;
}

/** What the first bytes say for sure: a mark, or every other byte. */
function startOf(piece: Uint8Array): Encoding | undefined {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  if (piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be';
  if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) return 'utf-8';
  return piece.includes(0) ? bareUtf16(piece) : undefined;
}

/** The encoding of a text file, by all its bytes, unless a person said which. Damaged UTF-8 is UTF-8: its lines show U+FFFD. */
export async function detectEncoding(source: Source, said?: Encoding): Promise<DecodedText> {
  const weight: Weight = { good: 0, bad: 0 };
  const words: HighWords = new Map();
  let valid = true;
  let start: Encoding | undefined;
  let rest: Uint8Array | undefined;
  let lines = 0;
  for await (const piece of source.pieces()) {
    // Old Macs end a line with a carriage return alone.
    lines += Math.max(countOf(piece, 10), countOf(piece, 13));
    if (rest === undefined) {
      start = said ?? startOf(piece);
      if (!start?.startsWith('utf-16') && isBinary(piece)) return { encoding: undefined, lines };
    }
    const bytes = rest?.length ? Buffer.concat([rest, piece]) : piece;
    const end = start ? bytes.length : wholeEnd(bytes);
    const whole = bytes.subarray(0, end);
    rest = Uint8Array.from(bytes.subarray(end));
    if (isAscii(whole) || (start && start !== 'utf-8')) continue;
    if (start) {
      gatherWords(words, whole);
      continue;
    }
    valid &&= isUtf8(whole);
    if (weight.good + weight.bad < enough) weigh(weight, whole);
    gatherWords(words, whole);
  }
  if (start) return { encoding: start, ...(start === 'utf-8' && !said ? { mixup: tellMixup(words) } : {}), lines };
  if ((valid && !rest?.length) || weight.good > weight.bad)
    return { encoding: 'utf-8', ...(valid ? { mixup: tellMixup(words) } : {}), lines };
  if (rest?.length) gatherWords(words, rest);
  return { ...tellEncoding(words), lines };
}

const isOneByte = (encoding: Encoding): encoding is OneByte => (oneByte as readonly string[]).includes(encoding);

/** The text, piece by piece, without its byte order mark and the Ctrl-Z with which old programs end a file. */
export async function* decode(source: Source, encoding: Encoding, mixup?: Mixup): AsyncGenerator<string> {
  const decoder = isOneByte(encoding) ? undefined : new TextDecoder(encoding);
  let first = true;
  for await (const piece of source.pieces()) {
    const decoded = decoder ? decoder.decode(piece, { stream: true }) : decodeBytes(piece, encoding as OneByte);
    // The mark of UTF-8 twice, or as Windows text.
    const text = first ? decoded.replace(/^(?:\ufeff|ï»¿)+/, '') : decoded;
    first = false;
    const right = mixup ? unmixed(text, mixup) : text;
    yield /[\u001a\0]/.test(right) ? right.replace(/[\u001a\0]/g, '') : right;
  }
  if (decoder) yield decoder.decode();
}
