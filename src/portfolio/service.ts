import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { newId } from '../data/id.ts';
import { write } from '../data/write.ts';
import type { Ctx } from '../kit/ctx.ts';
import { gzipSource, type Source } from './import/source.ts';

/** How long a file waits between its preview and the decision, in milliseconds. */
const life = 3_600_000;

const pack = promisify(gzip);

/** Keeps a file, packed, until it is imported or an hour has passed; gives the name it is kept under. */
export async function keepUpload(ctx: Ctx, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<string> {
  const packed = new Uint8Array(await pack(bytes));
  return write(ctx, 'import', async ({ tx }) => {
    // What nobody decided on is gone with the next file, whoever's it was.
    await tx.upload.deleteMany({ where: { expiresAt: { lte: ctx.now } } });
    const id = newId();
    const expiresAt = new Date(ctx.now.getTime() + life);
    await tx.upload.create({
      data: { id, firmId: ctx.firm.id, memberId: ctx.actor.id, name: name.slice(0, 200), bytes: packed, expiresAt },
    });
    return id;
  });
}

/** Takes a kept file away: of two who press at once, one gets it. Undefined when it is gone. */
export const takeUpload = (ctx: Ctx, id: string): Promise<{ name: string; source: Source } | undefined> =>
  write(ctx, 'import', async ({ tx }) => {
    const mine = { id, firmId: ctx.firm.id, expiresAt: { gt: ctx.now } };
    const row = await tx.upload.findFirst({ where: mine });
    const { count } = await tx.upload.deleteMany({ where: mine });
    return row && count === 1 ? { name: row.name, source: gzipSource(row.bytes) } : undefined;
  });
