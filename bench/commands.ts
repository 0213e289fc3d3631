import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/data/migrate.ts';
import { child, load, program, slashCommand } from './load.ts';
import { line, type Result } from './report.ts';
import { seedFirms } from './seed.ts';
import { slackStub } from './slack-stub.ts';

const clients = 100_000;
/** So many that nobody asks more often than a person may, or "slow down" would be what is measured. */
const people = 1000;
/** Who sees the whole portfolio: the first six need not. */
const somebody = (n: number) => `U0-${6 + (n % (people - 6))}`;
/** A list has its clients; "slow down" and what is broken have not. */
const isList = (answer: string) => answer.includes('santa');

/** What people type: mostly the plain list, and every kind of filter. */
const typed = [
  '',
  '',
  '',
  '',
  'situacao:conectado',
  'vencimento:30d',
  'renovacao:sim',
  'exportacao:nunca',
  'cobrancas:ativo',
  'situacao:conectado vencimento:30d',
  'ordem:vencimento',
  'padaria',
];

/** A full `/clientes` answer over signed HTTP against a Bolt app that acknowledges with a constant: in turn, the same load. */
export async function benchCommands(url?: string): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const database = url ?? `file:${join(folder, 'bench.db')}`;
  const slack = await slackStub();
  const results: Result[] = [];
  try {
    await migrate(database);
    await seedFirms(database, 1, clients, people);
    const bare = await child('bench/bare.ts');
    const ours = await program({
      DATABASE_URL: database,
      APP_SECRET: 'bench bench bench bench bench bench',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'bench',
      SLACK_API_URL: slack.url,
    });
    const plain = (n: number) => slashCommand('', n, somebody(n), 'T0');
    const mixed = (n: number) => slashCommand(typed[n % typed.length]!, n, somebody(n), 'T0');
    try {
      await load(bare.port, plain, { seconds: 3 });
      await load(ours.port, plain, { seconds: 5 });
      const ratios: number[] = [];
      for (let round = 0; round < 3; round++) {
        const constant = await load(bare.port, plain);
        const full = await load(ours.port, plain, { wanted: isList });
        if (full.others > 0)
          throw new Error(`${full.others} answers were no lists, the first: ${full.other.slice(0, 300)}`);
        ratios.push(full.perSecond / constant.perSecond);
        results.push(
          line(
            `/clientes, round ${round + 1}`,
            `${Math.round(full.perSecond)}/s, p99 ${full.p99} ms, ${full.failed} failed; bare Bolt ${Math.round(constant.perSecond)}/s, p99 ${constant.p99} ms`,
            full.perSecond / constant.perSecond,
            { atLeast: 0.5 },
          ),
        );
      }
      ratios.sort((a, b) => a - b);
      results.push(line('/clientes, median of 3', `${clients} clients, concurrency 16`, ratios[1]!, { atLeast: 0.5 }));
      const filters = await load(ours.port, mixed);
      results.push(
        line(
          '/clientes with every kind of filter',
          `${Math.round(filters.perSecond)}/s, p99 ${filters.p99} ms, ${filters.failed} failed`,
        ),
      );
    } finally {
      await Promise.all([bare.stop(), ours.stop()]);
    }
  } finally {
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
