import { readFile } from 'node:fs/promises';
import type { Ctx } from '../../kit/ctx.ts';
import type { FileOut } from '../../kit/view.ts';
import type { Received } from '../reads/received.ts';
import { receivedPath } from './folder.ts';

/** A document that a client sent, as a file; undefined when it is not kept here any more. */
export async function copyOf(ctx: Ctx, item: Received): Promise<FileOut | undefined> {
  if (!ctx.dataDir) return undefined;
  const bytes = await readFile(receivedPath(ctx.dataDir, item)).catch(() => undefined);
  return bytes && { name: item.name, type: item.type, bytes };
}
