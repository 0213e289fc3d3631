import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { load, program } from './load.ts';
import { line, type Result } from './report.ts';
import { firmId, seedFirms } from './seed.ts';
import { slackStub } from './slack-stub.ts';

const requests = 20_000;
const seconds = 8;

/** Clients' requests that wait for an answer. */
async function pending(url: string): Promise<string[]> {
  const data = openData(url);
  const ids: string[] = [];
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
  for (let from = 0; from < requests; from += 500) {
    const rows = Array.from({ length: 500 }, (_, i) => ({
      id: newId(),
      firmId: firmId(0),
      direction: 'client_to_firm',
      state: 'pending',
      email: `cliente${from + i}@empresa.com.br`,
      companyName: `Empresa ${from + i}`,
      expiresAt,
      nextAt: expiresAt,
      sentAt: now,
      createdAt: now,
    }));
    await data.db.connectionRequest.createMany({ data: rows });
    ids.push(...rows.map((row) => row.id));
  }
  await data.close();
  return ids;
}

/** A press on Aceitar as Slack sends it. */
const press = (id: string, n: number, url: string): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      user: { id: `U0-${20 + (n % 180)}`, username: 'bench', team_id: 'T0' },
      team: { id: 'T0' },
      channel: { id: 'C1' },
      container: { type: 'message', message_ts: '1.1', channel_id: 'C1' },
      message: { ts: '1.1' },
      trigger_id: `${n}.decision.${process.pid}`,
      response_url: url,
      actions: [
        { type: 'button', block_id: 'b', action_id: '0', value: `0:connections.accept|${id}`, action_ts: '1.1' },
      ],
    }),
  }).toString();

async function on(provider: string, url: string): Promise<Result> {
  await migrate(url);
  await seedFirms(url, 1, 1000);
  const ids = await pending(url);
  const slack = await slackStub();
  const running = await program({
    DATABASE_URL: url,
    APP_SECRET: 'bench bench bench bench bench bench',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench',
    SLACK_API_URL: slack.url,
  });
  try {
    const measured = await load(running.port, (n) => press(ids[n % ids.length]!, n, slack.url), { seconds });
    const data = openData(url);
    const decided = await data.db.connectionRequest.count({ where: { state: 'accepted' } });
    await data.close();
    if (decided === 0) throw new Error('nothing was decided');
    return line(
      `decisions over signed HTTP on ${provider}`,
      `${Math.round(decided / seconds)} decided a second (each with client, audit and letter), p99 ${measured.p99} ms, ${measured.failed} failed`,
    );
  } finally {
    await running.stop();
    await slack.stop();
  }
}

/** How many requests a second can be accepted from Slack, on both databases. */
export async function benchDecisions(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  const server = process.env.TEST_DATABASE_URL;
  try {
    const results = [await on('SQLite', `file:${join(folder, 'bench.db')}`)];
    if (!server) return results;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const name = `carteira_bench_decisions_${process.pid}`;
    await admin.query(`CREATE DATABASE ${name}`);
    try {
      const url = new URL(server);
      url.pathname = `/${name}`;
      results.push(await on('PostgreSQL', url.href));
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
