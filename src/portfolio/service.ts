import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { newId } from '../data/id.ts';
import { write } from '../data/write.ts';
import type { Ctx } from '../kit/ctx.ts';
import { type Choices, choicesSchema, noChoices } from './import/choices.ts';
import { bytesSource, gzipSource, type Source } from './import/source.ts';

/** How long a file waits between its preview and the decision, in milliseconds. */
const life = 3_600_000;

const pack = promisify(gzip);

/** A file that waits, with what a person has said of it. */
export interface Upload {
  id: string;
  name: string;
  source: Source;
  choices: Choices;
}

/** Keeps a file, packed, until it is imported or an hour has passed. */
export async function keepUpload(ctx: Ctx, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<Upload> {
  const packed = new Uint8Array(await pack(bytes));
  return write(ctx, 'import', async ({ tx }) => {
    // What nobody decided on is gone with the next file, whoever's it was.
    await tx.upload.deleteMany({ where: { expiresAt: { lte: ctx.now } } });
    const id = newId();
    const expiresAt = new Date(ctx.now.getTime() + life);
    await tx.upload.create({
      data: { id, firmId: ctx.firm.id, memberId: ctx.actor.id, name: name.slice(0, 200), bytes: packed, expiresAt },
    });
    return { id, name, source: bytesSource(bytes), choices: noChoices };
  });
}

interface Row {
  id: string;
  name: string;
  bytes: Uint8Array;
  choices: string;
}

const uploadOf = ({ id, name, bytes, choices }: Row): Upload => ({
  id,
  name,
  source: gzipSource(bytes),
  choices: choicesSchema.parse(JSON.parse(choices)),
});

const mineOf = (ctx: Ctx, id: string) => ({ id, firmId: ctx.firm.id, expiresAt: { gt: ctx.now } });

/** A kept file, which stays. Undefined when it is gone. */
export async function openUpload(ctx: Ctx, id: string): Promise<Upload | undefined> {
  const row = await ctx.data.db.upload.findFirst({ where: mineOf(ctx, id) });
  return row ? uploadOf(row) : undefined;
}

/** Keeps what a person says of a file. */
export const changeUpload = (ctx: Ctx, id: string, choices: Choices): Promise<void> =>
  write(ctx, 'import', async ({ tx }) => {
    await tx.upload.updateMany({ where: mineOf(ctx, id), data: { choices: JSON.stringify(choices) } });
  });

/** Takes a kept file away: of two who press at once, one gets it. Undefined when it is gone. */
export const takeUpload = (ctx: Ctx, id: string): Promise<Upload | undefined> =>
  write(ctx, 'import', async ({ tx }) => {
    const row = await tx.upload.findFirst({ where: mineOf(ctx, id) });
    const { count } = await tx.upload.deleteMany({ where: mineOf(ctx, id) });
    return row && count === 1 ? uploadOf(row) : undefined;
  });
