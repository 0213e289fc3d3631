import type { Data } from '../../data/client.ts';
import { hashToken, newToken } from '../../data/secret.ts';

/** Who is signed in on the client's pages. A session is a row: it ends when the row is gone, wherever its cookie still is. */
export interface Sessions {
  /** A session for somebody who has proven an address: the cookie's value, of which only the hash is stored. */
  issue(email: string): Promise<string>;
  /** Whose it is; undefined when it is over, or was never issued. */
  read(token: string | undefined): Promise<string | undefined>;
  end(token: string | undefined): Promise<void>;
}

/** A client stays signed in for an hour. */
const lifeMs = 3_600_000;

export function createSessions({ db }: Data, clock: () => Date): Sessions {
  return {
    issue: async (email) => {
      const token = newToken();
      const now = clock();
      const expiresAt = new Date(now.getTime() + lifeMs);
      await db.$transaction((tx) => tx.session.create({ data: { hash: hashToken(token), email, expiresAt, createdAt: now } }));
      return token;
    },
    read: async (token) => {
      if (!token) return undefined;
      const session = await db.session.findUnique({ where: { hash: hashToken(token) } });
      return session && session.expiresAt > clock() ? session.email : undefined;
    },
    end: async (token) => {
      if (token) await db.$transaction((tx) => tx.session.deleteMany({ where: { hash: hashToken(token) } }));
    },
  };
}
