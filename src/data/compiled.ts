import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type Database from 'better-sqlite3';

const mostStatements = 500;

/** What Prisma's adapter asks of a statement: bound first, then run or read. */
interface Bound {
  reader: boolean;
  columns(): Database.ColumnDefinition[];
  raw(): { all(): unknown[] };
  run(): Database.RunResult;
}

/**
 * Prisma's adapter has SQLite compile each statement anew, which took a quarter of a decision's processor time. Here each text is compiled once
 * and kept, as long as there are not too many. The driver lets a statement be bound for good only once: so it is given its values when it runs.
 */
export function keepCompiled(connection: SqlDriverAdapter): SqlDriverAdapter {
  const { client } = connection as SqlDriverAdapter & { client: Database.Database };
  const compile = client.prepare.bind(client);
  const known = new Map<string, { bind(values: unknown[]): Bound; run(): Database.RunResult }>();
  const make = (sql: string) => {
    const statement: Database.Statement<unknown[]> = compile(sql);
    const { reader } = statement;
    if (reader) statement.raw();
    const columns = reader ? statement.columns() : [];
    return {
      run: () => statement.run(),
      bind: (values: unknown[]) => ({
        reader,
        columns: () => columns,
        raw: () => ({ all: () => statement.all(values) }),
        run: () => statement.run(values),
      }),
    };
  };
  const prepare = (sql: string) => {
    const before = known.get(sql);
    if (before) return before;
    const made = make(sql);
    if (known.size >= mostStatements) known.clear();
    known.set(sql, made);
    return made;
  };
  client.prepare = prepare as unknown as typeof client.prepare;
  return connection;
}
