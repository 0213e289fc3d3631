import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createCore } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import type { Place } from '../src/kit/incoming.ts';
import { line, type Result } from './report.ts';
import { benchToday, firmId, seedFirms } from './seed.ts';

const clients = 100_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Ways to speak of a client whose number has seven digits: as it is called, cut short, and with a letter wrong. */
const asked: readonly ((n: string) => string)[] = [
  (n) => `quando vence a padaria santa ${n}?`,
  (n) => `telefone da padaira santa ${n}`,
  (n) => `quem cuida da farmacia snata ${n}`,
  (n) => `clinica santa ${n.slice(2)}`,
  () => 'padarias vencidas',
  () => 'pdarias conectadas sem renovação automática',
  () => 'quantas farmácais nunca exportaram?',
  () => 'clientes chamados Santa que vencem este mês',
  () => 'oficnas da Pessoa',
  () => 'clientes abacaxi vencidos',
  (n) => `what is the plan of escoal santa ${n}`,
  () => 'graficas e distribuidroas sem plano',
];

const p95 = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

async function on(url: string): Promise<Result[]> {
  await migrate(url);
  await seedFirms(url, 1, clients, 12);
  const data = openData(url);
  const core = createCore({
    data,
    secret: createSecret('bench bench bench bench bench bench'),
    publicUrl: 'http://localhost:3000',
    clock: () => new Date(`${benchToday}T15:00:00Z`),
    limit: () => 0,
    log: silent,
  });
  let n = 0;
  const place: Place = { platform: 'slack', workspace: 'T0', user: 'U0-0', isAdmin: async () => false };
  const times: number[] = [];
  const spent: number[] = [];
  try {
    for (let round = 0; round < Number(process.env.ROUNDS ?? 12); round++) {
      for (const [i, question] of asked.entries()) {
        // Nothing that was counted before may be used.
        await data.db.$transaction((tx) =>
          tx.firm.update({ where: { id: firmId(0) }, data: { version: { increment: 1 } } }),
        );
        const text = question(String((round * 7919 + i * 104_729) % clients).padStart(7, '0'));
        const [started, cpu] = [performance.now(), process.cpuUsage()];
        const outcome = await core.handle({ key: `bench:${++n}`, place, asked: { kind: 'words', text } });
        const used = process.cpuUsage(cpu);
        const ms = performance.now() - started;
        if (outcome.kind !== 'view' || outcome.view.tone === 'bad')
          throw new Error(JSON.stringify(outcome).slice(0, 300));
        // The first round compiles what the others run.
        if (round > 0) {
          times.push(ms);
          spent.push((used.user + used.system) / 1000);
        }
        if (process.env.EACH)
          process.stdout.write(
            `${ms.toFixed(0)} ms, ${((used.user + used.system) / 1000).toFixed(0)} ms of CPU: ${text}\n`,
          );
      }
    }
  } finally {
    await data.close();
  }
  const kind = data.provider === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const figure = `p95 ${p95(times).toFixed(0)} ms, of which ${p95(spent).toFixed(0)} ms are this process’s own CPU`;
  return [
    line(`a question with names in it, typos included, ${clients} clients, ${kind}`, figure, p95(times) / 300, {
      atMost: 1,
    }),
  ];
}

/** Questions in people's own words that name clients, through dispatch to the view, each after a change of the portfolio. */
export async function benchNames(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  try {
    const results = process.env.ONLY_POSTGRES ? [] : await on(`file:${join(folder, 'bench.db')}`);
    const server = process.env.TEST_DATABASE_URL;
    if (!server) return results;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const name = `carteira_bench_names_${process.pid}`;
    try {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return [...results, ...(await on(url.href))];
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
