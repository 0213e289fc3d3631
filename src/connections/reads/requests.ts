import { waitingAt } from '../../clients/gates.ts';
import { scopeOf } from '../../clients/reads/scope.ts';
import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { nameKeyOf, situationLabel } from '../../terms/client.ts';
import type { Request } from '../schema.ts';
import { byDocument, byEmail } from './subject.ts';

/** Who decided a request and from where, in the reader's language: `por Marina, no Slack`. Inside a write, `db` is its transaction. */
export async function whoDecided(
  ctx: Ctx,
  { decidedBy, decidedFrom, firmId }: Request,
  db: Pick<Tx, 'member'> = ctx.data.db,
): Promise<string> {
  const who = await whoIs(ctx, firmId, decidedBy, db);
  const from = decidedBy?.startsWith('system:') ? '' : ctx.w.connections.by.from(decidedFrom ?? '');
  return from ? `${who}, ${from}` : who;
}

/** An actor as traces name it: `por Marina`, `pelo cliente`, `pelo prazo`. */
export async function whoIs(
  ctx: Ctx,
  firmId: string,
  actor: string | null,
  db: Pick<Tx, 'member'> = ctx.data.db,
): Promise<string> {
  const { by } = ctx.w.connections;
  const [kind, id] = (actor ?? '').split(':');
  if (kind === 'system') return by.system;
  const member = kind === 'member' ? await db.member.findFirst({ where: { id, firmId } }) : null;
  return member ? by.member(member.name) : by.client;
}

/** One request of the firm. An analyst sees those about their own clients. */
export const requestOf = async (ctx: Ctx, id: string): Promise<Request | null> =>
  (await ctx.data.db.connectionRequest.findFirst({
    where: { id, firmId: ctx.firm.id, ...scope(ctx) },
  })) as Request | null;

const scope = (ctx: Ctx) =>
  ctx.actor.kind === 'member' && ctx.actor.role === 'analyst' ? { client: { analystId: ctx.actor.id } } : {};

export type Tab = 'received' | 'sent' | 'history';

const where = (tab: Tab) =>
  tab === 'history'
    ? { state: { not: 'pending' } }
    : { state: 'pending', direction: tab === 'received' ? 'client_to_firm' : 'firm_to_client' };

export interface RequestPage {
  requests: readonly Request[];
  /** The id to go on behind, when there is more. */
  next?: string;
  total: number;
}

const pageSize = 8;

/** A page of requests, newest first; ids are uuid v7, so their order is that of making. */
export async function requestsPage(ctx: Ctx, tab: Tab, before?: string): Promise<RequestPage> {
  const all = { firmId: ctx.firm.id, ...scope(ctx), ...where(tab) };
  const [rows, total] = await Promise.all([
    ctx.data.db.connectionRequest.findMany({
      where: { ...all, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: pageSize + 1,
    }),
    ctx.data.db.connectionRequest.count({ where: all }),
  ]);
  const requests = rows.slice(0, pageSize) as Request[];
  return { requests, total, ...(rows.length > pageSize ? { next: requests.at(-1)!.id } : {}) };
}

/** How many wait for an answer: received from clients, and sent to them. */
export async function requestCounts(ctx: Ctx): Promise<Record<'received' | 'sent', number>> {
  const { analystId } = scopeOf(ctx);
  const theirs = analystId
    ? ' AND EXISTS (SELECT 1 FROM "Client" c WHERE c."id" = r."clientId" AND c."analystId" = ?)'
    : '';
  const rows = await ctx.data.all<{ direction: string; n: number | string }>(
    `SELECT "direction", COUNT(*) AS "n" FROM "ConnectionRequest" r WHERE "firmId" = ? AND "state" = ?${theirs} GROUP BY "direction"`,
    [ctx.firm.id, 'pending', ...(analystId ? [analystId] : [])],
  );
  const count = (direction: string) => Number(rows.find((row) => row.direction === direction)?.n ?? 0);
  return { received: count('client_to_firm'), sent: count('firm_to_client') };
}

export interface Conflicts {
  /** The client of this firm the invitation will be for. */
  client?: { id: string; name: string; situation: string; connected: boolean };
  /** What waits for an answer already. */
  pending?: Request;
  hasAccount: boolean;
  /** Who is meant is known by another name: somebody should look before anything leaves. */
  doubtful: boolean;
  /** Of the letter, unless another is chosen: what the client chose on a page, else the firm's. */
  locale: Locale;
}

interface Sought {
  email: string;
  document?: string;
  clientId?: string;
}

/** What is open with a client, with an address or under a document: what the client asked comes first. */
export async function waitingFor(
  db: Pick<Tx, 'connectionRequest'>,
  ctx: Ctx,
  { email, document, clientId }: Sought,
): Promise<Request | undefined> {
  const about = [{ email }, ...(document ? [{ document }] : []), ...(clientId ? [{ clientId }] : [])];
  const found = await db.connectionRequest.findMany({
    where: { firmId: ctx.firm.id, AND: [waitingAt(ctx.now), { OR: about }] },
    orderBy: [{ direction: 'asc' }, { id: 'desc' }],
    take: 1,
  });
  return found[0] as Request | undefined;
}

/**
 * What an admin should know before an invitation is sent, of this firm only: an account is one that a client of its portfolio has. What only
 * another firm knows is what nobody knows, in its words, and in the language of the letter.
 */
export async function conflicts(
  ctx: Ctx,
  { email, document, clientId, name }: Sought & { name?: string },
): Promise<Conflicts> {
  const { db } = ctx.data;
  const firmId = ctx.firm.id;
  const [named, numbered, mailed, account, firm] = await Promise.all([
    clientId ? db.client.findFirst({ where: { firmId, id: clientId, deletedAt: null } }) : null,
    byDocument(db, firmId, document),
    byEmail(db, firmId, { email, document }),
    db.account.findFirst({ where: { email, clients: { some: { firmId } } } }),
    db.firm.findUniqueOrThrow({ where: { id: firmId }, select: { locale: true } }),
  ]);
  const client = named ?? (numbered && !numbered.removed ? numbered : mailed);
  const pending = await waitingFor(db, ctx, { email, document, clientId: client?.id });
  const connected = client?.situation === 'connected';
  return {
    ...(client
      ? { client: { id: client.id, name: client.name, situation: situationLabel(ctx.w, client.situation), connected } }
      : {}),
    ...(pending && !connected ? { pending } : {}),
    doubtful: client !== undefined && client.id !== clientId && nameKeyOf(client) !== nameKeyOf({ name: name ?? '' }),
    hasAccount: account !== null,
    locale: (account?.locale ?? firm.locale) as Locale,
  };
}
