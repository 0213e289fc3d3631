import type { Tx } from '../../data/client.ts';

type Db = Pick<Tx, 'firm' | 'provenAddress'>;

/** A firm uses an address as its own, or an admin of it does. */
const users = (email: string) => ({
  OR: [{ email }, { members: { some: { email, role: 'admin', removedAt: null } } }],
});

/** The firms that say an address is theirs: anybody can type one. */
export const claimants = (db: Db, email: string) =>
  db.firm.findMany({ where: users(email), select: { id: true, name: true }, orderBy: { id: 'asc' }, take: 10 });

/** The one firm that an address stands for: a letter to it was opened for that firm, which still uses it. */
export async function firmBehindAddress(db: Db, email: string) {
  const proven = await db.provenAddress.findUnique({ where: { email } });
  return proven && db.firm.findFirst({ where: { id: proven.firmId, ...users(email) } });
}

/** Which of these addresses stand for the firm. */
export async function provenOf(
  db: Pick<Tx, 'provenAddress'>,
  firmId: string,
  emails: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.provenAddress.findMany({
    where: { firmId, email: { in: [...emails] } },
    select: { email: true },
  });
  return new Set(rows.map(({ email }) => email));
}
