import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bucket } from '../../data/files/bucket.ts';
import type { Files } from '../../data/files/door.ts';
import { openFiles } from '../../data/files/open.ts';
import { codeOf } from '../../data/says.ts';
import { receivedUnder, takenUnder } from '../../documents/service/kept.ts';
import type { Words } from '../../kit/words.ts';
import type { Check, Checker } from './check.ts';

/** A large month in parts and as a ZIP takes about so much. */
const scarce = 500_000_000;

/** The nearest folder at or above a path that is there already. */
async function standing(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  return there || dirname(path) === path ? path : standing(dirname(path));
}

/** How many files stand under a name, and how long they are together. */
async function holds(files: Files, under: string): Promise<{ files: number; bytes: number }> {
  const found = { files: 0, bytes: 0 };
  for await (const { bytes } of files.list(under)) {
    found.files++;
    found.bytes += bytes;
  }
  return found;
}

async function checkBucket(w: Words, where: string, bucket: Files & Bucket): Promise<Check> {
  try {
    const began = performance.now();
    await bucket.probe();
    const ms = Math.round(performance.now() - began);
    if (await bucket.keepsVersions()) return { name: 'files', status: 'problem', says: w.cli.filesVersions(where) };
    return { name: 'files', status: 'ok', says: w.cli.filesStore(where, ms) };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return { name: 'files', status: 'problem', says: w.cli.filesStoreClosed(where, code ?? name) };
  }
}

/** Where clients' documents lie until they are handed over. */
export const checkFiles: Checker = async (w, { FILES_URL, dataDir }) => {
  const { files: kept, where, bucket } = await openFiles(FILES_URL, dataDir);
  if (bucket) return [await checkBucket(w, where, bucket).finally(() => bucket.close())];
  try {
    const folder = await standing(dataDir);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    const [taken, received] = await Promise.all([holds(kept, takenUnder), holds(kept, receivedUnder)]);
    const free = w.format.bytes(bavail * bsize);
    const files = w.cli.files({
      where: dataDir,
      isNew: folder !== dataDir,
      free,
      taken: { files: taken.files, size: w.format.bytes(taken.bytes) },
      received: { files: received.files, size: w.format.bytes(received.bytes) },
    });
    const full = bavail * bsize < scarce;
    return [{ name: 'files', status: full ? 'problem' : 'ok', says: full ? w.cli.filesFull(dataDir, free) : files }];
  } catch (error) {
    return [{ name: 'files', status: 'problem', says: w.cli.filesClosed(dataDir, codeOf(error)) }];
  }
};
