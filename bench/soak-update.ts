// An update without a gap: the last released commit (bench/released) is built beside this one, two copies of it serve, and are replaced one after the
// other by copies of this one, through whatever migrations lie between, while people ask and press all the time.
// `TEST_DATABASE_URL=… npm run long -- update [PRESSES]`, on an empty PostgreSQL: on SQLite one process serves at a time.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { createPerson } from '../test/fakes/slack/person.ts';
import { botToken, startFakeSlack } from '../test/fakes/slack/server.ts';
import { post, signingSecret } from '../test/fakes/slack/transport.ts';
import { firmId, seedFirms } from './seed.ts';

const url = process.env.TEST_DATABASE_URL;
if (!url?.startsWith('postgres')) throw new Error('TEST_DATABASE_URL names an empty PostgreSQL database');
const presses = Number(process.argv[2] ?? 400);
const here = resolve(import.meta.dirname, '..');
const commit = readFileSync(join(here, 'bench/released'), 'utf8').trim();
const folder = mkdtempSync(join(tmpdir(), 'carteira-update-'));
const say = (line: string) => process.stdout.write(`${line}\n`);

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });

/** The released version as it was committed, built with what is installed here. */
function buildReleased(): string {
  const old = join(folder, 'released');
  mkdirSync(old);
  const tar = execFileSync('git', ['archive', commit], { cwd: here, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x'], { cwd: old, input: tar });
  symlinkSync(join(here, 'node_modules'), join(old, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: old, stdio: ['ignore', 'ignore', 'inherit'] });
  return old;
}

interface Copy {
  version: 'old' | 'new';
  port: number;
  child: ChildProcess;
  ready: Promise<boolean>;
  ended: Promise<number | null>;
}
const errors: string[] = [];

function startCopy(version: Copy['version'], root: string, port: number, apiUrl: string): Copy {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    APP_SECRET: 's'.repeat(32),
    PORT: String(port),
    DATA_DIR: join(folder, 'files'),
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  };
  const child = spawn(process.execPath, ['dist/main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((over) => child.on('exit', over));
  const lines = createInterface({ input: child.stdout! });
  const ready = new Promise<boolean>((there) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"ready"')) there(true);
      if (/"level":(50|60)/.test(line)) errors.push(`${version}: ${line.slice(0, 400)}`);
    });
    void ended.then(() => there(false));
  });
  child.stderr!.resume();
  return { version, port, child, ready, ended };
}

/** What a proxy does: any copy that takes the connection; of one that takes none, another. */
function createProxy(live: Copy[]) {
  let turn = 0;
  return async (body: string): Promise<{ by: Copy['version']; status: number; text: string }> => {
    for (let tries = 0; tries < 200; tries++) {
      const copy = live[turn++ % live.length]!;
      try {
        const response = await post(`http://127.0.0.1:${copy.port}/slack/events`, body);
        return { by: copy.version, status: response.status, text: await response.text() };
      } catch (error) {
        if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNREFUSED') throw error;
      }
    }
    throw new Error('nobody takes a connection');
  };
}

const old = buildReleased();
execFileSync(process.execPath, ['scripts/build.mjs', '--if-needed'], { cwd: here, stdio: 'ignore' });
say(`released ${commit.slice(0, 9)} is built`);
const slack = await startFakeSlack();
const ports = [await freePort(), await freePort(), await freePort(), await freePort()] as const;
const all: Copy[] = [];
const live: Copy[] = [];
const begin = async (version: Copy['version'], port: number): Promise<Copy> => {
  const copy = startCopy(version, version === 'old' ? old : here, port, slack.apiUrl);
  all.push(copy);
  if (!(await copy.ready)) throw new Error(`the ${version} version does not start: ${errors.join('\n')}`);
  live.push(copy);
  return copy;
};
const end = async (copy: Copy) => {
  // As a proxy that asks /readyz: nobody is led there any more, and then it is told to end.
  live.splice(live.indexOf(copy), 1);
  copy.child.kill('SIGTERM');
  const code = await copy.ended;
  if (code !== 0) errors.push(`${copy.version} ended with ${code}`);
};

try {
  const first = await begin('old', ports[0]);
  await seedFirms(url, 1, 200, 30);
  const data = openData(url);
  const now = new Date();
  const later = new Date(now.getTime() + 30 * 86_400_000);
  const ids = Array.from({ length: presses }, () => newId());
  await data.db.$transaction((tx) =>
    tx.connectionRequest.createMany({
      data: ids.map((id, n) => {
        const times = { expiresAt: later, nextAt: later, sentAt: now, createdAt: now };
        const who = { email: `cliente${n}@empresa.com.br`, companyName: `Empresa ${n}` };
        return { id, firmId: firmId(0), direction: 'client_to_firm', state: 'pending', ...who, ...times };
      }),
    }),
  );
  const second = await begin('old', ports[1]);

  const send = createProxy(live);
  const wrong: string[] = [];
  const by = { old: 0, new: 0 };
  let [longest, asked, pressed, going] = [0, 0, 0, true];
  const turn = async (body: string) => {
    const began = performance.now();
    try {
      const { by: version, status, text } = await send(body);
      by[version]++;
      if (status !== 200) wrong.push(`${status} ${text.slice(0, 200)}`);
    } catch (error) {
      wrong.push(String(error));
    }
    longest = Math.max(longest, performance.now() - began);
  };
  // Slack as it is on the other side: where an answer may go, and that each is asked for once.
  const people = Array.from({ length: 30 }, (_, n) =>
    createPerson(slack, { send: async () => ({ status: 200 }) }, { user: `U0-${n}`, team: 'T0' }),
  );
  const asking = async (n: number) => {
    const { responseUrl, trigger, user, channel } = people[n]!.parts;
    while (going) {
      const command = ['/carteira', '/clientes', '/conexoes'][asked++ % 3]!;
      const about = { team_id: 'T0', channel_id: channel, user_id: user, trigger_id: trigger() };
      const response_url = responseUrl(channel).url;
      await turn(new URLSearchParams({ ...about, command, text: '', response_url }).toString());
      await new Promise((rest) => setTimeout(rest, 60));
    }
  };
  const pressing = async (n: number) => {
    for (let at = n; at < ids.length; at += 4) {
      const { responseUrl, trigger, channel, who } = people[10 + (at % 20)]!.parts;
      const action = {
        type: 'button',
        block_id: 'b',
        action_id: '0',
        value: `0:connections.accept|${ids[at]}`,
        action_ts: `${at}.1`,
      };
      const payload = {
        type: 'block_actions',
        ...who,
        channel: { id: channel },
        container: { type: 'message', message_ts: '1.1', channel_id: 'C1' },
        message: { ts: '1.1' },
        trigger_id: trigger(),
        response_url: responseUrl(channel).url,
        actions: [action],
      };
      await turn(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
      pressed++;
      await new Promise((rest) => setTimeout(rest, 100));
    }
  };
  const crowd = [0, 1, 2, 3].map(asking);
  const hands = [0, 1, 2, 3].map(pressing);
  const migrations = async () =>
    (await data.all<{ n: number }>('SELECT count(*) AS n FROM "_prisma_migrations"', []))[0]!.n;
  const before = await migrations();
  const third = await begin('new', ports[2]);
  say(`the new version has migrated (${(await migrations()) - before} migrations) beside two old ones`);
  await end(first);
  await begin('new', ports[3]);
  await end(second);
  await Promise.all(hands);
  going = false;
  await Promise.all(crowd);

  const refused = startCopy('old', old, ports[0], slack.apiUrl);
  const refuses = !(await refused.ready) && (await refused.ended) === 1;
  const accepted = await data.db.connectionRequest.count({ where: { id: { in: ids }, state: 'accepted' } });
  const [{ twice } = { twice: 0 }] = await data.all<{ twice: number }>(
    `SELECT count(*) AS twice FROM (SELECT "subject" FROM "Audit" WHERE "verb" LIKE '%accepted%' GROUP BY "subject", "verb" HAVING count(*) > 1) AS t`,
    [],
  );
  await data.close();
  say(
    `${by.old} answers of the old version and ${by.new} of the new, the longest ${Math.round(longest)} ms; without one: ${wrong.length}`,
  );
  say(`${pressed} presses, ${accepted} decided, ${twice} twice; errors in logs: ${errors.length}`);
  say(`an old copy that is started on the new database ${refuses ? 'refuses it' : 'does NOT refuse it'}`);
  for (const each of [...wrong, ...errors].slice(0, 20)) say(`  ${each}`);
  const good =
    wrong.length + errors.length + twice === 0 && accepted === presses && refuses && by.old > 0 && by.new > 0;
  process.exitCode = good && third ? 0 : 1;
} finally {
  for (const { child } of all) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(all.map(({ ended }) => ended));
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
}
