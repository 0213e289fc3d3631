import type { Filter } from '../../clients/filter.ts';
import { everyClient } from '../../clients/reads/export.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Terms } from '../../terms/licence.ts';

/** Something that happened, as people read it. */
export interface Happened extends Terms {
  id: string;
  kind: string;
  source: string;
  at: Date;
  /** The member who did it; "" when it was no member of the firm. */
  who: string;
  lot: string;
  otherClientId: string | null;
  /** What the other client of a move is called; "" when it is gone. */
  other: string;
}

export const historySize = 10;

type Row = Omit<Happened, 'who' | 'lot' | 'other'> & { actor: string };

/** The names that events only point to. */
async function named(ctx: Ctx, rows: readonly Row[]): Promise<Happened[]> {
  const { db } = ctx.data;
  const firmId = ctx.firm.id;
  const ids = (all: readonly (string | null)[]) =>
    [...new Set(all)].filter((id) => id !== null && id !== '') as string[];
  const memberOf = (actor: string) => (actor.startsWith('member:') ? actor.slice(7) : '');
  const [members, lots, others] = await Promise.all([
    db.member.findMany({
      where: { firmId, id: { in: ids(rows.map((row) => memberOf(row.actor))) } },
      select: { id: true, name: true },
    }),
    db.licensePackage.findMany({
      where: { firmId, id: { in: ids(rows.map((row) => row.packageId)) } },
      select: { id: true, name: true },
    }),
    db.client.findMany({
      where: { firmId, deletedAt: null, id: { in: ids(rows.map((row) => row.otherClientId)) } },
      select: { id: true, name: true },
    }),
  ]);
  const name = (all: readonly { id: string; name: string }[]) => new Map(all.map((each) => [each.id, each.name]));
  const [people, packages, clients] = [name(members), name(lots), name(others)];
  return rows.map(({ actor, ...row }) => ({
    ...row,
    who: people.get(memberOf(actor)) ?? '',
    lot: (row.packageId && packages.get(row.packageId)) || '',
    other: (row.otherClientId && clients.get(row.otherClientId)) || '',
  }));
}

/** A page of what happened to a client's licence, the latest first; `before` is the id it goes on behind. The client must be one this person may see. */
export async function historyOf(
  ctx: Ctx,
  clientId: string,
  before?: string,
): Promise<{ events: Happened[]; total: number; next?: string }> {
  const where = { firmId: ctx.firm.id, clientId };
  const [rows, total] = await Promise.all([
    ctx.data.db.licenseEvent.findMany({
      where: { ...where, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: historySize + 1,
    }),
    ctx.data.db.licenseEvent.count({ where }),
  ]);
  const events = await named(ctx, rows.slice(0, historySize) as unknown as Row[]);
  return { events, total, ...(rows.length > historySize ? { next: events.at(-1)!.id } : {}) };
}

/** What happened to some clients' licences, the earliest first. */
async function pastOf(ctx: Ctx, clientIds: readonly string[]): Promise<Map<string, Happened[]>> {
  const rows = await ctx.data.db.licenseEvent.findMany({
    where: { firmId: ctx.firm.id, clientId: { in: [...clientIds] } },
    orderBy: { id: 'asc' },
  });
  const events = await named(ctx, rows as unknown as Row[]);
  const of = new Map<string, Happened[]>(clientIds.map((id) => [id, []]));
  for (const [i, event] of events.entries()) of.get(rows[i]!.clientId)!.push(event);
  return of;
}

export interface Past {
  client: { id: string; name: string; document: string | null };
  events: Happened[];
}

/** The history of every client of a list that has any, in the order of the list, some at a time. */
export async function* everyPast(ctx: Ctx, filter: Filter): AsyncGenerator<Past[]> {
  let some: Past['client'][] = [];
  const give = async () => {
    const of = await pastOf(
      ctx,
      some.map((each) => each.id),
    );
    return some.map((client) => ({ client, events: of.get(client.id)! })).filter(({ events }) => events.length > 0);
  };
  for await (const { id, name, document } of everyClient(ctx, filter)) {
    some.push({ id, name, document });
    if (some.length < 500) continue;
    yield await give();
    some = [];
  }
  if (some.length > 0) yield await give();
}

/** The history of one client. */
export const pastOfOne = async (ctx: Ctx, client: Past['client']): Promise<Past> => ({
  client,
  events: (await pastOf(ctx, [client.id])).get(client.id)!,
});
