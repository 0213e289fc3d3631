import { readWhole } from '../../data/files/whole.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { FileOut } from '../../kit/view.ts';
import type { Received } from '../reads/received.ts';
import { receivedName } from './kept.ts';

/** A document that a client sent, as a file; undefined when it is not kept here any more. */
export async function copyOf(ctx: Ctx, item: Received): Promise<FileOut | undefined> {
  const bytes = ctx.files && (await readWhole(ctx.files, receivedName(item), item.sha256));
  return bytes && { name: item.name, type: item.type, bytes };
}
