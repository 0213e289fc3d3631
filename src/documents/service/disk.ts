import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes a rename last: on some systems it is only in memory until its folder is synced. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  // Windows opens no folders, and needs no such thing.
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Writes a file so that it is there whole or not at all, whenever the power goes. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  // A name of its own: whoever is given up for dead may still be writing.
  const temporary = `${path}.${randomUUID()}.part`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(path);
}

/** What was fetched of one client's month so far: a folder of parts, each there whole or not at all. */
export interface Parts {
  has(name: string): boolean;
  put(name: string, bytes: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array>;
  names(): readonly string[];
  /** Forgets a part, so that it is asked for again. */
  drop(name: string): Promise<void>;
}

/** Opens a folder of parts; what was begun under a temporary name and not ended is forgotten. */
export async function openParts(folder: string): Promise<Parts> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await readdir(folder);
  await Promise.all(
    found.filter((name) => name.endsWith('.part')).map((name) => rm(join(folder, name), { force: true })),
  );
  const there = new Set(found.filter((name) => !name.endsWith('.part')));
  const path = (name: string) => join(folder, name);
  return {
    has: (name) => there.has(name),
    put: async (name, bytes) => {
      await writeWhole(path(name), bytes);
      there.add(name);
    },
    read: (name) => readFile(path(name)),
    names: () => [...there],
    drop: async (name) => {
      there.delete(name);
      await rm(path(name), { force: true });
    },
  };
}
