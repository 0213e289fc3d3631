import { createHash } from 'node:crypto';
import type { APIMessage } from 'discord.js';
import { limits } from './limits.ts';
import type { MessageBody } from './render.ts';

/*
 * In private Discord names no server. What is sent there carries, unseen, for which one it is: messages in a number that the first thing
 * in their frame is called by, forms in their id.
 */

/** Below the numbers that the frame itself has, and far above those that Discord gives to components by itself. */
const markFor = (workspace: string): number =>
  0x20000000 + (createHash('sha256').update(workspace).digest().readUInt32BE() >>> 3);

export function sentFor(body: MessageBody, workspace: string | undefined): MessageBody {
  const [frame, ...others] = body.components;
  if (!workspace || !frame || !('components' in frame)) return body;
  const [first, ...rest] = frame.components;
  const components = [{ ...first, id: markFor(workspace) }, ...rest] as typeof frame.components;
  return { ...body, components: [{ ...frame, components } as typeof frame, ...others] };
}

/** Whether a message was sent for a workspace; nothing when it does not say. */
export function readSentFor(message: APIMessage | undefined): ((workspace: string) => boolean) | undefined {
  const [frame] = message?.components ?? [];
  const mark = frame && 'components' in frame ? frame.components[0]?.id : undefined;
  return mark !== undefined && mark >= 0x20000000 && mark < 0x40000000
    ? (workspace) => markFor(workspace) === mark
    : undefined;
}

const formPrefix = /^=for:(\d{1,20}):(.+)$/s;

export function formSentFor(id: string, workspace: string | undefined): string {
  const marked = `=for:${workspace}:${id}`;
  return workspace && marked.length <= limits.customId ? marked : id;
}

/** A form's own id, and for which workspace it was opened, if it says. */
export function readForm(id: string): { id: string; workspace?: string } {
  const [, workspace, own] = formPrefix.exec(id) ?? [];
  return own === undefined ? { id } : { id: own, workspace };
}
