import { createInflateRaw } from 'node:zlib';
import { refuseFile } from '../refuse.ts';

/** A file inside a ZIP. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  packed: number;
  /** As declared; the reader counts for itself. */
  size: number;
  offset: number;
}

const maxEntries = 5_000;

/** A part's name as parts are compared: programs differ in slashes and in case, and some write %20. */
export function partName(name: string): string {
  const parts: string[] = [];
  for (const part of name.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/').toLowerCase();
}

/** The files of a ZIP by their {@link partName}, from its central directory. Nothing is unpacked. */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > buffer.length) throw refuseFile('damaged');
  const count = buffer.readUInt16LE(end + 10);
  if (count > maxEntries) throw refuseFile('tooMuchInside');
  const entries = new Map<string, ZipEntry>();
  let at = buffer.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) throw refuseFile('damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => buffer.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
    const entry: ZipEntry = {
      name,
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      size: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    };
    if (buffer.readUInt16LE(at + 8) & 1) throw refuseFile('locked');
    readZip64(entry, buffer.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    entries.set(partName(name), entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Some programs write sizes as 64 bits whatever they are. */
function readZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    let from = at + 4;
    for (const key of ['size', 'packed', 'offset'] as const) {
      if (entry[key] !== 0xffffffff || from + 8 > end) continue;
      entry[key] = Number(extra.readBigUInt64LE(from));
      from += 8;
    }
  }
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry, max: number): Uint8Array {
  if (entry.size > max) throw refuseFile('tooMuchInside');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    throw refuseFile('damaged');
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length || (entry.method !== 0 && entry.method !== 8)) throw refuseFile('damaged');
  return bytes.subarray(start, start + entry.packed);
}

const piece = 64 * 1024;

/** A file in pieces of text; stops, refusing, as soon as more than `max` bytes have come out. */
export async function* unpackPieces(bytes: Uint8Array, entry: ZipEntry, max: number): AsyncGenerator<string> {
  const packed = packedBytes(bytes, entry, max);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const text = (bytes: Uint8Array): string => {
    // XML is UTF-8 unless it begins with the mark of UTF-16.
    decoder ??= new TextDecoder(
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8',
    );
    return decoder.decode(bytes, { stream: true });
  };
  if (entry.method === 0) {
    for (let at = 0; at < packed.length; at += piece) yield text(packed.subarray(at, at + piece));
    return;
  }
  const inflate = createInflateRaw({ chunkSize: piece });
  inflate.end(packed);
  let total = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > max) throw refuseFile('tooMuchInside');
      yield text(chunk);
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'UserError' ? error : refuseFile('damaged');
  } finally {
    inflate.destroy();
  }
}
