/**
 * What a picture or a PDF is, walked through from its first byte to its end, and how long it is: what follows its end is no part of it, and
 * what stands before its beginning neither. Undefined when it breaks off, or is not put together as it has to be.
 */
export type Extent = { from: number; to: number };

const at = (bytes: Uint8Array, from: number, text: string): boolean =>
  [...text].every((each, i) => bytes[from + i] === each.charCodeAt(0));
const uint16 = (bytes: Uint8Array, from: number): number => (bytes[from]! << 8) | bytes[from + 1]!;
const uint32 = (bytes: Uint8Array, from: number): number => uint16(bytes, from) * 65_536 + uint16(bytes, from + 2);

/** From marker to marker to the end of the image; within the image itself, a byte 255 that is meant is followed by 0. */
export function jpegExtent(bytes: Uint8Array): Extent | undefined {
  let place = 2;
  let scanned = false;
  while (place + 1 < bytes.length) {
    if (bytes[place] !== 0xff) return undefined;
    const marker = bytes[place + 1]!;
    if (marker === 0xff) {
      place++;
      continue;
    }
    if (marker === 0xd9) return scanned ? { from: 0, to: place + 2 } : undefined;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) || marker === 0x00) return undefined;
    if (place + 4 > bytes.length) return undefined;
    place += 2 + uint16(bytes, place + 2);
    if (marker !== 0xda) continue;
    scanned = true;
    while (place + 1 < bytes.length) {
      const next = bytes[place + 1]!;
      if (bytes[place] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) break;
      place++;
    }
  }
  return undefined;
}

/** From chunk to chunk, the first the header and the last the end. */
export function pngExtent(bytes: Uint8Array): Extent | undefined {
  if (!at(bytes, 12, 'IHDR') || uint32(bytes, 8) !== 13) return undefined;
  for (let place = 8; place + 12 <= bytes.length; ) {
    const length = uint32(bytes, place);
    if (!/^[A-Za-z]{4}$/.test(String.fromCharCode(...bytes.subarray(place + 4, place + 8)))) return undefined;
    const end = place + 12 + length;
    if (end > bytes.length) return undefined;
    if (at(bytes, place + 4, 'IEND')) return { from: 0, to: end };
    place = end;
  }
  return undefined;
}

const lastOf = (bytes: Uint8Array, text: string): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(text, undefined, 'latin1');

/** The longest that may stand behind the end of a ZIP, and that end itself. */
const zipTail = 65_557;
const uint32le = (bytes: Uint8Array, from: number): number =>
  bytes[from]! + bytes[from + 1]! * 256 + bytes[from + 2]! * 65_536 + bytes[from + 3]! * 16_777_216;

/** Whether readers of ZIP find one in it, whatever else it is: its end with its directory right before, near enough to the end. */
export function isAlsoZip(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (
    let place = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    place >= Math.max(0, bytes.length - zipTail);
  ) {
    const directory = place - uint32le(bytes, place + 12);
    if (place + 22 <= bytes.length && directory >= 0 && at(bytes, directory, 'PK\x01\x02')) return true;
    if (place === 0) return false;
    place = buffer.lastIndexOf('PK\x05\x06', place - 1, 'latin1');
  }
  return false;
}

/** From its header, before which only blanks and a mark of UTF-8 may stand, to the last of its ends. */
export function pdfExtent(bytes: Uint8Array): Extent | undefined {
  const [blank = ''] = /^(\xef\xbb\xbf)?[\s\0]*/.exec(String.fromCharCode(...bytes.subarray(0, 64))) ?? [];
  if (!at(bytes, blank.length, '%PDF-')) return undefined;
  const end = lastOf(bytes, '%%EOF');
  if (end < blank.length) return undefined;
  let to = end + 5;
  while (to < bytes.length && to < end + 7 && (bytes[to] === 0x0d || bytes[to] === 0x0a)) to++;
  return { from: blank.length, to };
}
