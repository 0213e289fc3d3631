import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { FileWriter } from '../../data/files/door.ts';

/** What a file of a ZIP turned out to be. */
export interface Entry {
  path: string;
  bytes: number;
  sha256: string;
}

export interface ZipWriter {
  /** Adds a file, piece by piece as it comes; nothing of it stays in memory. `stored`: it is compressed already. */
  add(
    path: string,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options?: { stored?: boolean },
  ): Promise<Entry>;
  /** Ends the ZIP, puts it under its name, and says how long it is. */
  end(): Promise<{ bytes: number; sha256: string }>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Every file bears the same time: the same month taken twice is the same ZIP. 1980 is the first year a ZIP knows. */
const always = new Date(1980, 0, 1, 12);

/**
 * A ZIP that is written as it comes, and stands under its name once it is whole. Holds one piece at a time, however long the file becomes.
 */
export function createZip(file: FileWriter): ZipWriter {
  const whole = createHash('sha256');
  let length = 0;
  let waiting: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, piece) => {
    if (error) failure = error;
    else if (piece.length > 0) waiting.push(piece);
  });
  const flush = async (least: number) => {
    if (failure) throw failure;
    if (waiting.reduce((sum, each) => sum + each.length, 0) < least) return;
    const piece = Buffer.concat(waiting);
    waiting = [];
    whole.update(piece);
    length += piece.length;
    await file.write(piece);
  };
  return {
    add: async (name, pieces, { stored = false } = {}) => {
      const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      entry.mtime = always;
      zip.add(entry);
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const piece of pieces) {
        if (piece.length === 0) continue;
        hash.update(piece);
        bytes += piece.length;
        entry.push(piece);
        await flush(256 * 1024);
      }
      entry.push(new Uint8Array(0), true);
      await flush(256 * 1024);
      return { path: name, bytes, sha256: hash.digest('hex') };
    },
    end: async () => {
      zip.end();
      await flush(1);
      await file.end();
      return { bytes: length, sha256: whole.digest('hex') };
    },
    abandon: async () => {
      zip.terminate();
      await file.abandon();
    },
  };
}
