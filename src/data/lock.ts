import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils';
import { failure, isBusy } from './failure.ts';
import type { DatabaseCondition } from './trouble.ts';

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });
const longestPause = 15;

/**
 * Has every transaction take SQLite's write lock before anything else, without ever waiting inside the driver: that would stop the whole
 * process. Until `patience` is over it is asked for again and again, and everybody else goes on meanwhile. What runs in a transaction
 * runs once: the lock is had before it begins. `check` throws when what is written now would be lost.
 */
export function waitForLock(
  connection: SqlDriverAdapter,
  patience: number,
  condition: DatabaseCondition,
  check: () => void,
): SqlDriverAdapter {
  const start = connection.startTransaction.bind(connection);

  async function lock(until: number): Promise<void> {
    // The driver's own BEGIN takes no lock, and one that is taken later could find that what was read is old.
    await connection.executeScript('ROLLBACK');
    try {
      for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
        try {
          await connection.executeScript('PRAGMA busy_timeout = 0; BEGIN IMMEDIATE');
          return;
        } catch (error) {
          if (!isBusy(error) || performance.now() + pause > until) throw error;
        }
        await sleep(pause);
      }
    } finally {
      await connection.executeScript(`PRAGMA busy_timeout = ${driverTimeout}`);
    }
  }

  /** The transactions of this process stand in line; whoever stands there for too long leaves it, and what it gets later goes back. */
  async function inLine(level: Parameters<typeof start>[0], until: number): Promise<Transaction> {
    const mine = start(level);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.max(until - performance.now(), 0));
    });
    const tx = await Promise.race([mine, late]).finally(() => clearTimeout(timer));
    if (tx) return tx;
    mine.then(giveBack, () => undefined);
    throw failure('SQLITE_BUSY');
  }

  async function giveBack(tx: Transaction): Promise<void> {
    await tx.executeRaw(statement('ROLLBACK')).catch(() => undefined);
    await tx.rollback();
  }

  connection.startTransaction = async (level) => {
    const until = performance.now() + patience;
    const tx = await inLine(level, until);
    try {
      check();
      await lock(until);
    } catch (error) {
      condition.failed(error);
      await giveBack(tx);
      throw error;
    }
    const { queryRaw, executeRaw } = tx;
    const watched = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        condition.failed(error);
        throw error;
      }
    };
    tx.queryRaw = async (asked) => watched(queryRaw.call(tx, asked));
    tx.executeRaw = async (asked) => {
      const commits = asked.sql === 'COMMIT';
      try {
        const count = await watched(executeRaw.call(tx, asked));
        if (commits) condition.well();
        return count;
      } catch (error) {
        // Whoever cannot commit leaves a transaction open, into which all that follows on this connection would fall.
        if (commits) await connection.executeScript('ROLLBACK').catch(() => undefined);
        throw error;
      }
    };
    return tx;
  };
  return connection;
}

/** For what runs outside of transactions: the moments in which another process repairs the file after a kill. */
export const driverTimeout = 500;
