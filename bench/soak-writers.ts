// People read and write beside another process that has the database to itself: `npm run soak -- writers [SECONDS] [LINES]`. First a lock that is held
// for so many seconds (SQLite), then `import` of so many lines on the command line. No read may take over 1 s, and every write is answered within 3.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { sqliteFile } from '../src/data/sqlite.ts';
import type { Asked } from '../src/kit/incoming.ts';
import { plainText } from '../src/kit/view.ts';
import { createSmtp } from '../test/fakes/smtp.ts';
import { commandLine, kill, seed, startBot } from './soak-storm.ts';
import { buttonsOf, createWitness } from './witness.ts';

const [readLimit, writeLimit] = [1000, 3000];
const readers = 4;
const writers = 8;
const longest = 10 * 60_000;

const slowest = (took: readonly number[]) => Math.round(Math.max(0, ...took));
const median = (took: readonly number[]) =>
  Math.round([...took].sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0);

/** What people ask of the bot while `beside` runs, how long each answer took, and what it said. */
async function people(port: number, beside: Promise<unknown>) {
  const reads: number[] = [];
  const writes: number[] = [];
  const said = new Map<string, number>();
  let over = false;
  const until = Date.now() + longest;
  const ended = beside.finally(() => {
    over = true;
  });
  // biome-ignore lint/suspicious/noExplicitAny: an outcome as it came over the wire
  const ask = async (asked: Asked, user: string, took: number[]): Promise<any> => {
    const began = performance.now();
    const body = JSON.stringify({ key: `wire:${newId()}`, user, asked });
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(30_000),
    });
    const answer = (await response.json()) as { kind: string };
    took.push(performance.now() - began);
    return answer;
  };
  const going = () => !over && Date.now() < until;
  const read = async (user: string) => {
    for (; going(); await sleep(50)) await ask({ kind: 'typed', command: 'clientes', text: '' }, user, reads);
  };
  const write = async (user: string) => {
    for (let n = 0; going(); n++, await sleep(100)) {
      const opened = await ask({ kind: 'typed', command: 'convidar', text: '' }, user, reads);
      if (opened.kind !== 'form') continue;
      const fields = { name: `Novo ${n} ${user}`, email: `w${newId()}@example.com` };
      const preview = await ask({ kind: 'submit', id: opened.form.id, fields }, user, writes);
      const button = buttonsOf(preview.view).find(({ label }) => /^(Conectar|Convidar)/.test(label));
      const last = button ? await ask({ kind: 'press', id: button.id }, user, writes) : preview;
      const title = last.view
        ? plainText(last.view)
            .split('\n')[0]!
            .replace(/\S+@\S+|Novo \d+ U\d+/g, '…')
            .slice(0, 60)
        : last.kind;
      said.set(title, (said.get(title) ?? 0) + 1);
    }
  };
  await Promise.all([
    ended,
    ...Array.from({ length: readers }, (_, n) => read(`U${n}`)),
    ...Array.from({ length: writers }, (_, n) => write(`U${readers + n}`)),
  ]);
  const late = {
    reads: reads.filter((ms) => ms > readLimit).length,
    writes: writes.filter((ms) => ms > writeLimit).length,
  };
  const figures = (took: readonly number[]) => ({ answers: took.length, median: median(took), slowest: slowest(took) });
  return { reads: figures(reads), writes: figures(writes), late, said: Object.fromEntries(said) };
}

const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
const held = Number(process.argv[2] ?? 10);
const lines = Number(process.argv[3] ?? 60_000);
await migrate(url);
const data = openData(url);
const firmId = await seed(data);
const { provider } = data;
await data.close();
const smtp = await createSmtp();
const witness = createWitness();
const hub = createServer(async (request, response) =>
  response.end(JSON.stringify(witness.deliver(JSON.parse(await text(request))))),
);
hub.listen(0, '127.0.0.1');
await once(hub, 'listening');
const bot = await startBot([url, smtp.url, `http://127.0.0.1:${(hub.address() as AddressInfo).port}`]);
let late = 0;
const tell = (name: string, found: Awaited<ReturnType<typeof people>>) => {
  late += found.late.reads + found.late.writes;
  process.stdout.write(`${JSON.stringify({ beside: name, database: provider, ...found })}\n`);
};

async function lock(): Promise<void> {
  const other = new Database(sqliteFile(url), { timeout: 10_000 });
  other.exec('BEGIN IMMEDIATE');
  await sleep(held * 1000);
  other.exec('ROLLBACK');
  other.close();
}

async function imports(): Promise<void> {
  const csv = join(folder, 'carteira.csv');
  const rows = Array.from({ length: lines }, (_, i) => `Importado ${i};importado${i}@example.org;9${i}`);
  writeFileSync(csv, `Nome da empresa;E-mail;Telefone\n${rows.join('\n')}\n`);
  if (!(await commandLine(url, 'import', csv, '--firm', firmId))) throw new Error('the import failed');
}

if (provider === 'sqlite') tell(`a lock of ${held} s`, await people(bot.port, lock()));
tell(`import of ${lines} lines`, await people(bot.port, imports()));
await kill(bot);
await smtp.stop();
hub.closeAllConnections();
hub.close();
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`writers on ${provider}: ${late === 0 ? 'well' : `NOT WELL, ${late} answers were late`}\n`);
process.exit(late === 0 ? 0 : 1);
