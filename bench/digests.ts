import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Data, openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { type ExpiryAsk, expiring } from '../src/digests/reads/expiring.ts';
import { runDue } from '../src/digests/service/run.ts';
import { line, type Result } from './report.ts';

// Tuesday 17 November 2026, 08:00 in São Paulo: every firm's digest is due.
const now = new Date('2026-11-17T11:00:00Z');
const today = '2026-11-17';
const farthest = '2026-12-17';
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };

/** Firms with one digest each, and clients of which `expiring` a firm expire within 30 days. Made where the rows are: it takes seconds. */
async function seed(data: Data, firms: number, perFirm: number, soon: number): Promise<void> {
  const at = data.provider === 'sqlite' ? '0' : `'1970-01-01'`;
  const past =
    data.provider === 'sqlite'
      ? String(now.getTime() - 1000)
      : `'${new Date(now.getTime() - 1000).toISOString().slice(0, -1)}'`;
  const before =
    data.provider === 'sqlite'
      ? String(now.getTime() - 86_400_000)
      : `'${new Date(now.getTime() - 86_400_000).toISOString().slice(0, -1)}'`;
  const no = data.provider === 'sqlite' ? '0' : 'false';
  const count = (n: number) => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${n - 1})`;
  const run = (sql: string) => data.db.$executeRawUnsafe(sql);
  await run(
    `INSERT INTO "Firm" ("id", "name", "createdAt") ${count(firms)} SELECT 'f' || i, 'Escritório ' || i, ${at} FROM n`,
  );
  await run(`INSERT INTO "Schedule" ("id", "firmId", "kind", "rule", "place", "platform", "workspace", "channel", "nextAt", "settledUntil", "createdAt", "updatedAt")
    ${count(firms)} SELECT 's' || i, 'f' || i, 'expiry', 'weekdays 08:00', 'channel', 'slack', 'T' || i, 'C' || i, ${past}, ${before}, ${at}, ${at} FROM n`);
  // A firm's clients in parts: their rows are spread over the table as years of work would have spread them.
  for (let from = 0; from < perFirm; from += 10) {
    const part = Math.min(10, perFirm - from);
    await run(`INSERT INTO "Client" ("id", "firmId", "name", "situation", "nameKey", "searchKey", "plan", "payer", "expiresOn", "autoRenew", "createdAt", "updatedAt")
      ${count(firms * part)} SELECT 'c' || (i / ${part}) || '-' || (${from} + i % ${part}), 'f' || (i / ${part}), 'Empresa ' || i, 'connected', 'empresa ' || i, 'empresa ' || i,
      'Controle I', 'client', CASE WHEN ${from} + i % ${part} < ${soon} THEN '2026-11-' || (18 + i % 12) ELSE '2027-0' || (1 + i % 9) || '-15' END, ${no}, ${at}, ${at} FROM n`);
  }
  await run('ANALYZE');
}

/** What somebody would write by hand to fetch the same rows: one statement for all firms. */
const byHand = `SELECT s."id" AS "schedule", c."id" AS "id", c."expiresOn" AS "expiresOn" FROM "Schedule" s
  JOIN "Client" c ON c."firmId" = s."firmId" AND c."expiresOn" <= ? AND c."deletedAt" IS NULL
  LEFT JOIN "Hush" h ON h."clientId" = c."id"
  WHERE s."nextAt" <= ? AND (h."clientId" IS NULL OR (h."until" < ? AND h."doneFor" <> c."expiresOn")) ORDER BY s."id", c."expiresOn", c."id"`;

const taken = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

interface Sweep {
  hand: number;
  ours: number;
  whole: number;
  rssTenth: number;
  rssPeak: number;
}

async function sweep(url: string, firms: number, perFirm: number, soon: number): Promise<Sweep> {
  await migrate(url);
  const data = openData(url);
  try {
    await seed(data, firms, perFirm, soon);
    const asks = Array.from({ length: firms }, (_, i): ExpiryAsk => ({ firmId: `f${i}`, today, steps: [7, 15, 30] }));
    const moment = data.provider === 'sqlite' ? now.getTime() : now.toISOString();
    const rows = await data.all(byHand, [farthest, moment, today]);
    const found = (await expiring(data, asks)).reduce((sum, { clients }) => sum + clients.length, 0);
    if (rows.length !== firms * soon || found !== rows.length)
      throw new Error(`${rows.length} rows by hand, ${found} by us, ${firms * soon} there`);
    // In turn, so that whatever else the machine does befalls both.
    let [hand, ours] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i < 9; i++) {
      hand = Math.min(hand, await taken(() => data.all(byHand, [farthest, moment, today])));
      ours = Math.min(ours, await taken(() => expiring(data, asks)));
    }
    const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
    let [rssTenth, rssPeak] = [0, 0];
    const started = performance.now();
    let done = 0;
    data.afterWrite = () => {
      // After each batch.
      done += 100;
      rssPeak = Math.max(rssPeak, megabytes());
      if (done <= firms / 10) rssTenth = rssPeak;
    };
    const ran = await runDue({ data, log: quiet }, now);
    const whole = performance.now() - started;
    if (ran.length !== firms) throw new Error(`${ran.length} of ${firms} digests were run`);
    return { hand, ours, whole, rssTenth, rssPeak };
  } finally {
    await data.close();
  }
}

async function on(provider: string, open: (name: string) => Promise<string>): Promise<Result[]> {
  const firms = 10_000;
  const large = await sweep(await open('carteira_bench_digests'), firms, 100, 2);
  const small = await sweep(await open('carteira_bench_digests_small'), firms, 10, 2);
  const ms = (value: number) => `${Math.round(value)} ms`;
  return [
    line(
      `digests of ${firms} firms, ${firms * 100} clients, on ${provider}: what 2 % expire`,
      `${ms(large.ours)}, by hand ${ms(large.hand)}`,
      large.ours / large.hand,
      { atMost: 3 },
    ),
    line(
      `the same, run and written, against a tenth of the clients`,
      `${ms(large.whole)}, ${ms(small.whole)}`,
      large.whole / small.whole,
      {
        atMost: 1.5,
      },
    ),
    line(
      `the same, memory`,
      `${large.rssPeak} MB at most, ${large.rssTenth} MB in the first tenth`,
      large.rssPeak / large.rssTenth,
      {
        atMost: 1.5,
      },
    ),
  ];
}

/** A sweep over all firms costs what expires, and is nearly as quick as the one statement somebody would write by hand. */
export async function benchDigests(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const results: Result[] = [];
  try {
    results.push(...(await on('SQLite', async (name) => `file:${join(folder, `${name}.db`)}`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return results;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const made: string[] = [];
  try {
    const open = async (name: string) => {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.query(`CREATE DATABASE ${name}`);
      made.push(name);
      return Object.assign(new URL(server), { pathname: `/${name}` }).href;
    };
    return [...results, ...(await on('PostgreSQL', open))];
  } finally {
    for (const name of made) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

if (process.argv[1] === import.meta.filename) {
  await benchDigests();
  process.exit(0);
}
