import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../src/core.ts';
import { openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import type { Place } from '../src/kit/incoming.ts';
import { line, type Result } from './report.ts';
import { benchToday, firmId, seedFirms } from './seed.ts';

const clients = 100_000;
const rounds = 400;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

/**
 * `/carteira` against one page of `/clientes` of the same firm, in turn, through dispatch: as they are asked again and again, and each
 * after a change of the portfolio, when nothing that was counted before may be used.
 */
export async function benchGlance(url?: string): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const database = url ?? `file:${join(folder, 'bench.db')}`;
  await migrate(database);
  await seedFirms(database, 1, clients);
  const data = openData(database);
  const core = createCore({
    data,
    secret: createSecret('bench bench bench bench bench bench'),
    publicUrl: 'http://localhost:3000',
    clock: () => new Date(`${benchToday}T15:00:00Z`),
    limit: () => 0,
    log: silent,
  });
  let n = 0;
  const time = async (command: string): Promise<number> => {
    const started = performance.now();
    const place: Place = { platform: 'slack', workspace: 'T0', user: 'U0-0', isAdmin: async () => false };
    const outcome = await core.handle({ key: `bench:${++n}`, place, asked: { kind: 'typed', command, text: '' } });
    if (outcome.kind !== 'view' || outcome.view.tone === 'bad') throw new Error(JSON.stringify(outcome).slice(0, 300));
    return performance.now() - started;
  };
  const change = () =>
    data.db.$transaction((tx) => tx.firm.update({ where: { id: firmId(0) }, data: { version: { increment: 1 } } }));
  const results: Result[] = [];
  try {
    const kind = data.provider === 'sqlite' ? 'SQLite' : 'PostgreSQL';
    for (const [what, before] of [
      ['asked again', async () => undefined],
      ['after a change', change],
    ] as const) {
      const times: Record<string, number[]> = { clientes: [], carteira: [] };
      for (let round = 0; round < (before === change ? rounds / 10 : rounds); round++) {
        for (const command of ['clientes', 'carteira']) {
          await before();
          times[command]!.push(await time(command));
        }
      }
      const [list, glance] = [median(times.clientes!), median(times.carteira!)];
      results.push(
        line(
          `/carteira, ${what}, ${clients} clients, ${kind}`,
          `${glance.toFixed(2)} ms; a page of /clientes ${list.toFixed(2)} ms (medians)`,
          glance / list,
          { atMost: 3 },
        ),
      );
    }
  } finally {
    await data.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
