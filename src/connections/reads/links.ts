import type { GrantState } from '../../accounts/schema.ts';
import type { Data } from '../../data/client.ts';
import { hashToken } from '../../data/secret.ts';
import type { Firm } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import type { Typed } from '../forms.ts';
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
  const link = await db.link.findUnique({
    where: { hash: hashToken(token) },
    include: { request: { include: { firm: true } } },
  });
  if (link?.kind !== 'invitation' || !link.request) return { state: 'unknown' };
  const { firm: row, ...request } = link.request;
  const firm = {
    id: row.id,
    name: row.name,
    timeZone: row.timeZone,
    version: row.version,
    phone: row.phone,
    email: row.email,
  };
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
  const asks = await db.connectionAsk.findMany({ where: { email, expiresAt: { gt: now } }, orderBy: { id: 'desc' } });
  // What was asked shows what was typed, whether a firm has it or nobody has: the page tells nobody who is a customer.
  const asked = [...requests.filter(({ direction }) => direction === 'client_to_firm'), ...asks].sort((a, b) =>
    a.id < b.id ? 1 : -1,
  );
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
    ...asked.map(
      ({ id, firmName: firm, firmPhone: phone, companyName: company, createdAt: since, expiresAt }): Tie => ({
        ...{ kind: 'asked', id, firm, phone, company, since, expiresAt },
      }),
    ),
    ...requests
      .filter(({ direction }) => direction === 'firm_to_client')
      .map(
        (each): Tie => ({
          kind: 'invited',
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

/** The invitation behind a link whose time is over. */
export async function expiredBehind({ db }: Data, token: string, now: Date): Promise<Request | undefined> {
  const link = await db.link.findUnique({ where: { hash: hashToken(token) }, include: { request: true } });
  const request = link?.kind === 'invitation' ? (link.request as Request | null) : null;
  const over = request?.state === 'expired' || (request?.state === 'pending' && request.expiresAt <= now);
  return request?.email && over ? request : undefined;
}

/** What a request to the firm of such an invitation says, for whoever has signed in with its e-mail. */
export async function againOf({ db }: Data, email: string, requestId: string): Promise<Typed | undefined> {
  const request = await db.connectionRequest.findFirst({
    where: { id: requestId, email, direction: 'firm_to_client' },
    include: { firm: true },
  });
  if (!request) return undefined;
  const { firm, companyName: name, document } = request;
  const proven = await db.provenAddress.findFirst({ where: { firmId: firm.id, email: firm.email } });
  const any = proven ?? (await db.provenAddress.findFirst({ where: { firmId: firm.id }, orderBy: { email: 'asc' } }));
  return {
    name,
    document: document ?? '',
    accountantEmail: any?.email ?? firm.email,
    firmName: firm.name,
    firmPhone: firm.phone,
  };
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
export async function pendingBehind(
  { db }: Data,
  token: string,
  now: Date,
): Promise<{ request: Request; firm: Firm } | undefined> {
  const link = await db.link.findUnique({
    where: { hash: hashToken(token) },
    include: { request: { include: { firm: true } } },
  });
  if (link?.kind !== 'invitation' || link.request?.state !== 'pending' || link.request.expiresAt <= now)
    return undefined;
  const { firm, ...request } = link.request;
  return {
    request: request as Request,
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
  };
}
