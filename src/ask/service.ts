import { createHash } from 'node:crypto';
import { z } from 'zod';
import { filterKeys } from '../clients/fields.ts';
import { sealDraft } from '../data/drafts.ts';
import { readPayload } from '../data/payload.ts';
import { writeSoon } from '../data/soon.ts';
import type { Ctx } from '../kit/ctx.ts';
import { upwards } from './lexicon/table.ts';
import { type Before, type Condition, facts, type OrderKey, type Wanted } from './schema.ts';

/** A conversation is remembered for so long: its last filter or client, and no word of it. */
const life = 10 * 60_000;

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({
      key: z.enum(filterKeys),
      values: z.array(z.string()),
    }),
    z.object({ all: z.array(condition) }),
    z.object({ any: z.array(condition) }),
    z.object({ not: condition }),
  ]),
);
const wanted: z.ZodType<Wanted> = z.object({
  conditions: z.array(condition),
  order: z.enum(upwards as [OrderKey, ...OrderKey[]]).optional(),
  down: z.boolean().optional(),
  limit: z.number().int().optional(),
});
const kept = z.object({
  kind: z.enum(['list', 'count', 'client']),
  wanted: wanted.optional(),
  client: z.string().optional(),
  field: z.enum(facts).optional(),
});

/** One row a person and a place: who asks again writes over it. */
function idOf({ firm, actor, place }: Ctx): string {
  const where = JSON.stringify([firm.id, actor.id, place.platform, place.workspace, place.channel ?? '', place.user]);
  return `ask:${createHash('sha256').update(where).digest('hex').slice(0, 40)}`;
}

/** What this person was last shown here; `client` is an id. */
export async function readBefore(ctx: Ctx): Promise<Before | undefined> {
  const row = await ctx.data.db.draft.findFirst({
    where: { id: idOf(ctx), firmId: ctx.firm.id, expiresAt: { gt: ctx.now } },
  });
  const read = row && kept.safeParse(readPayload(row.data, ctx.secret));
  return read?.success ? read.data : undefined;
}

export async function keepBefore(ctx: Ctx, before: Before): Promise<void> {
  if (ctx.actor.kind !== 'member') return;
  const id = idOf(ctx);
  const row = {
    firmId: ctx.firm.id,
    memberId: ctx.actor.id,
    clientId: before.client ?? null,
    data: sealDraft(ctx.secret, before),
    expiresAt: new Date(ctx.now.getTime() + life),
  };
  await writeSoon(
    () =>
      ctx.data.db.$transaction((tx) =>
        tx.draft.upsert({ where: { id }, create: { id, person: '', ...row }, update: row }),
      ),
    () => undefined,
  ).catch(() => undefined);
}
