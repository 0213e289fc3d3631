import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { growSlowly } from '../src/heap.ts';
import { benchCommands } from './commands.ts';
import { benchDecisions } from './decisions.ts';
import { benchDigests } from './digests.ts';
import { benchGlance } from './glance.ts';
import { benchImport } from './import.ts';
import { benchMcp } from './mcp.ts';
import { benchNames } from './names.ts';
import { benchOutbox } from './outbox.ts';
import { benchQueries } from './queries.ts';
import { markdown, type Result } from './report.ts';
import { benchStart } from './start.ts';

/** `npm run bench`, or `npm run bench -- commands start` for some. What is worth keeping goes into docs/performance.md by hand, with what explains it. */
const all: Readonly<Record<string, () => Promise<Result[]>>> = {
  commands: benchCommands,
  mcp: benchMcp,
  queries: benchQueries,
  glance: benchGlance,
  names: benchNames,
  import: benchImport,
  start: benchStart,
  decisions: benchDecisions,
  outbox: benchOutbox,
  digests: benchDigests,
};

// As the program does.
growSlowly();
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'));
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
const results: Result[] = [];
for (const [name, bench] of Object.entries(all)) {
  if (wanted.length === 0 || wanted.includes(name)) results.push(...(await bench()));
}
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
const table = `${machine}\n\n${markdown(results)}\n`;
process.stdout.write(`\n${table}`);
process.exit(0);
