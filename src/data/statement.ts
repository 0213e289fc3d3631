import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/** What stands around every statement: who measures how long each takes, or reads what is asked. Values are never among it. */
export type AroundStatement = <T>(sql: string, run: () => Promise<T>) => Promise<T>;

/** A connection of Prisma's whose statements all go through `around`. */
export function through<Connection extends SqlDriverAdapter>(
  connection: Connection,
  around: AroundStatement,
): Connection {
  const { queryRaw, executeRaw, startTransaction } = connection;
  connection.queryRaw = (asked) => around(asked.sql, () => queryRaw.call(connection, asked));
  connection.executeRaw = (asked) => around(asked.sql, () => executeRaw.call(connection, asked));
  connection.startTransaction = async (level) => {
    const tx = await startTransaction.call(connection, level);
    const { queryRaw, executeRaw } = tx;
    tx.queryRaw = (asked) => around(asked.sql, () => queryRaw.call(tx, asked));
    tx.executeRaw = (asked) => around(asked.sql, () => executeRaw.call(tx, asked));
    return tx;
  };
  return connection;
}
