import type pg from 'pg';

const pooled = new WeakMap<pg.Pool, Promise<boolean>>();

/**
 * How every session begins. Prisma 7 stores wrong instants, unseen, when the session's time zone is not UTC. A pooler refuses this as a
 * startup parameter; as a statement it carries it from server to server, because it watches the zone. The time limits it would not carry,
 * but leave to whoever comes next: they are for sessions of our own. Whoever is cut off in the middle of a transaction holds its locks, and
 * with them the whole firm, until the server gives it up.
 */
export async function enter(client: pg.ClientBase): Promise<void> {
  await client.query(`SET timezone = 'UTC'`);
  if (!(await isPooled(client)))
    await client.query(
      `SET statement_timeout = '60s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '5s'`,
    );
}

/** A pooler tells its clients a number of its own in place of the server process's. */
export async function isPooled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid !== (client as unknown as { processID: number }).processID;
}

/** Whether a pooler stands between, which hands each transaction to any server: what was prepared on one is not there on the next. */
export function findPooler(pool: pg.Pool): Promise<boolean> {
  let found = pooled.get(pool);
  if (!found) {
    found = pool.connect().then((client) => isPooled(client).finally(() => client.release()));
    pooled.set(pool, found);
    found.catch(() => pooled.delete(pool));
  }
  return found;
}

/** Fails when an instant comes back as another: a pooler that does not carry the zone. Two at once, so that they meet different servers. */
export async function checkZone(clients: readonly pg.Client[]): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const { rows } of await Promise.all(
      clients.map((client) =>
        client.query<{ at: string }>(`SELECT '2026-01-01 00:00:00+00'::timestamptz::text || now()::text AS at`),
      ),
    ))
      if (!/^2026-01-01 00:00:00\+00\d.*\+00$/.test(rows[0]!.at))
        throw Object.assign(new Error('the time zone is not UTC'), { code: 'ZONE' });
}
