import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../data/says.ts';
import { receivedFolder, takenFolder } from '../../documents/service/folder.ts';
import type { Checker } from './check.ts';

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

/** How many files a folder holds, however deep, and how long they are together. */
async function holds(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = { files: 0, bytes: 0 };
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = await stat(join(parentPath, name)).catch(() => undefined);
    // It may have been taken away meanwhile.
    if (!file) continue;
    found.files++;
    found.bytes += file.size;
  }
  return found;
}

/** Where clients' documents lie until they are handed over. */
export const checkFiles: Checker = async (w, { dataDir }) => {
  try {
    const folder = await standing(dataDir);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    const [taken, received] = await Promise.all([holds(takenFolder(dataDir)), holds(receivedFolder(dataDir))]);
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
