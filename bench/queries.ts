import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Filter } from '../src/clients/filter.ts';
import { pageOf } from '../src/clients/reads/page.ts';
import { registry } from '../src/core.ts';
import { type Data, openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import { contextOf } from '../src/firms/context.ts';
import { line, type Result } from './report.ts';
import { firmId, memberId, seedFirms } from './seed.ts';

const filters: Readonly<Record<string, Filter>> = {
  none: {},
  name: { name: 'padaria' },
  situation: { situation: ['connected'] },
  history: { history: ['never'] },
  renewal: { renewal: 'yes' },
  expiry: { expiry: ['30d'] },
  exported: { exported: ['never'] },
  charges: { charges: ['active'] },
  analyst: { analyst: [memberId(0, 2)] },
  tab: { tab: ['firm'] },
};
const orders = ['urgency', 'name', 'expiry', 'exported'] as const;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Timing {
  what: string;
  ms: number;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

/** The page query alone, for every filter in every order, the first page and the hundredth: the median of some runs of each. */
async function timings(data: Data): Promise<Timing[]> {
  const house = {
    data,
    secret: createSecret('bench bench bench bench bench bench'),
    publicUrl: 'http://localhost',
    registry,
    log: quiet,
  };
  const ctx = contextOf(house, {
    firm: { id: firmId(0), name: '', timeZone: 'America/Sao_Paulo', version: 0 },
    actor: { kind: 'system', id: 'bench' },
    from: 'start',
    now: new Date('2026-11-16T15:00:00Z'),
  });
  const out: Timing[] = [];
  for (const [name, filter] of Object.entries(filters)) {
    for (const order of orders) {
      const asked = { ...filter, order };
      let anchor: string | undefined;
      for (let page = 1; page < 100; page++) {
        const rows: { id: string }[] = (await pageOf(ctx, asked, { page, anchor })).rows;
        if (rows.length < 10) break;
        anchor = rows.at(-1)!.id;
      }
      for (const place of [{}, { page: 100, anchor }]) {
        const runs: number[] = [];
        for (let i = 0; i < 41; i++) {
          // Or what is measured is that an answer is remembered until somebody writes.
          await data.db.firm.update({ where: { id: firmId(0) }, data: { name: `Escritório ${i}` } });
          const started = performance.now();
          await pageOf(ctx, asked, place);
          runs.push(performance.now() - started);
        }
        out.push({ what: `${name} by ${order}, ${'page' in place ? 'hundredth' : 'first'} page`, ms: median(runs) });
      }
    }
  }
  return out;
}

async function on(provider: string, open: (name: string) => Promise<string>): Promise<Result[]> {
  const measure = async (firms: number) => {
    const url = await open(`carteira_bench_${firms}`);
    await migrate(url);
    await seedFirms(url, firms, 10_000);
    const data = openData(url);
    try {
      await timings(data);
      // Of three rounds the quietest, for the small portfolio as for the large: what else a server does takes longer than a page.
      const rounds = [await timings(data), await timings(data), await timings(data)];
      return rounds[0]!.map(({ what }, i) => ({ what, ms: Math.min(...rounds.map((round) => round[i]!.ms)) }));
    } finally {
      await data.close();
    }
  };
  const small = await measure(1);
  const large = await measure(100);
  const rows = small.map((each, i) => ({
    what: each.what,
    small: each.ms,
    large: large[i]!.ms,
    ratio: large[i]!.ms / each.ms,
  }));
  rows.sort((a, b) => b.ratio - a.ratio);
  const over = rows.filter((row) => row.ratio > 1.5);
  const worst = rows[0]!;
  const show = (row: typeof worst) =>
    `${row.what}: ${row.small.toFixed(2)} ms of 10,000, ${row.large.toFixed(2)} ms of 1,000,000`;
  return [
    line(
      `page query on ${provider}, median of ${rows.length}`,
      show(rows[rows.length >> 1]!),
      rows[rows.length >> 1]!.ratio,
      {
        atMost: 1.5,
      },
    ),
    line(`page query on ${provider}, worst of ${rows.length}`, show(worst), worst.ratio, { atMost: 1.5 }),
    ...over.slice(1, 6).map((row) => line(`also over on ${provider}`, show(row), row.ratio, { atMost: 1.5 })),
  ];
}

/** Any single filter in any order, with 1,000,000 clients against 10,000: each firm has 10,000 in both. */
export async function benchQueries(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  try {
    const results = await on('SQLite', async (name) => `file:${join(folder, `${name}.db`)}`);
    const server = process.env.TEST_DATABASE_URL;
    if (!server) return results;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const made: string[] = [];
    try {
      const postgres = await on('PostgreSQL', async (name) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name}`);
        await admin.query(`CREATE DATABASE ${name}`);
        made.push(name);
        const url = new URL(server);
        url.pathname = `/${name}`;
        return url.href;
      });
      return [...results, ...postgres];
    } finally {
      for (const name of made) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
