import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { receivedFolder, receivedPath, takenFolder, zipPath } from '../../documents/service/folder.ts';
import type { House } from '../../firms/context.ts';
import { safeName } from '../../kit/names.ts';
import { toldOf } from '../reads/told.ts';
import { fates } from '../schema.ts';
import { ofNobody } from '../whose.ts';

/** What was written: lines of data, and files of clients. */
export interface Taken {
  rows: number;
  files: number;
}

/** Ids are ours and safe as names; what a client called a file is made safe. */
const named = (id: string, name: string): string => `${id}-${safeName(parse(name).name, 60)}${extname(name).replace(/[^.\w]/g, '')}`;

const copy = async (from: string, to: string): Promise<boolean> => {
  try {
    await pipeline(createReadStream(from), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
    return true;
  } catch (error) {
    // Kept long enough already, and gone.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};

/**
 * Everything of a firm into a folder, in open formats: a file of JSON lines for each table of the table of rights, and the documents
 * themselves. Keys to doors are not in it. The folder must be empty, or not there.
 */
export async function takeFirm(house: House, firmId: string, folder: string, about: string): Promise<Taken | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) return undefined;
  const { data, secret, dataDir } = house;
  const of = ofNobody({ firmId });
  let rows = 0;
  for (const model of Object.keys(fates)) {
    const told = (await data.db.$transaction((tx) => toldOf(tx, secret, 'firm', of, [model])))[model];
    if (!told) continue;
    rows += told.length;
    const file = createWriteStream(join(folder, `${model}.jsonl`), { flags: 'wx', mode: 0o600 });
    await pipeline(
      (function* () {
        for (const row of told) yield `${JSON.stringify(row)}\n`;
      })(),
      file,
    );
  }
  await pipeline([about], createWriteStream(join(folder, 'LEIA-ME.txt'), { flags: 'wx', mode: 0o600 }));
  return { rows, files: dataDir ? await takeFiles(house, dataDir, firmId, folder) : 0 };
}

async function takeFiles({ data: { db } }: House, dataDir: string, firmId: string, folder: string): Promise<number> {
  let files = 0;
  const received = join(folder, 'received');
  const taken = join(folder, 'documents');
  const has = async (path: string) => (await readdir(join(path, firmId)).catch(() => [])).length > 0;
  if (await has(receivedFolder(dataDir))) {
    await mkdir(received, { mode: 0o700 });
    for (const { id, name } of await db.documentIn.findMany({ where: { firmId }, select: { id: true, name: true } }))
      if (await copy(receivedPath(dataDir, { firmId, id }), join(received, named(id, name)))) files++;
  }
  if (await has(takenFolder(dataDir))) {
    await mkdir(taken, { mode: 0o700 });
    const items = await db.documentItem.findMany({ where: { firmId, file: { not: '' } }, select: { id: true, file: true } });
    for (const { id, file } of items) if (await copy(zipPath(dataDir, { firmId, id }), join(taken, named(id, file)))) files++;
  }
  return files;
}
