import { isAscii, isUtf8 } from 'node:buffer';
import type { Source } from './source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

// What Windows-1252 has where Latin-1 has control characters. The five it leaves open become U+FFFD.
const high = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

/** Portuguese letters as old Mac programs save them. In Windows-1252 the same bytes are signs that hardly stand between letters. */
const macLetters = new Set([0x82, 0x83, 0x87, 0x88, 0x89, 0x8b, 0x8d, 0x8e, 0x90, 0x92, 0x97, 0x99, 0x9b, 0x9c]);

/** Whether bytes without a text's habits: a NUL, or more than a few control characters. */
function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32)) control++;
  }
  return control > 4 + bytes.length / 1000;
}

/** So many characters above ASCII tell an encoding. */
const enough = 20_000;

interface Weight {
  good: number;
  bad: number;
  mac: number;
  windows: number;
}

const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;

/** Counts what the bytes above ASCII would be as UTF-8, as old Mac text and as Windows text. */
function weigh(weight: Weight, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    if (byte >= 0xc0) weight.windows++;
    else if (macLetters.has(byte) && (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1]))) weight.mac++;
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
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

export interface Told {
  /** Undefined when it is no text. */
  encoding: Encoding | undefined;
  /** At most so many lines; a quoted line break counts too. */
  lines: number;
}

function countOf(bytes: Uint8Array, byte: number): number {
  let n = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) n++;
  return n;
}

/** The encoding of a text file, by all its bytes. Damaged UTF-8 is UTF-8: its lines show U+FFFD. */
export async function detectEncoding(source: Source): Promise<Told> {
  const weight: Weight = { good: 0, bad: 0, mac: 0, windows: 0 };
  let valid = true;
  let start: Encoding | undefined;
  let rest: Uint8Array | undefined;
  let lines = 0;
  for await (const piece of source.pieces()) {
    // Old Macs end a line with a carriage return alone.
    lines += Math.max(countOf(piece, 10), countOf(piece, 13));
    if (rest === undefined) {
      if (piece[0] === 0xff && piece[1] === 0xfe) start = 'utf-16le';
      else if (piece[0] === 0xfe && piece[1] === 0xff) start = 'utf-16be';
      else if (isBinary(piece)) return { encoding: undefined, lines };
      else if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) start = 'utf-8';
    }
    const bytes = rest?.length ? Buffer.concat([rest, piece]) : piece;
    const end = start ? bytes.length : wholeEnd(bytes);
    const whole = bytes.subarray(0, end);
    rest = Uint8Array.from(bytes.subarray(end));
    if (start || isAscii(whole)) continue;
    valid &&= isUtf8(whole);
    if (weight.good + weight.bad < enough) weigh(weight, whole);
  }
  if (start) return { encoding: start, lines };
  if ((valid && !rest?.length) || weight.good > weight.bad) return { encoding: 'utf-8', lines };
  return { encoding: weight.mac > 2 && weight.mac > weight.windows * 2 ? 'macintosh' : 'windows-1252', lines };
}

// Not TextDecoder: some versions of Node read windows-1252 as Latin-1.
const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (c) => high[c.charCodeAt(0) - 0x80]!);

/** The text, piece by piece, without its byte order mark. */
export async function* decode(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = encoding === 'windows-1252' ? undefined : new TextDecoder(encoding);
  for await (const piece of source.pieces()) yield decoder ? decoder.decode(piece, { stream: true }) : windows1252(piece);
  if (decoder) yield decoder.decode();
}
