import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { Data } from './client.ts';
import { failure, isAway, isRepeatable } from './failure.ts';
import type { DatabaseCondition } from './trouble.ts';

/** Reads, as far as their beginning says so: what also locks is none. */
const isRead = (sql: string) => /^\s*select\b/i.test(sql) && !/\bfor (no key )?(update|share)\b/i.test(sql);
const pauses = [20, 100, 300, 700, 1000];

/** Does again what is known not to have happened, while the server is lost for a moment or another was quicker. */
export function repeating({ patience, condition }: { patience: number; condition: DatabaseCondition }) {
  const running = new AsyncLocalStorage<{ committing: boolean }>();

  async function again<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + patience;
    for (let n = 0; ; n++) {
      try {
        return await work();
      } catch (error) {
        condition.failed(error);
        const pause = pauses[n];
        if (pause === undefined || performance.now() + pause > until || !isRepeatable(error)) throw error;
        await sleep(pause * (0.75 + Math.random() / 2));
      }
    }
  }

  /** Repeats Prisma's reads, and notes when a transaction has sent its COMMIT. */
  function watch<Connection extends SqlDriverAdapter>(connection: Connection): Connection {
    const { queryRaw, startTransaction } = connection;
    connection.queryRaw = (asked) =>
      isRead(asked.sql) ? again(() => queryRaw.call(connection, asked)) : queryRaw.call(connection, asked);
    connection.startTransaction = async (level) => {
      const tx = await startTransaction.call(connection, level);
      const { executeRaw } = tx;
      const mine = running.getStore();
      tx.executeRaw = (asked) => {
        if (asked.sql === 'COMMIT' && mine) mine.committing = true;
        return executeRaw.call(tx, asked);
      };
      return tx;
    };
    return connection;
  }

  /** A transaction that was cut off before its COMMIT is run again; one that was cut off after it fails with UNSURE. */
  function transact(db: Data['db']): Data['db'] {
    // biome-ignore lint/suspicious/noExplicitAny: Prisma's own overloads
    const original = (body: any, options: any) => db.$transaction(body, options);
    const whole = (body: unknown, options: unknown) =>
      typeof body !== 'function'
        ? original(body, options)
        : again(async () => {
            const state = { committing: false };
            try {
              const result = await running.run(state, () => original(body, options));
              condition.well();
              return result;
            } catch (error) {
              throw state.committing && isAway(error) ? failure('UNSURE', error) : error;
            }
          });
    return new Proxy(db, { get: (target, name) => (name === '$transaction' ? whole : Reflect.get(target, name)) });
  }

  return { again, watch, transact };
}
