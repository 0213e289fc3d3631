import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Data, Value } from './client.ts';
import { troubleIn } from './failure.ts';
import { PrismaClient } from './generated/postgresql/client.ts';
import { repeating } from './repeat.ts';
import { enter, findPooler } from './session.ts';
import { type AroundStatement, through } from './statement.ts';
import { createCondition } from './trouble.ts';

/** What `all` gives for counts, booleans and instants is what SQLite gives: numbers; an instant is its milliseconds, in UTC. */
const alike = new Map<number, (text: string) => unknown>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [20, Number],
  [1114, (text) => Date.parse(`${text.replace(' ', 'T')}Z`)],
]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => alike.get(oid) ?? pg.types.getTypeParser(oid, format),
};

/** Statements of `all`, numbered as the server wants them; under a name where the server keeps what it prepared for us. */
function createNames() {
  const names = new Map<string, { name: string; text: string }>();
  return (sql: string): { name: string; text: string } => {
    const known = names.get(sql);
    if (known) return known;
    let n = 0;
    const named = { name: `q${names.size}`, text: sql.replace(/\?/g, () => `$${++n}`) };
    if (names.size >= 500) return { name: '', text: named.text };
    names.set(sql, named);
    return named;
  };
}

/** Ours, for a pooler keeps no time limit for us; the connection is given up with the read. */
const readLimit = { query_timeout: 15_000 } as object;

/** Who somebody is and how the server is are asked on these. */
const reserved = 2;

export function openPostgres(url: string, connections: number, patience: number, around?: AroundStatement): Data {
  const condition = createCondition();
  const open = (max: number, connectionTimeoutMillis: number) => {
    const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis, onConnect: enter });
    // An idle connection that is lost is no news: whoever asks next gets another.
    pool.on('error', () => undefined);
    return pool;
  };
  // Prisma's own wait is shorter: whoever waits too long for a connection is told so as of any other wait.
  const pool = open(connections, 20_000);
  const reserve = open(reserved, 3000);
  const named = createNames();
  const { again, watch, transact } = repeating({ patience, condition });
  const adapter = new PrismaPg(pool);
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = await connect();
    return watch(around ? through(connection, around) : connection);
  };
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 60_000 } });
  const db = transact(client as unknown as Data['db']);
  return {
    db,
    provider: 'postgresql',
    all: async <Row>(sql: string, values: readonly Value[], kept?: 'reserve') => {
      const { name, text } = named(sql);
      const asked = kept ? reserve : pool;
      const result = await again(async () =>
        asked.query({ name: (await findPooler(asked)) ? '' : name, text, types, values: [...values], ...readLimit }),
      );
      return result.rows as Row[];
    },
    condition,
    probe: async () => {
      try {
        const expiresAt = new Date(0);
        // On the reserve: a busy pool is no trouble. A row that nobody reads.
        await reserve.query(
          `INSERT INTO "Delivery" ("key", "expiresAt") VALUES ('probe', $1) ON CONFLICT ("key") DO UPDATE SET "expiresAt" = $1`,
          [expiresAt.toISOString()],
        );
        condition.well();
        return undefined;
      } catch (error) {
        condition.failed(error);
        return troubleIn(error);
      }
    },
    // Its log is the server's: docs/security.md says what that means for what was erased.
    truncateLog: async () => true,
    close: async () => {
      await db.$disconnect();
      for (const each of [pool, reserve]) if (!each.ended) await each.end();
    },
  };
}
