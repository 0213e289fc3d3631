import { refuseFile } from './refuse.ts';

const begins = (bytes: Uint8Array, ...magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

/** What a file is by its first bytes, never by its name: refuses what plainly is something else. */
export function sniff(bytes: Uint8Array): 'text' | 'zip' | 'xls' | 'html' {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (bytes.every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13))) throw refuseFile('empty');
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return 'zip';
  // The container of old Excel files, and of new ones with a password; and old Excel files without one.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0) || begins(bytes, 9, 8, 8, 0) || begins(bytes, 9, 8, 16, 0, 0, 6))
    return 'xls';
  if (start.includes('%PDF-')) throw refuseFile('pdf');
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47) || begins(bytes, 0xff, 0xd8, 0xff) || start.startsWith('GIF8'))
    throw refuseFile('image');
  if (
    begins(bytes, 0x50, 0x4b) ||
    begins(bytes, 0x1f, 0x8b) ||
    begins(bytes, 0x52, 0x61, 0x72) ||
    begins(bytes, 0x37, 0x7a, 0xbc, 0xaf)
  )
    throw refuseFile('otherZip');
  // dBase, as Clipper and FoxPro write it: its kind, a date, and a header of 32 bytes a column.
  if (
    [0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(bytes[0]!) &&
    bytes[2]! >= 1 &&
    bytes[2]! <= 12 &&
    bytes[3]! >= 1 &&
    bytes[3]! <= 31
  )
    throw refuseFile('dbase');
  if (/^MIME-Version:/i.test(start)) throw refuseFile('markup');
  if (start.startsWith('{\\rtf')) throw refuseFile('word');
  if (start.startsWith('ID;P') || /^TABLE\r?\n0,1\r?\n/.test(start)) throw refuseFile('oldExchange');
  // Web systems call a page's table .xls; in UTF-16 too.
  const text = start.replaceAll('\0', '');
  if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?a-z]/i.test(text)) return 'html';
  return 'text';
}
