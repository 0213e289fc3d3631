import type { GrantState } from '../../accounts/schema.ts';
import type { Data } from '../../data/client.ts';
import { hashToken } from '../../data/secret.ts';
import type { Firm } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import type { Request } from '../schema.ts';

interface Sender extends Firm {
  phone: string;
  email: string;
}

/** What a link in a letter leads to. `closed`: it worked once, or its time is over, or the firm took it back. */
export type Opened =
  | { state: 'open'; request: Request; firm: Sender; hasAccount: boolean }
  | { state: 'closed'; request: Request; firm: Sender }
  | { state: 'unknown' };

/** Looks behind an invitation's token without using it. */
export async function openInvitation({ db }: Data, token: string, now: Date): Promise<Opened> {
  const link = await db.link.findUnique({ where: { hash: hashToken(token) }, include: { request: { include: { firm: true } } } });
  if (link?.kind !== 'invitation' || !link.request) return { state: 'unknown' };
  const { firm: row, ...request } = link.request;
  const firm = { id: row.id, name: row.name, timeZone: row.timeZone, version: row.version, phone: row.phone, email: row.email };
  const open = !link.usedAt && link.expiresAt > now && request.state === 'pending' && request.expiresAt > now;
  if (!open) return { state: 'closed', request: request as Request, firm };
  const account = await db.account.findUnique({ where: { email: request.email } });
  return { state: 'open', request: request as Request, firm, hasAccount: account !== null };
}

/** One of a client's connections or requests, as the client's own page lists them. */
export interface Tie {
  kind: 'connected' | 'asked' | 'invited';
  /** Of the client row for `connected`, else of the request. */
  id: string;
  firm: string;
  phone: string;
  company: string;
  since: Date;
  expiresAt?: Date;
  /** How the authorisation of the account in the ERP stands, of what is connected. */
  access?: GrantState | 'none';
}

/** Everything that ties an e-mail's account to firms, over all firms: this is the client's own page. */
export async function tiesOf({ db }: Data, email: string, now: Date): Promise<Tie[]> {
  const account = await db.account.findUnique({ where: { email } });
  const clients = account
    ? await db.client.findMany({
        where: { accountId: account.id, situation: 'connected', deletedAt: null },
        include: {
          firm: true,
          grant: { select: { state: true } },
          requests: { where: { state: 'accepted' }, orderBy: { decidedAt: 'desc' }, take: 1 },
        },
      })
    : [];
  const requests = await db.connectionRequest.findMany({
    where: { email, state: 'pending', expiresAt: { gt: now } },
    include: { firm: true },
    orderBy: { id: 'desc' },
  });
  return [
    ...clients.map(
      (each): Tie => ({
        kind: 'connected',
        id: each.id,
        firm: each.firm.name,
        phone: each.firm.phone,
        company: each.name,
        since: each.requests[0]?.decidedAt ?? each.updatedAt,
        access: (each.grant?.state as GrantState | undefined) ?? 'none',
      }),
    ),
    ...requests.map(
      (each): Tie => ({
        kind: each.direction === 'client_to_firm' ? 'asked' : 'invited',
        id: each.id,
        firm: each.firm.name,
        phone: each.firm.phone,
        company: each.companyName,
        since: each.createdAt,
        expiresAt: each.expiresAt,
      }),
    ),
  ];
}

/** The firm behind a connection or a request of this e-mail, or undefined when it is somebody else's. */
export async function firmBehind(
  { db }: Data,
  email: string,
  tie: { clientId?: string; requestId?: string },
): Promise<(Firm & { locale: Locale }) | undefined> {
  const found = tie.clientId
    ? await db.client.findFirst({ where: { id: tie.clientId, account: { email } }, include: { firm: true } })
    : await db.connectionRequest.findFirst({ where: { id: tie.requestId ?? '', email }, include: { firm: true } });
  if (!found) return undefined;
  const { id, name, timeZone, version, locale } = found.firm;
  return { id, name, timeZone, version, locale: locale as Locale };
}

/** The pending invitation of a link that no longer opens, so that a new link can be sent to the address it was for. */
export async function pendingBehind({ db }: Data, token: string, now: Date): Promise<{ request: Request; firm: Firm } | undefined> {
  const link = await db.link.findUnique({ where: { hash: hashToken(token) }, include: { request: { include: { firm: true } } } });
  if (link?.kind !== 'invitation' || link.request?.state !== 'pending' || link.request.expiresAt <= now) return undefined;
  const { firm, ...request } = link.request;
  return { request: request as Request, firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version } };
}
