import { endGrant } from '../../accounts/service/end.ts';
import { waitingOf } from '../../clients/gates.ts';
import { undoable } from '../../clients/service/remove.ts';
import type { Tx } from '../../data/client.ts';
import { packedWithout } from '../../data/packed.ts';
import { type Write, write } from '../../data/write.ts';
import { followJob } from '../../documents/service/follow.ts';
import { forgetFiles } from '../../documents/service/forget.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { holdClients } from '../../licenses/service/lock.ts';
import { freeSlots } from '../../licenses/service/slots.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { type Of, ofNobody } from '../subjects.ts';
import { applyFates } from './apply.ts';
import { followCards, takeBack } from './chat.ts';
import { documentForms, rowsNaming } from './find.ts';

const inList = (ids: readonly string[]) => ({ in: [...ids] });

/** A client as far as it is needed to find what is about it. */
export const known = {
  id: true,
  name: true,
  tradeName: true,
  email: true,
  document: true,
  account: { select: { email: true } },
} as const;
interface Known {
  id: string;
  name: string;
  tradeName: string;
  email: string;
  document: string | null;
  account: { email: string } | null;
}

/** Of values that clients have, those that no other client of the firm has: only they say who is meant. */
async function ownOnly(
  tx: Tx,
  firmId: string,
  clients: readonly Known[],
  read: 'email' | 'name' | 'tradeName',
): Promise<string[]> {
  const values = [...new Set(clients.map((each) => each[read]).filter(Boolean))];
  const others = await tx.client.findMany({
    where: { firmId, id: { notIn: clients.map((each) => each.id) }, [read]: { in: values } },
    select: { [read]: true },
  });
  const shared = new Set(others.map((each) => (each as unknown as Record<string, string>)[read]));
  return values.filter((each) => !shared.has(each));
}

/**
 * Requests about clients: those that lead to them, and those that lead to nobody and bear an address or a document that is only theirs.
 */
export async function requestsAbout(
  tx: Pick<Tx, 'connectionRequest' | 'client'>,
  firmId: string,
  clients: readonly Known[],
): Promise<{ id: string; state: string; direction: string; expiresAt: Date }[]> {
  const emails = await ownOnly(tx as Tx, firmId, clients, 'email');
  const documents = clients.flatMap((each) => each.document ?? []);
  return tx.connectionRequest.findMany({
    where: {
      firmId,
      OR: [
        { clientId: inList(clients.map((each) => each.id)) },
        { clientId: null, OR: [{ email: inList(emails) }, { document: inList(documents) }] },
      ],
    },
    select: { id: true, state: true, direction: true, expiresAt: true },
  });
}

/** All that is about clients of a firm, gathered. */
export async function gather(
  tx: Tx,
  ctx: Pick<Ctx, 'secret'>,
  firmId: string,
  clients: readonly Known[],
  requestIds: string[],
): Promise<Of> {
  const clientIds = clients.map((each) => each.id);
  const mailed = await tx.digest.findMany({
    where: { firmId, platform: 'mail', clients: { some: { clientId: inList(clientIds) } } },
    select: { id: true },
  });
  const emails = await ownOnly(tx, firmId, clients, 'email');
  const rows = await rowsNaming(tx, ctx.secret, [firmId], {
    ids: [...clientIds, ...requestIds, ...mailed.map((each) => each.id)],
    exact: [...emails, ...clients.flatMap((each) => documentForms(each.document))],
    names: [...(await ownOnly(tx, firmId, clients, 'name')), ...(await ownOnly(tx, firmId, clients, 'tradeName'))],
  });
  return ofNobody({ firmId, clientIds, requestIds, ...rows });
}

/** Takes clients out of the lists of whom a file named: not even their ids stay. */
async function unlist(tx: Tx, firmId: string, ids: readonly string[]): Promise<void> {
  for (const { id, clients } of await tx.importList.findMany({
    where: { firmId },
    select: { id: true, clients: true },
  })) {
    const left = packedWithout(clients, ids);
    if (left) await tx.importList.update({ where: { id }, data: { clients: left } });
  }
}

/**
 * The one function by which clients of a firm go for good, whoever asks: everything that the table of rights names, what chats show of
 * them, their authorisations and their licences of packages. Returns how many went.
 */
async function eraseClients(door: Write, ctx: Ctx, clients: readonly Known[], requestIds: string[]): Promise<number> {
  const { tx } = door;
  const firmId = ctx.firm.id;
  const ids = clients.map((each) => each.id);
  await holdClients(tx, ctx.data.provider, firmId, ids);
  const of = await gather(tx, ctx, firmId, clients, requestIds);
  for (const { clientId } of await tx.grant.findMany({
    where: { firmId, clientId: inList(ids) },
    select: { clientId: true },
  }))
    await endGrant(door, firmId, clientId!);
  const licenses = await tx.license.findMany({ where: { firmId, clientId: inList(ids) }, select: { packageId: true } });
  const jobs = await tx.documentJob.findMany({
    where: { firmId, message: { not: null }, items: { some: { clientId: inList(ids) } } },
  });
  await takeBack(door, { firmId, clientId: inList(ids) });
  // However old: what stands in a channel still says the name.
  await followDigests(door, ids, { however: 'old' });
  await forgetFiles(tx, door.now, { id: inList(ids), firmId });
  await applyFates(tx, 'client', of);
  await unlist(tx, firmId, ids);
  await followCards(door, of.requestIds);
  for (const job of jobs) await followJob(door, job, true);
  await freeSlots(
    tx,
    licenses.map((each) => each.packageId),
  );
  await door.portfolioChanged();
  return clients.length;
}

/** Erases a client from a firm's portfolio for good. A connected one has to be disconnected first. False when somebody was faster. */
export async function eraseClient(ctx: Ctx, id: string): Promise<boolean> {
  const erased = await write(ctx, 'manage', async (door) => {
    const { tx, audit } = door;
    await holdClients(tx, ctx.data.provider, ctx.firm.id, [id]);
    const client = await tx.client.findFirst({
      where: { id, firmId: ctx.firm.id },
      select: { ...known, situation: true },
    });
    if (!client) return false;
    if (client.situation === 'connected') throw new UserError('connected', (w) => w.rights.connected);
    const requests = await requestsAbout(tx, ctx.firm.id, [client]);
    if (waitingOf(requests, ctx.now)) throw new UserError('pending', (w) => w.rights.pending);
    await eraseClients(
      door,
      ctx,
      [client],
      requests.map((each) => each.id),
    );
    await audit('rights.erase', `client:${id}`);
    return true;
  });
  // Nor shall it stand in the database's log.
  if (erased) await ctx.data.truncateLog();
  return erased;
}

const mostAtOnce = 200;

/** Erases what was removed and can no longer be put back; the clock calls it. */
export async function purgeDeleted(house: House, now: Date): Promise<number> {
  const { db } = house.data;
  const late = { deletedAt: { lt: new Date(now.getTime() - undoable) } };
  const firms = await db.firm.findMany({ where: { clients: { some: late } } });
  let total = 0;
  for (const { id, name, timeZone, version, locale } of firms) {
    const ctx = contextOf(house, {
      firm: { id, name, timeZone, version },
      actor: { kind: 'system', id: 'clock' },
      locale: locale as Locale,
      from: 'clock',
      now,
    });
    for (let count = mostAtOnce; count === mostAtOnce; total += count) {
      count = await write({ ...ctx, delivery: { key: null } }, 'delete', async (door) => {
        const { tx } = door;
        const some = await tx.client.findMany({
          where: { firmId: id, ...late },
          select: { id: true },
          take: mostAtOnce,
        });
        const where = { firmId: id, id: inList(some.map((each) => each.id)), ...late };
        // Held first, so that nobody brings back a client whose licence has just gone.
        await tx.client.updateMany({ where, data: { notes: '' } });
        const clients = await tx.client.findMany({ where, select: known });
        if (clients.length === 0) return 0;
        const requests = await requestsAbout(tx, id, clients);
        // Who waits for an answer is no client who was removed, whatever address they have in common.
        const over = requests.filter((each) => each.state !== 'pending').map((each) => each.id);
        return eraseClients(door, ctx, clients, over);
      });
    }
  }
  if (total > 0) await house.data.truncateLog();
  return total;
}
