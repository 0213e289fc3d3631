import { randomUUID } from 'node:crypto';
import { UserError } from '../../src/kit/errors.ts';
import type { FileIn } from '../../src/kit/incoming.ts';
import type { FileOut } from '../../src/kit/view.ts';

/** What a browser may send at once. Of a larger file only name and size come: enough to be refused in words. */
export const maxUpload = 32 * 1024 * 1024;
/** What is kept of each kind, in bytes and in files; the oldest go first. */
const maxBytes = 64 * 1024 * 1024;
const maxFiles = 400;

interface Kept {
  name: string;
  size: number;
  bytes: Uint8Array | undefined;
}

/** Things by unguessable names, as many as fit. */
function createShelf<T extends { bytes: Uint8Array | undefined }>() {
  const shelf = new Map<string, T>();
  let held = 0;
  return {
    put: (thing: T): string => {
      const id = randomUUID();
      shelf.set(id, thing);
      held += thing.bytes?.length ?? 0;
      for (const [oldest, { bytes }] of shelf) {
        if (oldest === id || (held <= maxBytes && shelf.size <= maxFiles)) break;
        shelf.delete(oldest);
        held -= bytes?.length ?? 0;
      }
      return id;
    },
    get: (id: string): T | undefined => shelf.get(id),
  };
}

/** The files people sent and those the bot hands over, in memory. */
export function createFiles() {
  const sent = createShelf<Kept>();
  const offered = createShelf<FileOut>();
  return {
    receive: (file: Kept): string => sent.put(file),
    offer: (file: FileOut): string => offered.put(file),
    offered: (id: string): FileOut | undefined => offered.get(id),
    /** A file that was received; `refuse` says that it is larger than so many bytes. */
    take: (id: string, refuse: (name: string, max: number) => string): FileIn | undefined => {
      const file = sent.get(id);
      if (!file) return undefined;
      return {
        name: file.name,
        size: file.size,
        read: async (max) => {
          if (file.size > max || !file.bytes)
            throw new UserError('too-large', () => refuse(file.name, Math.min(max, maxUpload)));
          return file.bytes;
        },
      };
    },
  };
}

export type Files = ReturnType<typeof createFiles>;
