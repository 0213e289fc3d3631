import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { refuseFile } from './refuse.ts';

/**
 * Bytes that can be had more than once, piece by piece: a long text is never in memory as a whole. A piece is good until the next is
 * asked for.
 */
export interface Source {
  pieces(): AsyncIterable<Uint8Array>;
}

/** Bytes at a time: small enough to keep memory flat, large enough to cost nothing. */
const piece = 64 * 1024;
const mb = 1024 * 1024;

/** The most a file may have. What comes through a chat is held to less (see commands.ts). */
export const maxBytes = 64 * mb;

export const bytesSource = (bytes: Uint8Array): Source => ({
  pieces: async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  },
});

export const fileSource = (path: string): Source => ({
  pieces: async function* () {
    const file = await open(path, 'r');
    const buffer = Buffer.allocUnsafeSlow(piece);
    try {
      while (true) {
        const { bytesRead } = await file.read(buffer, 0, piece, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  },
});

/** What was packed with gzip. */
export const gzipSource = (packed: Uint8Array): Source => ({
  pieces: async function* () {
    const gunzip = createGunzip({ chunkSize: piece });
    gunzip.end(packed);
    yield* gunzip as AsyncIterable<Uint8Array>;
  },
});

/** All of it, for what cannot be read piece by piece. */
export async function gather(source: Source | AsyncIterable<Uint8Array>, max = maxBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of 'pieces' in source ? source.pieces() : source) {
    size += part.length;
    if (size > max) throw refuseFile('tooLarge', Math.floor(max / mb));
    parts.push(Uint8Array.from(part));
  }
  return Buffer.concat(parts);
}
