import type { Data, Tx } from './client.ts';

/** Reads that all see the database as it is at one moment, whoever writes meanwhile. */
export const snapshot = <T>(data: Data, body: (tx: Tx) => Promise<T>): Promise<T> =>
  // Every transaction of SQLite is such a view; PostgreSQL has to be asked for it. The client's type knows SQLite's names only.
  data.db.$transaction(
    body,
    data.provider === 'postgresql' ? { isolationLevel: 'RepeatableRead' as 'Serializable' } : {},
  );
