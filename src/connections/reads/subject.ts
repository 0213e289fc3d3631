import type { Tx } from '../../data/client.ts';
import type { Request } from '../schema.ts';

/** A client of the portfolio that a request may mean. */
export interface Whose {
  id: string;
  name: string;
  situation: string;
  document: string | null;
  accountId: string | null;
  /** The e-mail it is known by: that of the account which connected it, else what the firm wrote down. */
  email: string;
  /** Taken out of the portfolio a moment ago, and still to be put back. */
  removed: boolean;
}

type Db = Pick<Tx, 'client'>;

const select = {
  id: true,
  name: true,
  situation: true,
  document: true,
  accountId: true,
  email: true,
  deletedAt: true,
  account: { select: { email: true } },
} as const;

interface Row extends Omit<Whose, 'removed'> {
  deletedAt: Date | null;
  account: { email: string } | null;
}

const whose = ({ deletedAt, account, ...row }: Row): Whose => ({
  ...row,
  email: row.situation === 'connected' ? (account?.email ?? row.email) : row.email,
  removed: deletedAt !== null,
});

/** Whether a client can be the one that this number was given for: two numbers are two companies. */
const fits = (document: string | null | undefined) => (row: Whose) =>
  !document || !row.document || row.document === document;

/**
 * The client of a firm that an e-mail stands for: the one whose number was given, else the only one it can be. One that another account
 * has connected is known by that account's e-mail, whatever the portfolio says.
 */
export async function byEmail(
  db: Db,
  firmId: string,
  { email, document }: { email: string; document?: string | null },
): Promise<Whose | undefined> {
  const rows = await db.client.findMany({
    where: { firmId, deletedAt: null, OR: [{ email }, { account: { email }, situation: 'connected' }] },
    select,
    orderBy: { id: 'asc' },
    take: 50,
  });
  const all = rows.map(whose).filter((row) => row.email === email && fits(document)(row));
  const same = document ? all.find((row) => row.document === document) : undefined;
  if (same || all.length <= 1) return same ?? all[0];
  const free = all.filter((row) => row.situation !== 'connected');
  return free.length === 1 ? free[0] : undefined;
}

/** Who has a number in a firm's portfolio, also of what was just removed: a number is there once. */
export async function byDocument(
  db: Db,
  firmId: string,
  document: string | null | undefined,
): Promise<Whose | undefined> {
  const row = document
    ? await db.client.findUnique({ where: { firmId_document: { firmId, document } }, select })
    : null;
  return row ? whose(row) : undefined;
}

/** Whom a client's request is about, and what tells so. */
export interface RequestSubject {
  /** Known by the e-mail that was proven: accepted, this is the one. */
  own?: Whose;
  /** Known by nothing but the number that was typed, which anybody may know. An admin says what it is. */
  holder?: Whose;
}

export async function standingOf(db: Db, request: Request): Promise<RequestSubject> {
  const { firmId, clientId, email, document } = request;
  const tied = clientId
    ? await db.client.findFirst({ where: { id: clientId, firmId, deletedAt: null }, select })
    : null;
  const kept = tied ? whose(tied) : undefined;
  // Somebody else may have connected it since.
  const mine =
    kept && (kept.situation !== 'connected' || kept.accountId === null || kept.email === email) ? kept : undefined;
  const own = mine ?? (await byEmail(db, firmId, { email, document }));
  const holder = own ? undefined : (kept ?? (await byDocument(db, firmId, document)));
  return { ...(own ? { own } : {}), ...(holder ? { holder } : {}) };
}
