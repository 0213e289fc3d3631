import { createHash } from 'node:crypto';
import { idOfKey, packAt, packedMissing } from '../../../data/packed.ts';
import { write } from '../../../data/write.ts';
import type { Ctx } from '../../../kit/ctx.ts';
import { dayAt } from '../../../kit/days.ts';
import { cut } from '../../../kit/text.ts';
import { nameKeyOf } from '../../../terms/client.ts';
import { headerKey } from '../headers.ts';
import type { Table } from '../part.ts';
import type { Left } from '../report.ts';

/** Lines that were not taken and are remembered; with more, nobody can say who is missing. */
const mostUnread = 5_000;
/** A list that did not come again for so long is forgotten, in milliseconds. */
const forgotten = 400 * 24 * 3_600_000;
const chunk = 400;

export type ListedClients = ReturnType<typeof createListed>;

/** Gathers which clients a file is about, in 16 bytes each. */
export function createListed(expected = 1_000) {
  let bytes = Buffer.alloc(16 * Math.max(64, expected));
  let length = 0;
  let unread: Set<string> | undefined = new Set();
  return {
    add(of: { ids: readonly string[]; unread: readonly (string | undefined)[] }): void {
      for (const id of of.ids) {
        if (length + 16 > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
        length = packAt(bytes, length, id);
      }
      for (const each of of.unread) {
        if (each === undefined || (unread && unread.size >= mostUnread)) unread = undefined;
        else unread?.add(each);
      }
    },
    bytes: (): Buffer => bytes.subarray(0, length),
    /** Documents and names of lines that were not taken; undefined where some line could be about anybody. */
    unread: (): ReadonlySet<string> | undefined => unread,
  };
}

/** Files of one system have the same columns, whatever they are called and in whatever order the columns stand. */
const titlesOf = ({ columns }: Table): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.headers.map(headerKey).filter(Boolean).sort()))
    .digest('base64url');

interface LastList {
  id: string;
  file: string;
  /** In milliseconds. */
  at: number;
  clients: Uint8Array;
}

/** Asked without Prisma, in whose engine a list of a hundred thousand takes ten times its size, for good. */
const lastList = async (ctx: Ctx, titles: string): Promise<LastList | undefined> => {
  const sql =
    'SELECT "id", "file", "at", "clients" FROM "ImportList" WHERE "firmId" = ? AND "titles" = ? ORDER BY "at" DESC, "id" DESC LIMIT 1';
  const [last] = await ctx.data.all<LastList>(sql, [ctx.firm.id, titles]);
  return last;
};

/** Who was in the last file of these columns, is still a client, and is not in this one. Nothing is done about them. */
export async function whoLeft(ctx: Ctx, table: Table, listed: ListedClients): Promise<Left | undefined> {
  const unread = listed.unread();
  const last = unread && (await lastList(ctx, titlesOf(table)));
  if (!last) return undefined;
  const gone = packedMissing(last.clients, listed.bytes());
  const clients: (Left['clients'][number] & { nameKey: string })[] = [];
  for (let at = 0; at < gone.length; at += chunk) {
    const found = await ctx.data.db.client.findMany({
      where: { firmId: ctx.firm.id, deletedAt: null, id: { in: gone.slice(at, at + chunk).map(idOfKey) } },
      select: { name: true, document: true, email: true, nameKey: true },
    });
    // A line with a wrong cell names its client all the same.
    clients.push(
      ...found.filter((each) => !unread.has(nameKeyOf(each)) && !(each.document && unread.has(each.document))),
    );
  }
  if (clients.length === 0) return undefined;
  clients.sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
  return {
    file: last.file,
    on: dayAt(new Date(last.at), ctx.firm.timeZone),
    clients: clients.map(({ nameKey: _, ...each }) => each),
  };
}

/** Remembers whom a file named, and for a while whom the one before it did: an import may be undone. The same again writes nothing. */
export async function keepList(
  ctx: Ctx,
  { id, file }: { id: string; file: string },
  table: Table,
  listed: ListedClients,
): Promise<void> {
  const titles = titlesOf(table);
  const last = await lastList(ctx, titles);
  const bytes = listed.bytes();
  if (bytes.length === 0) return;
  if (last?.clients.length === bytes.length && packedMissing(last.clients, bytes).length === 0) return;
  await write(ctx, 'import', async ({ tx }) => {
    const firmId = ctx.firm.id;
    const old = new Date(ctx.now.getTime() - forgotten);
    await tx.importList.deleteMany({
      where: { firmId, OR: [{ titles, id: { not: last?.id ?? '' } }, { at: { lt: old } }] },
    });
    await tx.importList.create({
      data: { id, firmId, titles, file: cut(file, 100), at: ctx.now, clients: new Uint8Array(bytes) },
    });
  });
}
