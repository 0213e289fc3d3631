import type { CaptureState } from '../../accounts/schema.ts';
import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import type { Data } from '../../data/client.ts';
import { hashToken } from '../../data/secret.ts';
import type { Ctx, Firm } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import type { ReceivedState } from '../schema.ts';

/** A document that a client sent. */
export interface Received {
  id: string;
  firmId: string;
  clientId: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  state: ReceivedState;
  remoteState: CaptureState | '';
  createdAt: Date;
}

const shown = {
  id: true,
  firmId: true,
  clientId: true,
  name: true,
  type: true,
  bytes: true,
  sha256: true,
  state: true,
  remoteState: true,
  createdAt: true,
} as const;
const receivedOf = (
  row: Omit<Received, 'state' | 'remoteState'> & { state: string; remoteState: string },
): Received => ({
  ...row,
  state: row.state as ReceivedState,
  remoteState: row.remoteState as Received['remoteState'],
});

/** The newest of what a client sent, and how many there are; of a client that this person may see. */
export async function receivedFrom(
  ctx: Ctx,
  clientId: string,
  take: number,
): Promise<{ items: Received[]; count: number }> {
  const where = { clientId, firmId: ctx.firm.id, client: inScope(scopeOf(ctx)) };
  const { documentIn } = ctx.data.db;
  const [rows, count] = await Promise.all([
    documentIn.findMany({ where, select: shown, orderBy: { createdAt: 'desc' }, take }),
    documentIn.count({ where }),
  ]);
  return { items: rows.map(receivedOf), count };
}

export async function receivedSeen(ctx: Ctx, id: string): Promise<Received | undefined> {
  const row = await ctx.data.db.documentIn.findFirst({
    where: { id, firmId: ctx.firm.id, client: inScope(scopeOf(ctx)) },
    select: shown,
  });
  return row ? receivedOf(row) : undefined;
}

/** Who sends: by a link, or signed in on their own page. */
export type Way = { token: string } | { email: string; clientId: string };

/** Whose documents come this way. */
export interface Sending {
  firm: Firm;
  phone: string;
  locale: Locale;
  clientId: string;
  client: string;
  accountId: string;
  month: string;
  expiresAt?: Date;
}

/** Who sends and to whom; undefined when the link is none of ours or over, or the connection is. */
export async function sendingBy({ db }: Data, way: Way, now: Date): Promise<Sending | undefined> {
  const ask = 'token' in way ? await db.documentAsk.findUnique({ where: { hash: hashToken(way.token) } }) : undefined;
  if ('token' in way && (!ask || ask.expiresAt <= now)) return undefined;
  const client = await db.client.findFirst({
    where: {
      deletedAt: null,
      ...('token' in way
        ? { id: ask!.clientId }
        : { id: way.clientId, situation: 'connected', account: { email: way.email } }),
    },
    include: { firm: true },
  });
  if (!client) return undefined;
  const { id, name, timeZone, version, phone, locale } = client.firm;
  return {
    firm: { id, name, timeZone, version },
    phone,
    locale: (ask?.locale ?? locale) as Locale,
    clientId: client.id,
    client: client.tradeName || client.name,
    accountId: client.accountId ?? '',
    month: ask?.month ?? '',
    ...(ask ? { expiresAt: ask.expiresAt } : {}),
  };
}
