// Renews the tokens of many workspaces at once with two processes, kills them meanwhile if that is asked for:
// `npm run long -- rotation [WORKSPACES] [KILLS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import { openPair, sealPair } from '../src/installs/service/tokens.ts';
import { clientId, clientSecret } from '../test/fakes/slack/oauth.ts';
import { startFakeSlack } from '../test/fakes/slack/server.ts';

export const rotationSecret = 'a secret of at least thirty-two characters';
export const rotationSlack = { clientId, clientSecret };

export interface RotationFigures {
  workspaces: number;
  kills: number;
  /** How many each process took; of one that was killed nobody knows. */
  took: number[];
  /** Refresh tokens that were asked for more than once with success: none can be, for they are good once. */
  twice: number;
  /** Whose tokens in the database Slack does not know. */
  lost: number;
  /** Of these: for whom that is known, and is told. */
  known: number;
  seconds: number;
}

interface Rotator {
  child: ChildProcess;
  ready: Promise<unknown>;
  end: Promise<number | undefined>;
}

function rotator(url: string, apiUrl: string, ahead: number): Rotator {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/rotator.ts', url, apiUrl, String(ahead)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  const ready = once(child.stdout!, 'data');
  child.stdout!.on('data', (chunk) => {
    said += chunk;
  });
  const end = once(child, 'exit').then(() => {
    const count = /ready\n(\d+)/.exec(said)?.[1];
    return count === undefined ? undefined : Number(count);
  });
  return { child, ready, end };
}

/** The database must be migrated, and hold no workspace. */
export async function soakRotation({
  url,
  workspaces,
  kills = 0,
}: {
  url: string;
  workspaces: number;
  kills?: number;
}): Promise<RotationFigures> {
  const data = openData(url, { connections: 4, patience: 30_000 });
  const secret = createSecret(rotationSecret);
  const fake = await startFakeSlack();
  const { oauth } = fake.state;
  const now = new Date();
  const rows = Array.from({ length: workspaces }, (_, n) => {
    const id = `T${String(n).padStart(8, '0')}`;
    const { access_token: access, refresh_token: refresh } = oauth.issue({
      team: { id, name: id },
      scopes: ['chat:write'],
      user: 'U1',
    });
    const tokens = sealPair(secret, { access, refresh });
    const accessUntil = new Date(now.getTime() + 3_600_000);
    const when = { accessUntil, addedAt: now, changedAt: now };
    return { id: newId(), platform: 'slack', workspace: id, name: id, state: 'active', tokens, ...when };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await data.db.$transaction((tx) => tx.installation.createMany({ data: rows.slice(from, from + 1000) }));
  const begun = performance.now();
  const took: number[] = [];
  const done = () => [...oauth.counted.values()].length;
  for (let n = 0; n < kills; n++) {
    // A lease that a kill leaves behind runs out: the next one's clock is that much ahead.
    const { child, ready, end } = rotator(url, fake.apiUrl, n * 100_000);
    await ready;
    const before = done();
    child.stdin!.write('go\n');
    for (const until = Date.now() + 20_000; done() === before && Date.now() < until; ) await sleep(2);
    await sleep(Math.random() * 600);
    child.kill('SIGKILL');
    await end;
  }
  const pair = [1, 2].map(() => rotator(url, fake.apiUrl, kills * 100_000));
  await Promise.all(pair.map(({ ready }) => ready));
  const start = performance.now();
  for (const { child } of pair) child.stdin!.write('go\n');
  for (const { end } of pair) took.push((await end) ?? -1);
  const seconds = (performance.now() - (kills > 0 ? begun : start)) / 1000;
  const after = await data.db.installation.findMany({ select: { state: true, tokens: true } });
  const gone = after.filter(({ tokens }) => {
    const { access = '', refresh = '' } = openPair(secret, tokens) ?? {};
    return !oauth.of(access) || !oauth.refreshes.has(refresh);
  });
  await fake.stop();
  await data.close();
  return {
    workspaces,
    kills,
    took,
    twice: [...oauth.counted.values()].filter((count) => count > 1).length,
    lost: gone.length,
    known: gone.filter(({ state }) => state === 'lost').length,
    seconds: Math.round(seconds * 10) / 10,
  };
}

if (process.argv[1] === import.meta.filename) {
  const [workspaces = 10_000, kills = 0] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'carteira-rotation-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const figures = await soakRotation({ url, workspaces, kills });
  rmSync(folder, { recursive: true });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  if (figures.twice > 0 || figures.lost !== figures.known || (kills === 0 && figures.lost > 0)) process.exitCode = 1;
}
