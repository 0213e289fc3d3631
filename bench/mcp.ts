import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/data/migrate.ts';
import { child, type Load, load, program, slashCommand } from './load.ts';
import { line, type Result } from './report.ts';
import { seedFirms, seedKeys } from './seed.ts';
import { slackStub } from './slack-stub.ts';

const clients = 100_000;
const people = 1000;
const seconds = 6;
/** Who sees the whole portfolio: the first six need not. */
const somebody = (n: number) => 6 + (n % (people - 6));
const isList = (answer: string) => answer.includes('santa');

/** Microseconds of CPU that a process has used, of all its threads (Linux). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** The list for an assistant against the list for a slash command: the same people, clients and process, in turn. */
export async function benchMcp(url?: string): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const database = url ?? `file:${join(folder, 'bench.db')}`;
  const slack = await slackStub();
  const results: Result[] = [];
  try {
    await migrate(database);
    await seedFirms(database, 1, clients, people);
    const keys = await seedKeys(database, 0, people);
    const ours = await program({
      DATABASE_URL: database,
      APP_SECRET: 'bench bench bench bench bench bench',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'bench',
      SLACK_API_URL: slack.url,
    });
    const bare = await child('bench/bare-mcp.ts');
    const typed = (how: { seconds?: number; amount?: number }) =>
      load(ours.port, (n) => slashCommand('', n, `U0-${somebody(n)}`, 'T0'), { ...how, wanted: isList });
    const headersOf = (modern: boolean) => (_: string, n: number) => ({
      ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      authorization: `Bearer ${keys[somebody(n)]}`,
      ...(modern ? { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'clientes' } : {}),
    });
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const called = (how: { seconds?: number; amount?: number }, modern: boolean, port = ours.port) => {
      const params = { name: 'clientes', arguments: {}, ...(modern ? { _meta } : {}) };
      const body = (n: number) => JSON.stringify({ jsonrpc: '2.0', id: n, method: 'tools/call', params });
      return load(port, body, { ...how, path: '/mcp', headers: headersOf(modern), wanted: isList });
    };
    const measured = async (run: (how: { seconds: number }) => Promise<Load>) => {
      const before = cpuOf(ours.process.pid!);
      const said = await run({ seconds });
      if (said.others > 0 || said.failed > 0)
        throw new Error(`${said.others} answers were no lists, ${said.failed} failed: ${said.other.slice(0, 300)}`);
      return { ...said, cpu: (cpuOf(ours.process.pid!) - before) / (said.perSecond * seconds) };
    };
    try {
      // The first time somebody asks is written down: that is over for all of them before anything is measured.
      await typed({ amount: 2 * people });
      await called({ amount: people }, true);
      await called({ amount: people }, false);
      for (const modern of [true, false]) {
        const what = `tools/call clientes, ${modern ? '2026-07-28' : '2025'}`;
        const ratios: number[] = [];
        const nearness: number[] = [];
        for (let round = 0; round < 3; round++) {
          const slash = await measured(typed);
          const tool = await measured((how) => called(how, modern));
          const least = await called({ seconds }, modern, bare.port);
          ratios.push(tool.perSecond / slash.perSecond);
          nearness.push(tool.perSecond / least.perSecond);
          const says = (of: typeof tool) =>
            `${Math.round(of.perSecond)}/s, p99 ${of.p99} ms, ${Math.round(of.cpu)} µs of CPU`;
          results.push(
            line(
              `${what}, round ${round + 1}`,
              `${says(tool)}; /clientes ${says(slash)}; a constant by the library ${Math.round(least.perSecond)}/s`,
              ratios.at(-1)!,
              {
                atLeast: 0.8,
              },
            ),
          );
        }
        const middle = (of: number[]) => of.sort((a, b) => a - b)[1]!;
        const said = `${clients} clients, concurrency 16`;
        results.push(line(`${what}, median of 3`, said, middle(ratios), { atLeast: 0.8 }));
        results.push(line(`${what}, against a constant by the library alone`, said, middle(nearness)));
      }
    } finally {
      await Promise.all([ours.stop(), bare.stop()]);
    }
  } finally {
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
