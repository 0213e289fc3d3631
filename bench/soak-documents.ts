// A month of a whole portfolio through the stand-in, with a process that is killed: `npm run soak -- documents [CLIENTS] [DOCUMENTS] [FASTER] [KILLS] [SLOTS]`.
// FASTER multiplies the limits of the stand-in and of the client alike: 1 is what the real one allows.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realLimits } from '../adapters/conta-azul/stand-in/limits.ts';
import { createStandIn } from '../adapters/conta-azul/stand-in/server.ts';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';

export interface MonthFigures {
  clients: number;
  /** That came, of all clients. */
  documents: number;
  requests: number;
  /** Single documents that were asked for more than once: what was on its way at a kill, or refused with 429. */
  repeated: number;
  refused: number;
  ready: number;
  kills: number;
  seconds: number;
  /** What the limits alone would take, with so many clients at once. */
  dictated: number;
  /** Resident memory of the process that takes, in MB: the most in the first half of the time, and in the second. */
  memory: readonly [number, number];
  /** Seconds of a processor: of the last process that took, and of the stand-in with all that stands around it here. */
  processor: readonly [number, number];
  zipBytes: number;
}

const secret = createSecret('a secret of at least thirty-two characters');
const month = '2026-10';

/** Only what is asked for one by one: an instalment, an invoice's file. */
const single = /^\/v1\/(financeiro\/eventos-financeiros\/parcelas\/[^/?]+|notas-fiscais\/[0-9A-Z]{40,})$/;

const memoryOf = (child: ChildProcess): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Seconds of a processor that a process has had. */
const processorOf = (child: ChildProcess): number => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

export async function benchMonth(
  url: string,
  {
    clients,
    documents,
    faster = 1,
    slots = 16,
    kills = 0,
  }: { clients: number; documents: number; faster?: number; slots?: number; kills?: number },
): Promise<MonthFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'carteira-month-'));
  const data = openData(url, { connections: 3 });
  const now = new Date();
  // Of so many documents, a half are invoices, and the rest is to receive and to pay.
  const counts = {
    goodsInvoices: Math.round(documents * 0.5),
    sales: Math.round(documents * 0.3),
    bills: Math.max(9, Math.round(documents * 0.15)),
    serviceInvoices: Math.round(documents * 0.05),
  };
  const companies = Array.from({ length: clients }, (_, i) => ({
    name: `Empresa ${i}`,
    document: String(10_000_000_000_000 + i * 137),
    id: String(100_000 + i),
    ...counts,
  }));
  const fake = createStandIn({
    companies,
    limits: realLimits.map(({ length, most }) => ({ length, most: most * faster })),
  });
  const asked = new Map<string, number>();
  const byCompany = new Map<string, number>();
  let requests = 0;
  let refused = 0;
  const http = createServer((request, response) => {
    requests++;
    const who = request.headers.authorization ?? '';
    byCompany.set(who, (byCompany.get(who) ?? 0) + 1);
    const path = (request.url ?? '').split('?')[0]!;
    response.once('finish', () => {
      if (response.statusCode === 429) refused++;
      else if (single.test(path)) asked.set(`${who}${path}`, (asked.get(`${who}${path}`) ?? 0) + 1);
    });
    fake.handle(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const api = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const [firmId, jobId] = [newId(), newId()];
  const at = { createdAt: now };
  await data.db.$transaction(async (tx) => {
    await tx.firm.create({ data: { id: firmId, name: 'Horizonte Contábil', ...at } });
    const place = { platform: 'none', workspace: 'w', channel: 'c' };
    await tx.documentJob.create({
      data: {
        id: jobId,
        firmId,
        month,
        state: 'running',
        ...place,
        total: clients,
        cardAt: new Date('2100-01-01'),
        ...at,
      },
    });
    for (const [rank, { name, document, id: companyId }] of companies.entries()) {
      const clientId = newId();
      const tokens = fake.state.issue(fake.state.connect(companyId), now.getTime());
      const sealed = secret.seal(JSON.stringify({ access: tokens.access_token, refresh: tokens.refresh_token }));
      await tx.client.create({
        data: {
          id: clientId,
          firmId,
          name,
          document,
          situation: 'connected',
          nameKey: name,
          searchKey: name,
          ...at,
          updatedAt: now,
        },
      });
      const grant = { companyId, state: 'active', tokens: sealed, accessUntil: new Date(now.getTime() + 3_600_000) };
      await tx.grant.create({
        data: { id: newId(), firmId, clientId, ...grant, authorizedAt: now, changedAt: now, checkedAt: now },
      });
      await tx.documentItem.create({
        data: { id: newId(), firmId, jobId, clientId, state: 'waiting', rank, dueAt: now, ...at },
      });
    }
  });

  const start = async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'bench/take-documents.ts', url, dataDir, api, String(faster), String(slots)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout!, 'data');
    return child;
  };
  const kill = async (child: ChildProcess) => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const left = () => data.db.documentItem.count({ where: { jobId, state: { in: ['waiting', 'working'] } } });

  let child = await start();
  const started = performance.now();
  const own = process.cpuUsage();
  const samples: number[] = [];
  let killed = 0;
  const killAt = Array.from({ length: kills }, (_, i) => ((i + 1) * clients * documents) / (kills + 1));
  while ((await left()) > 0) {
    await sleep(200);
    samples.push(memoryOf(child));
    const [next] = killAt;
    if (next === undefined || asked.size < next * 0.8) continue;
    killAt.shift();
    killed++;
    await kill(child);
    child = await start();
  }
  const seconds = (performance.now() - started) / 1000;
  const processor = [
    processorOf(child),
    Math.round((process.cpuUsage(own).user + process.cpuUsage(own).system) / 10_000) / 100,
  ] as const;
  await kill(child);
  const items = await data.db.documentItem.findMany({ where: { jobId } });
  const half = Math.floor(samples.length / 2);
  const each = requests / clients;
  const figures = {
    clients,
    documents: items.reduce((sum, item) => sum + item.fetched, 0),
    requests,
    repeated: [...asked.values()].reduce((sum, times) => sum + times - 1, 0),
    refused,
    ready: items.filter((item) => item.state === 'ready').length,
    kills: killed,
    seconds,
    dictated: (Math.ceil(clients / slots) * each) / (10 * faster),
    memory: [
      Math.round(Math.max(0, ...samples.slice(0, half))),
      Math.round(Math.max(0, ...samples.slice(half))),
    ] as const,
    processor,
    zipBytes: items.reduce((sum, item) => sum + (item.state === 'ready' ? item.bytes : 0), 0),
  };
  http.closeAllConnections();
  http.close();
  await data.close();
  rmSync(dataDir, { recursive: true, force: true });
  return figures;
}

if (process.argv[1] === import.meta.filename) {
  const [clients = 300, documents = 2000, faster = 1, kills = 3, slots = 16] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'carteira-month-db-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'month.db')}`;
  await migrate(url);
  const figures = await benchMonth(url, { clients, documents, faster, kills, slots });
  process.stdout.write(
    `${JSON.stringify({ ...figures, ratio: Number((figures.seconds / figures.dictated).toFixed(2)) })}\n`,
  );
  rmSync(folder, { recursive: true, force: true });
}
