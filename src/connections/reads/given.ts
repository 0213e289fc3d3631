import type { Data } from '../../data/client.ts';
import type { Request } from '../schema.ts';

const consents = { select: { textVersion: true, textHash: true, at: true, ip: true, userAgent: true, revokedAt: true } } as const;
const grant = { select: { companyId: true, state: true, authorizedAt: true, changedAt: true } } as const;

/** What a client typed when they asked. The firm's own name is told once it has accepted. */
const asked = (row: Omit<Request, 'id'>) => {
  const { companyName, document, phone, contactName, service, firmName, firmPhone, firmDocument, state, createdAt, expiresAt } = row;
  const { decidedAt, reason, endedAt } = row;
  return {
    ...{ companyName, document, phone, contactName, service, firmName, firmPhone, firmDocument },
    ...{ state, createdAt, expiresAt, decidedAt, reason, endedAt },
  };
};

/** What an invitation said to whoever got it. */
const received = ({ companyName, contactName, state, sentAt, expiresAt, decidedAt, reason, endedAt }: Request) => ({
  ...{ companyName, contactName, state, sentAt, expiresAt, decidedAt, reason, endedAt },
});

/**
 * Everything that an account gave, agreed to, received and authorised, over all firms. A firm's own record of the client is the firm's:
 * of it there is only what came from this account. Undefined when there is nothing.
 */
export async function dataOf({ db }: Data, email: string, now: Date): Promise<object | undefined> {
  const account = await db.account.findUnique({ where: { email } });
  const firm = { select: { name: true } } as const;
  const [rows, asks, clients] = await Promise.all([
    db.connectionRequest.findMany({ where: { email }, include: { firm, consents }, orderBy: { id: 'asc' } }),
    db.connectionAsk.findMany({ where: { email }, orderBy: { id: 'asc' } }),
    account
      ? db.client.findMany({ where: { accountId: account.id }, select: { id: true, situation: true, firm, grant }, orderBy: { id: 'asc' } })
      : [],
  ]);
  if (!account && rows.length === 0 && asks.length === 0) return undefined;
  const accepted = new Map(rows.flatMap((row) => (row.clientId && row.state === 'accepted' && !row.endedAt ? [[row.clientId, row]] : [])));
  const connections = await Promise.all(
    clients.map(async ({ id, situation, firm, grant }) => {
      const since = accepted.get(id)?.decidedAt ?? undefined;
      // What was sent before belongs to whoever was connected then.
      const sent = since
        ? await db.documentIn.findMany({
            where: { clientId: id, createdAt: { gte: since } },
            select: { name: true, type: true, bytes: true, note: true, createdAt: true },
          })
        : [];
      return { firm: firm.name, situation, company: accepted.get(id)?.companyName, since, authorization: grant, documentsSent: sent };
    }),
  );
  return {
    at: now,
    email,
    account: account && { name: account.name, document: account.document, locale: account.locale, createdAt: account.createdAt },
    connections,
    requests: [
      ...rows
        .filter((row) => row.direction === 'client_to_firm')
        .map((row) => ({
          ...asked(row as unknown as Request),
          ...(row.state === 'accepted' ? { firm: row.firm.name } : {}),
          consents: row.consents,
        })),
      ...asks.map(({ textVersion, textHash, ip, userAgent, ...row }) => ({
        ...asked({ ...row, state: 'pending', decidedAt: null, reason: '', endedAt: null } as unknown as Request),
        consents: [{ textVersion, textHash, at: row.createdAt, ip, userAgent, revokedAt: null }],
      })),
    ],
    invitations: rows
      .filter((row) => row.direction === 'firm_to_client')
      .map((row) => ({ firm: row.firm.name, ...received(row as unknown as Request), consents: row.consents })),
  };
}
