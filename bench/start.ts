import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/data/migrate.ts';
import { load, program, slashCommand } from './load.ts';
import { line, type Result } from './report.ts';
import { seedFirms } from './seed.ts';
import { slackStub } from './slack-stub.ts';

/** Resident memory of a process, in MB (Linux). */
export const residentMb = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

/** Ready within 2 s on an existing database; under 200 MB resident after 10,000 commands. */
export async function benchStart(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const url = `file:${join(folder, 'bench.db')}`;
  const slack = await slackStub();
  try {
    await migrate(url);
    await seedFirms(url, 1, 100_000, 1000);
    const env = {
      DATABASE_URL: url,
      APP_SECRET: 'bench bench bench bench bench bench',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'bench',
      SLACK_API_URL: slack.url,
    };
    const starts: number[] = [];
    for (let i = 0; i < 3; i++) {
      const running = await program(env);
      starts.push(running.startedIn);
      await running.stop();
    }
    starts.sort((a, b) => a - b);
    const results = [
      line('ready to answer after', `${Math.round(starts[1]!)} ms (median of 3)`, starts[1]! / 2000, { atMost: 1 }),
    ];

    const running = await program(env);
    let asked = 0;
    while (asked < 10_000) {
      const { perSecond, others } = await load(
        running.port,
        () => slashCommand('', asked++, `U0-${6 + (asked % 994)}`, 'T0'),
        {
          seconds: 3,
          wanted: (answer) => answer.includes('santa'),
        },
      );
      if (perSecond < 1 || others > 0) throw new Error(`not all was answered, or not with a list (${others})`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const mb = residentMb(running.process.pid!);
    results.push(line(`resident after ${asked} commands`, `${mb} MB`, mb / 200, { atMost: 1 }));
    await running.stop();
    return results;
  } finally {
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
