import type { Prisma } from '../../data/generated/sqlite/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import type { Column, Housekeeping } from '../fields/field.ts';
import { storedColumns } from '../fields.ts';
import { quietDays } from '../gates.ts';
import { withoutSentinels } from './page.ts';
import { inScope, scopeOf } from './scope.ts';
import { licenseSelect, standingOf } from './status.ts';

const stored = Object.fromEntries(storedColumns.map((column) => [column, true])) as {
  [C in Exclude<Column, Housekeeping>]: true;
};
const shown = (now: Date) =>
  ({
    ...stored,
    id: true,
    updatedAt: true,
    account: { select: { email: true } },
    grant: { select: { state: true, status: true } },
    analyst: { select: { name: true } },
    license: { select: licenseSelect },
    accessAsks: {
      where: { createdAt: { gt: new Date(now.getTime() - quietDays * 86_400_000) } },
      select: { createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: 1,
    },
    // What waits for an answer, and what was last agreed on who pays.
    requests: {
      where: { OR: [{ state: 'pending' }, { payer: { not: 'none' } }] },
      select: { id: true, direction: true, state: true, expiresAt: true, payer: true },
      orderBy: { id: 'desc' },
      take: 20,
    },
  }) satisfies Prisma.ClientSelect;

/** A client's row with what is read beside it. */
export type StoredClient = Prisma.ClientGetPayload<{ select: ReturnType<typeof shown> }>;

/** What a card knows of such a row. */
export function clientIn(ctx: Ctx, row: StoredClient) {
  const { requests, accessAsks, ...client } = row;
  const payer = requests.find((each) => each.payer !== 'none')?.payer;
  return {
    ...withoutSentinels(client),
    standing: standingOf(row, ctx.now, ctx.today),
    /** The day they were asked by letter to authorise their account, when that is not long ago. */
    askedOn: accessAsks
      .filter(({ createdAt }) => createdAt.getTime() > ctx.now.getTime() - quietDays * 86_400_000)
      .map(({ createdAt }) => dayAt(createdAt, ctx.firm.timeZone))[0],
    /** Who is to pay, as the last invitation has it. */
    agreedPayer: payer === 'client' || payer === 'firm' ? (payer as 'client' | 'firm') : undefined,
  };
}
export type Client = ReturnType<typeof clientIn>;

/** One client that this person may see; undefined when there is none, or it is not theirs, or it was deleted. */
export async function clientOf(ctx: Ctx, id: string): Promise<Client | undefined> {
  const row = await ctx.data.db.client.findFirst({ where: { id, ...inScope(scopeOf(ctx)) }, select: shown(ctx.now) });
  return row ? clientIn(ctx, row) : undefined;
}

export interface HistoryEntry {
  verb: string;
  at: Date;
  /** Of the member; empty when it was no member of the firm. */
  who: string;
}

/** The last thing that was done to a client, and by whom: what the one who came too late is told. */
export async function lastDeed(
  ctx: Ctx,
  id: string,
  { verbs, after }: { verbs?: readonly string[]; after?: Date } = {},
): Promise<HistoryEntry | undefined> {
  const row = await ctx.data.db.audit.findFirst({
    where: {
      firmId: ctx.firm.id,
      subject: `client:${id}`,
      ...(verbs ? { verb: { in: [...verbs] } } : {}),
      ...(after ? { at: { gt: after } } : {}),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  if (!row) return undefined;
  const [kind, actorId = ''] = row.actor.split(':');
  const member =
    kind === 'member'
      ? await ctx.data.db.member.findFirst({ where: { id: actorId, firmId: ctx.firm.id }, select: { name: true } })
      : null;
  return { verb: row.verb, at: row.at, who: member?.name ?? '' };
}
