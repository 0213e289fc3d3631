import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Files } from './door.ts';

/** Makes a rename last: on some systems it is only in memory until its folder is synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  // Windows opens no folders, and needs no such thing.
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
/** What is not there is no mistake; what cannot be read is. */
const orNothing = (error: unknown): undefined => {
  if (!isMissing(error)) throw error;
};

/** Files of a folder, each written under a name of its own beside the others, synced, and only then put where it belongs. */
export function folderFiles(folder: string): Files {
  const begun = join(folder, '.begun');
  const pathOf = (name: string) => join(folder, name);

  async function begin(): Promise<{ path: string; file: FileHandle }> {
    await mkdir(begun, { recursive: true, mode: 0o700 });
    // A name of its own: whoever is given up for dead may still be writing.
    const path = join(begun, randomUUID());
    return { path, file: await open(path, 'wx', 0o600) };
  }
  async function settle({ path, file }: { path: string; file: FileHandle }, name: string): Promise<void> {
    await file.sync();
    await file.close();
    const target = pathOf(name);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await syncFolder(target);
  }
  async function leave({ path, file }: { path: string; file: FileHandle }): Promise<void> {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
  }
  async function put(name: string, bytes: Uint8Array): Promise<void> {
    const writing = await begin();
    try {
      await writing.file.writeFile(bytes);
      await settle(writing, name);
    } catch (error) {
      await leave(writing);
      throw error;
    }
  }

  return {
    put,
    create: async (name) => {
      const writing = await begin();
      return {
        write: async (piece) => void (await writing.file.writeFile(piece)),
        end: () => settle(writing, name),
        abandon: () => leave(writing),
      };
    },
    read: (name) => readFile(pathOf(name)).catch(orNothing),
    open: async (name) => {
      const file = await open(pathOf(name), 'r').catch(orNothing);
      if (!file) return undefined;
      const { size } = await file.stat();
      const read = createReadStream('', { fd: file });
      return { bytes: size, stream: Readable.toWeb(read) as ReadableStream<Uint8Array> };
    },
    list: async function* (under) {
      const entries = await readdir(pathOf(under), { recursive: true, withFileTypes: true }).catch(orNothing);
      for (const entry of entries ?? []) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        // It may have been taken away meanwhile.
        const about = await stat(path).catch(orNothing);
        if (about) yield { name: relative(folder, path).split(sep).join('/'), bytes: about.size, at: about.mtime };
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    removeAll: (under) => rm(pathOf(under), { recursive: true, force: true }),
    forgetBegun: async (before) => {
      for (const name of (await readdir(begun).catch(orNothing)) ?? []) {
        const path = join(begun, name);
        const about = await stat(path).catch(orNothing);
        if (about && about.mtime < before) await rm(path, { force: true });
      }
    },
    probe: async () => {
      const name = `.probe/${randomUUID()}`;
      await put(name, new Uint8Array(1));
      await rm(pathOf(name), { force: true });
    },
    close: () => undefined,
  };
}
