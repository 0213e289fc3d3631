import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import { followJob } from '../../documents/service/follow.ts';
import { forgetFiles } from '../../documents/service/forget.ts';
import type { House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { fates } from '../schema.ts';
import { ofNobody } from '../subjects.ts';
import { applyFates } from './apply.ts';
import { followCards, takeBack } from './chat.ts';
import { rowsNaming } from './find.ts';

/** The accounts that a firm takes along when it leaves: those tied to it, and to no other. The table of rights says the same of their rows. */
export const accountsOnlyOf = (db: Pick<Tx, 'account'>, firmId: string): Promise<{ id: string; email: string }[]> =>
  db.account.findMany({ where: fates.Account!.firm.where!(ofNobody({ firmId })), select: { id: true, email: true } });

/** Since when each client is connected by an account; one that an import calls connected was never anybody else's. */
export async function sinceOf(
  tx: Pick<Tx, 'connectionRequest'>,
  { email, accountId }: { email: string; accountId: string },
  clientIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await tx.connectionRequest.findMany({
    where: { clientId: { in: [...clientIds] }, state: 'accepted' },
    select: { clientId: true, email: true, accountId: true, decidedAt: true, createdAt: true },
    orderBy: { decidedAt: 'asc' },
  });
  const since = new Map<string, Date>();
  const owner = new Map<string, boolean>();
  for (const row of rows) {
    const own = row.email === email || row.accountId === accountId;
    // Connected again by the same account, it goes on from where it began.
    if (own && !owner.get(row.clientId!)) since.set(row.clientId!, row.decidedAt ?? row.createdAt);
    owner.set(row.clientId!, own);
  }
  return since;
}

/** What a person's own account is to one firm. */
export interface Mine {
  since: ReadonlyMap<string, Date>;
  accountId: string;
  email: string;
  clientIds: readonly string[];
  requestIds: readonly string[];
}

/**
 * Erases within one firm what a person's own account brought there: requests, what was taken by their consent, what they sent. The firm's
 * own record of its client stays, for the firm to erase or to keep as the law wants it. `ctx` is the client's own.
 */
export async function eraseOwn(door: Write, ctx: Ctx, mine: Mine): Promise<void> {
  const { tx } = door;
  const { clientIds, requestIds, email } = mine;
  const firmId = ctx.firm.id;
  const jobs = await tx.documentJob.findMany({
    where: { firmId, message: { not: null }, items: { some: { clientId: { in: [...clientIds] } } } },
    select: { id: true, platform: true, workspace: true, channel: true },
  });
  const rows = await rowsNaming(tx, ctx.secret, [firmId], { ids: [...requestIds], exact: [email], names: [] });
  await takeBack(door, { firmId, clientId: { in: [...clientIds] }, kind: 'documents' });
  const sent = clientIds.map((clientId) => ({ clientId, createdAt: { gte: mine.since.get(clientId) ?? new Date(0) } }));
  await forgetFiles(tx, door.now, { id: { in: [...clientIds] }, firmId }, { OR: sent });
  await applyFates(tx, 'account', ofNobody({ ...mine, ...rows, accountId: '', firmId }));
  await followCards(door, requestIds);
  for (const job of jobs) await followJob(door, job, true);
}

/** The account itself, and what leads to it everywhere: when it is over with every firm. */
export const eraseRest = (
  { data, secret }: House,
  { accountId, email }: Pick<Mine, 'accountId' | 'email'>,
): Promise<void> =>
  data.db.$transaction(async (tx) => {
    const rows = await rowsNaming(tx, secret, [], { ids: [], exact: [email], names: [] });
    await applyFates(tx, 'account', ofNobody({ accountId, email, ...rows }));
  });

/**
 * Says, before anything goes, that an account is being erased: what a kill cuts short is gone on with. An address that never had an
 * account has one until it is done. Answers its id.
 */
export const beginErasure = ({ data: { db } }: House, email: string, now: Date): Promise<string> =>
  db.$transaction(async (tx) => {
    const row = { id: newId(), email, createdAt: now, erasingAt: now };
    return (
      await tx.account.upsert({ where: { email }, create: row, update: { erasingAt: now }, select: { id: true } })
    ).id;
  });

/** The addresses whose erasure was begun and not ended. */
export const unfinished = async ({ data: { db } }: House): Promise<string[]> =>
  (await db.account.findMany({ where: { erasingAt: { not: null } }, select: { email: true }, take: 100 })).map(
    (each) => each.email,
  );
