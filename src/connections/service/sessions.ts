import type { Data } from '../../data/client.ts';
import { hashToken, newToken } from '../../data/secret.ts';

/** Who is signed in on the client's pages. A session is a row: it ends when the row is gone, wherever its cookie still is. */
export interface Sessions {
  /** A session for somebody who has proven an address: the cookie's value, of which only the hash is stored. */
  issue(email: string, clientId?: string): Promise<string>;
  /** Whose it is; undefined when it is over, was never issued, or is of one client only. */
  read(token: string | undefined): Promise<string | undefined>;
  /** Whose it is, also of one that is good for this client alone; any, when none is named. */
  readFor(token: string | undefined, clientId?: string): Promise<string | undefined>;
  end(token: string | undefined): Promise<void>;
}

/** A client stays signed in for an hour. */
const lifeMs = 3_600_000;

export function createSessions({ db }: Data, clock: () => Date): Sessions {
  const valid = async (token: string | undefined) => {
    const session = token ? await db.session.findUnique({ where: { hash: hashToken(token) } }) : null;
    return session && session.expiresAt > clock() ? session : undefined;
  };
  return {
    issue: async (email, clientId) => {
      const token = newToken();
      const now = clock();
      const expiresAt = new Date(now.getTime() + lifeMs);
      await db.$transaction((tx) =>
        tx.session.create({
          data: { hash: hashToken(token), email, clientId: clientId ?? null, expiresAt, createdAt: now },
        }),
      );
      return token;
    },
    read: async (token) => {
      const session = await valid(token);
      return session?.clientId === null ? session.email : undefined;
    },
    readFor: async (token, clientId) => {
      const session = await valid(token);
      return session && (session.clientId === null || !clientId || session.clientId === clientId)
        ? session.email
        : undefined;
    },
    end: async (token) => {
      if (token) await db.$transaction((tx) => tx.session.deleteMany({ where: { hash: hashToken(token) } }));
    },
  };
}
