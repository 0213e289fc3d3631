// One firm is busy, and another asks for a list: `npm run long -- fair [SECONDS] [LINES] [PROCESSES]`. The busy one sends a hundred events a second for
// so many seconds (300 make the 30,000 of five minutes), then imports so many lines in chat. The other's `/clientes` may come later by less than 100 ms
// in the middle and 1 s at the 99th of a hundred, beside its own quiet run. Several processes need TEST_DATABASE_URL, an empty database.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../src/data/migrate.ts';
import type { Asked } from '../src/kit/incoming.ts';
import type { SealedView } from '../src/kit/view.ts';
import { seedFirms } from './seed.ts';
import { buttonsOf } from './witness.ts';

const seconds = Number(process.argv[2] ?? 300);
const lines = Number(process.argv[3] ?? 100_000);
const processes = Number(process.argv[4] ?? 1);
const [busy, quiet] = [0, 1];
/** What of an answer is looked at. */
interface Answer {
  form?: { id: string };
  view?: SealedView;
}
const people = 200;
const typed = ['', 'situacao:conectado', 'vencimento:30d', 'renovacao:sim', 'exportacao:nunca', 'padaria'];

const folder = mkdtempSync(join(tmpdir(), 'carteira-fair-'));
const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'fair.db')}`;
await migrate(url);
await seedFirms(url, 2, 20_000, people);

async function start(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/stream-fair.ts', url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await Promise.race([once(child.stdout!, 'data'), once(child, 'close').then(() => [])]);
  if (port === undefined) throw new Error('the bot did not start');
  return { child, port: Number(String(port)) };
}
const bots = await Promise.all(Array.from({ length: processes }, start));

/** Each firm by connections of its own, of which a platform keeps so many. */
const agents = [busy, quiet].map(() => new Agent({ keepAlive: true, maxSockets: 100 }));
async function post(firm: number, port: number, body: object): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, method: 'POST', agent: agents[firm]! });
  sent.end(JSON.stringify({ key: randomUUID(), workspace: `T${firm}`, ...body }));
  const [response] = await once(sent, 'response');
  return (await json(response)) as Answer;
}

let n = 0;
/** As a balancer does: to one process after the other. */
function ask(firm: number, asked: Asked): Promise<Answer> {
  const { port } = bots[n++ % bots.length]!;
  return post(firm, port, { user: `U${firm}-${6 + (n % (people - 6))}`, asked });
}
const list = (firm: number, text = '') => ask(firm, { kind: 'typed', command: 'clientes', text });

/** How long the quiet firm waits for its list, asked twenty times a second whether the last one came or not, until `over`. */
async function waits(over: Promise<unknown>): Promise<{ p50: number; p99: number; count: number }> {
  let going = true;
  const ended = over.finally(() => {
    going = false;
  });
  const took: number[] = [];
  const asking: Promise<void>[] = [];
  for (; going; await sleep(50)) {
    const began = performance.now();
    asking.push(list(quiet, typed[asking.length % typed.length]).then(() => void took.push(performance.now() - began)));
  }
  await Promise.all([ended, ...asking]);
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(took.length * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99), count: took.length };
}

/** A hundred lists a second, and as many acts as are there: every tenth writes. */
async function events(): Promise<void> {
  const asking: Promise<unknown>[] = [];
  const until = performance.now() + seconds * 1000;
  for (let i = 0; performance.now() < until; i++) {
    const due = until - seconds * 1000 + i * 10;
    if (due > performance.now()) await sleep(due - performance.now());
    asking.push(i % 10 === 0 ? invite(i) : list(busy, typed[i % typed.length]));
  }
  await Promise.all(asking);
}

async function invite(i: number): Promise<void> {
  const opened = await ask(busy, { kind: 'typed', command: 'convidar', text: '' });
  if (!opened.form) throw new Error('nobody can be invited');
  const fields = { name: `Nova ${i}`, email: `nova${i}@example.com` };
  await ask(busy, { kind: 'submit', id: opened.form.id, fields });
}

/** By one person in chat: the file, its preview, and the button that takes it in. */
async function imports(): Promise<void> {
  const file = join(folder, 'carteira.csv');
  const rows = Array.from({ length: lines }, (_, i) => `Importada ${i};importada${i}@example.org;1199${i}`);
  writeFileSync(file, `Nome da empresa;E-mail;Telefone\n${rows.join('\n')}\n`);
  const { port } = bots[0]!;
  const send = (asked: object) => post(busy, port, { user: `U${busy}-0`, asked });
  const preview = await send({ kind: 'command', command: 'importar', options: { file: `file:${file}` } });
  const button = buttonsOf(preview.view).find(({ label }) => /^Importar/.test(label));
  if (!button) throw new Error(`no preview: ${JSON.stringify(preview).slice(0, 300)}`);
  const done = await send({ kind: 'press', id: button.id });
  process.stdout.write(`${JSON.stringify(done).slice(0, 160)}\n`);
}

let late = 0;
await Promise.all(bots.map(() => list(quiet)));
await waits(sleep(3000));
const before = await waits(sleep(Math.min(seconds, 30) * 1000));
process.stdout.write(`quiet: ${JSON.stringify(before)}\n`);
for (const [name, work] of [
  [`${seconds * 100} events in ${seconds} s`, events],
  [`an import of ${lines} lines`, imports],
] as const) {
  const found = await waits(work());
  const more = { p50: found.p50 - before.p50, p99: found.p99 - before.p99 };
  const fair = more.p50 < 100 && more.p99 < 1000;
  if (!fair) late++;
  process.stdout.write(
    `beside ${name}: ${JSON.stringify(found)}, later by ${JSON.stringify(more)}: ${fair ? 'fair' : 'NOT FAIR'}\n`,
  );
}
for (const { child } of bots) child.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
process.exit(late === 0 ? 0 : 1);
