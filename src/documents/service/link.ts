import { z } from 'zod';
import { readWhole } from '../../data/files/whole.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { keptDays, mostPosted } from '../schema.ts';
import { zipName } from './kept.ts';

/** What a link to files says: whose job, for whom, until when. Sealed: nobody can read it, nor make one. */
const linked = z.object({ job: z.uuid(), member: z.uuid(), until: z.number() });
export type Linked = z.infer<typeof linked>;

/** How long the link works that a press makes, in milliseconds. */
export const pressedFor = 5 * 60_000;

/** The page with the files of a job, as one member may see them. */
export function linkTo(ctx: Ctx, job: string, member: string, until: Date): string {
  const token = ctx.secret.seal(JSON.stringify({ job, member, until: until.getTime() } satisfies Linked));
  return `${ctx.publicUrl}/documents/${token}`;
}

/** What a token says; undefined when it is none of ours, or over. */
export function readLink(secret: Ctx['secret'], token: string, now: Date): Linked | undefined {
  try {
    const said = linked.parse(JSON.parse(secret.open(token)));
    return said.until > now.getTime() ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Until when the files of a job can be had that ended at an instant. */
export const keptUntil = (ended: Date): Date => new Date(ended.getTime() + keptDays * 86_400_000);

/** The ZIP, when it is there and not too long for a message. */
export async function postable(
  ctx: Ctx,
  item: { firmId: string; id: string; bytes: number; sha256: string },
): Promise<Uint8Array | undefined> {
  if (!ctx.files || item.bytes > mostPosted) return undefined;
  return readWhole(ctx.files, zipName(item), item.sha256);
}
