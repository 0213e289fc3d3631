import { z } from 'zod';
import { draftLife, sealDraft } from '../../data/drafts.ts';
import { newId } from '../../data/id.ts';
import { readPayload } from '../../data/payload.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Asked, Raw } from '../../kit/incoming.ts';
import type { Kept } from '../../kit/prepared.ts';
import type { View } from '../../kit/view.ts';
import { mostWaiting, waitingOf } from '../schema.ts';
import { preparedView } from '../views/prepared.ts';
import { toldOf } from '../views/summary.ts';

const raw = z.union([z.string(), z.array(z.string())]);
const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string(), options: z.record(z.string(), raw) }),
  z.object({ kind: z.literal('press'), id: z.string(), picked: z.array(z.string()).optional() }),
  z.object({ kind: z.literal('submit'), id: z.string(), fields: z.record(z.string(), raw) }),
]);
const prepared = z.object({
  asked,
  /** Of whose assistant. */
  keyId: z.string(),
  assistant: z.string(),
  label: z.string(),
  title: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type Prepared = z.infer<typeof prepared>;

const filesIn = (given: Readonly<Record<string, Raw>>) =>
  Object.values(given).some((each) => typeof each === 'object' && !Array.isArray(each));

/**
 * What an assistant asked for is kept, sealed, and a card in the person's own chat has the button that does it: the question itself, asked
 * once more by them. Nothing else of it happens.
 */
export async function prepare(ctx: Ctx, { asked: wanted, definition }: Kept): Promise<View> {
  const { place } = ctx;
  const { id: keyId, name } = place.assistant!;
  const given = wanted.kind === 'submit' ? wanted.fields : wanted.kind === 'command' ? wanted.options : {};
  const read = asked.safeParse(wanted);
  if (filesIn(given) || !read.success) throw new UserError('in-chat', (w) => w.assistants.inChat);
  const told = await toldOf(ctx, wanted, definition);
  const kept: Prepared = { asked: read.data, keyId, assistant: name, ...told };
  const person = waitingOf(keyId);
  await write(ctx, 'see', async ({ tx, audit, enqueue }) => {
    const waiting = await tx.draft.count({ where: { person, firmId: ctx.firm.id, expiresAt: { gt: ctx.now } } });
    if (waiting >= mostWaiting) throw new UserError('many-waiting', (w) => w.assistants.manyWaiting(mostWaiting));
    const id = newId();
    const expiresAt = new Date(ctx.now.getTime() + draftLife);
    await tx.draft.create({
      data: { id, person, firmId: ctx.firm.id, memberId: ctx.actor.id, data: sealDraft(ctx.secret, kept), expiresAt },
    });
    await audit('assistant.prepared', `assistant:${keyId}`, { what: definition.name });
    const { platform, workspace, user } = place;
    await enqueue({
      key: `prepared:${id}`,
      kind: 'assistants.card',
      payload: { id, platform, workspace, user, locale: ctx.locale },
    });
  });
  return preparedView(ctx.w, place.platform, told);
}

/** What waits for this person under an id; undefined when it was done, dropped or forgotten, or is somebody else's. */
export async function preparedOf(
  ctx: Pick<Ctx, 'data' | 'secret' | 'now'>,
  id: string,
  memberId?: string,
): Promise<Prepared | undefined> {
  const row = await ctx.data.db.draft.findFirst({
    where: {
      id,
      person: { startsWith: waitingOf('') },
      expiresAt: { gt: ctx.now },
      ...(memberId === undefined ? {} : { memberId }),
    },
  });
  const read = row && prepared.safeParse(readPayload(row.data, ctx.secret));
  return read?.success ? read.data : undefined;
}

/** It waits no longer, and whose assistant had prepared it is said beside what was done. */
export const settle = (ctx: Ctx, id: string, { keyId }: Prepared, how: 'done' | 'dropped'): Promise<void> =>
  write(ctx, 'see', async ({ tx, audit }) => {
    const { count } = await tx.draft.deleteMany({ where: { id, memberId: ctx.actor.id } });
    if (count === 1) await audit(`assistant.${how}`, `assistant:${keyId}`);
  });

export const askedOf = ({ asked }: Prepared): Asked => asked as Asked;
