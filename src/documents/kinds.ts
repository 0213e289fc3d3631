import { isAlsoZip, jpegExtent, pdfExtent, pngExtent } from './checked.ts';

/** What a client may send. */
export const accepted = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;
export type Accepted = keyof typeof accepted;

/** Why something is not taken. */
export const refusals = ['empty', 'tooLarge', 'heic', 'office', 'zip', 'picture', 'xml', 'broken', 'other'] as const;
export type FileRefusal = (typeof refusals)[number];

const starts = (bytes: Uint8Array, ...codes: readonly number[]) => codes.every((code, i) => bytes[i] === code);
const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** A file that is taken: what it is, and just the bytes of it that were looked at. */
export interface Taken {
  kind: Accepted;
  bytes: Uint8Array;
}

/** What a file is by what stands in it, from its first byte; its name and what the browser calls it say nothing. */
export function checked(bytes: Uint8Array): Taken | FileRefusal {
  const [kind, extent] = /^(\xef\xbb\xbf)?[\s\0]*%PDF-/.test(ascii(bytes, 0, 64))
    ? (['application/pdf', pdfExtent] as const)
    : starts(bytes, 0xff, 0xd8, 0xff)
      ? (['image/jpeg', jpegExtent] as const)
      : starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
        ? (['image/png', pngExtent] as const)
        : [];
  if (!kind) return refusalOf(bytes);
  const whole = extent(bytes);
  if (!whole) return 'broken';
  const just = bytes.subarray(whole.from, whole.to);
  return isAlsoZip(just) ? 'zip' : { kind, bytes: just };
}

/** What is not taken, by its first bytes. */
function refusalOf(bytes: Uint8Array): FileRefusal {
  if (bytes.length === 0) return 'empty';
  if (ascii(bytes, 4, 8) === 'ftyp') return /^(hei|hev|mif|msf|avi)/.test(ascii(bytes, 8, 12)) ? 'heic' : 'other';
  if (starts(bytes, 0x50, 0x4b))
    return /word\/|xl\/|ppt\/|\[Content_Types\]|mimetypeapplication\/vnd/.test(ascii(bytes, 0, 2000))
      ? 'office'
      : 'zip';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'office';
  if (/^(Rar!|7z\xbc\xaf|\x1f\x8b)/.test(ascii(bytes, 0, 8))) return 'zip';
  if (/^(GIF8|BM|II\*\0|MM\0\*)/.test(ascii(bytes, 0, 4)) || ascii(bytes, 8, 12) === 'WEBP') return 'picture';
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|nfe)/i.test(ascii(bytes, 0, 64))) return 'xml';
  return 'other';
}
