import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Files } from '../../data/files/door.ts';
import { receivedName, zipName } from '../../documents/service/kept.ts';
import type { House } from '../../firms/context.ts';
import { safeName } from '../../kit/names.ts';
import { toldOf } from '../reads/personal-data.ts';
import { fates } from '../schema.ts';
import { ofNobody } from '../subjects.ts';
import { accountsOnlyOf } from './account.ts';

/** What was written: lines of data, and files of clients. */
export interface Taken {
  rows: number;
  files: number;
}

/** Ids are ours and safe as names; what a client called a file is made safe. */
const named = (id: string, name: string): string =>
  `${id}-${safeName(parse(name).name, 60)}${extname(name).replace(/[^.\w]/g, '')}`;

async function copy(files: Files, from: string, folder: string, to: string): Promise<boolean> {
  const found = await files.open(from);
  // Kept long enough already, and gone.
  if (!found) return false;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const out = createWriteStream(join(folder, to), { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.fromWeb(found.stream as import('node:stream/web').ReadableStream), out);
  return true;
}

/**
 * Everything of a firm into a folder, in open formats: a file of JSON lines for each table of the table of rights, and the documents
 * themselves. Keys to doors are not in it. The folder must be empty, or not there.
 */
export async function takeFirm(
  house: House,
  firmId: string,
  folder: string,
  about: string,
): Promise<Taken | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) return undefined;
  const { data, secret, files } = house;
  const of = ofNobody({ firmId });
  let rows = 0;
  const own = await ownOfAccounts(house, firmId);
  for (const model of Object.keys(fates)) {
    const told = (await data.db.$transaction((tx) => toldOf(tx, secret, 'firm', of, [model])))[model] ?? [];
    // What leads to a request is the firm's and the account's: told once.
    const lines = new Set([...told.map((row) => JSON.stringify(row)), ...(own.get(model) ?? [])]);
    if (lines.size === 0) continue;
    rows += lines.size;
    const file = createWriteStream(join(folder, `${model}.jsonl`), { flags: 'wx', mode: 0o600 });
    await pipeline(
      (function* () {
        for (const line of lines) yield `${line}\n`;
      })(),
      file,
    );
  }
  await pipeline([about], createWriteStream(join(folder, 'LEIA-ME.txt'), { flags: 'wx', mode: 0o600 }));
  return { rows, files: files ? await takeFiles(house, files, firmId, folder) : 0 };
}

/** What goes with the accounts that the firm takes along: how they signed in and when, and whom else they asked. By model, as lines. */
async function ownOfAccounts({ data: { db }, secret }: House, firmId: string): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  for (const { id: accountId, email } of await accountsOnlyOf(db, firmId)) {
    const told = await db.$transaction((tx) => toldOf(tx, secret, 'account', ofNobody({ accountId, email })));
    for (const [model, some] of Object.entries(told))
      lines.set(model, [...(lines.get(model) ?? []), ...some.map((row) => JSON.stringify(row))]);
  }
  return lines;
}

async function takeFiles({ data: { db } }: House, files: Files, firmId: string, folder: string): Promise<number> {
  let count = 0;
  const received = await db.documentIn.findMany({ where: { firmId }, select: { id: true, name: true } });
  for (const { id, name } of received)
    if (await copy(files, receivedName({ firmId, id }), join(folder, 'received'), named(id, name))) count++;
  const items = await db.documentItem.findMany({
    where: { firmId, file: { not: '' } },
    select: { id: true, file: true },
  });
  for (const { id, file } of items)
    if (await copy(files, zipName({ firmId, id }), join(folder, 'documents'), named(id, file))) count++;
  return count;
}
