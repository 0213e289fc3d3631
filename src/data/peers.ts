import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../kit/ctx.ts';
import { isPooled } from './session.ts';

/** The other processes on the same database. */
export interface Peers {
  /** Something was written that others may have work with. Never throws, and nobody waits for it. */
  tell(): void;
  close(): Promise<void>;
}

export interface PeersParts {
  /** A direct address of PostgreSQL: a pooler that hands each transaction to any server passes nothing on. */
  url: string;
  /** Somebody else has written. */
  heard(): void;
  log: Log;
  /** In milliseconds: what is told within this time is told once; after that a lost connection is tried again. */
  rest?: number;
  again?: number;
}

const channel = 'carteira_written';

/**
 * Lets processes wake each other by LISTEN and NOTIFY, on a connection of its own and outside of every transaction. It only saves them the
 * wait until they look by themselves: where there is no such connection, or it is lost for a while, nothing else is.
 */
export function openPeers({ url, heard, log, rest = 50, again = 5000 }: PeersParts): Peers {
  const self = randomUUID();
  let open = true;
  let client: pg.Client | undefined;
  let telling: NodeJS.Timeout | undefined;
  let trying: NodeJS.Timeout | undefined;

  const later = () => {
    if (!open) return;
    trying = setTimeout(connect, again);
    trying.unref();
  };

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    const lost = () => {
      if (client !== fresh) return;
      client = undefined;
      later();
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => {
      if (payload !== self) heard();
    });
    try {
      await fresh.connect();
      if (await isPooled(fresh)) {
        open = false;
        log.info({}, 'behind a pooler no process is woken by another: DATABASE_DIRECT_URL names a way around it');
        await fresh.end();
        return;
      }
      await fresh.query(`LISTEN ${channel}`);
      if (!open) return await fresh.end();
      client = fresh;
      // What was written while nobody listened.
      heard();
    } catch {
      await fresh.end().catch(() => undefined);
      later();
    }
  }

  const connecting = connect();
  return {
    tell: () => {
      telling ??= setTimeout(() => {
        telling = undefined;
        client?.query('SELECT pg_notify($1, $2)', [channel, self]).catch(() => undefined);
      }, rest);
    },
    close: async () => {
      open = false;
      clearTimeout(trying);
      clearTimeout(telling);
      await connecting;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
