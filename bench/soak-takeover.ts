// Two processes of which one listens to Discord; that one is killed, frozen or stopped while people go on writing: `npm run long -- takeover [ROUNDS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../src/data/migrate.ts';
import { createPerson } from '../test/fakes/discord/person.ts';
import { createFakeDiscord, type FakeDiscord } from '../test/fakes/discord/server.ts';

type Way = 'kill' | 'freeze' | 'stop';

export interface TakeoverFigures {
  rounds: { way: Way; seconds: number; asked: number }[];
  asked: number;
  /** Who got no answer, and who got two. */
  unanswered: number;
  twice: number;
  /** Presses of those seconds that were carried out too late for anybody to hear of it. */
  late: number;
  /** Answers to what was asked while it was frozen, by a process that wakes without its turn. */
  afterWaking: number;
  /** What it had begun to send when it froze: Discord takes it for the same message. */
  finished: number;
  /** How often the session went on, and how often it began anew. */
  resumed: number;
  identified: number;
}

const took = 'this process takes over';

interface Listener {
  child: ChildProcess;
  ready(): Promise<void>;
  /** Whose turn it is, as far as it has said. */
  listens(): boolean;
}

function listener(url: string, apiUrl: string, scale: number): Listener {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/listener.ts', url, apiUrl, String(scale)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout!.on('data', (chunk) => said.push(...String(chunk).split('\n').filter(Boolean)));
  return {
    child,
    ready: async () => {
      for (let n = 0; n < 1200 && !said.includes('ready'); n++) await sleep(25);
      if (!said.includes('ready')) throw new Error(`a listener was never ready: ${said.join(', ')}`);
    },
    listens: () => said.findLast((line) => line !== 'ready') === took,
  };
}

const posts = ({ seen }: FakeDiscord) =>
  seen.flatMap(({ method, path }) => (method === 'POST' && /^\/channels\/(\d+)\/messages$/.exec(path)?.[1]) || []);
const lateIn = ({ seen }: FakeDiscord) =>
  seen.filter(({ path, status }) => path.startsWith('/interactions/') && status !== 204).length;

/** The database must be migrated. `scale`: of the times after which a silent process is given up. */
export async function soakTakeover({
  url,
  ways,
  scale = 1,
}: {
  url: string;
  ways: readonly Way[];
  scale?: number;
}): Promise<TakeoverFigures> {
  const fake = await createFakeDiscord();
  const asked = new Map<string, string>();
  const rounds: TakeoverFigures['rounds'] = [];
  let finished = 0;
  let afterWaking = 0;
  let next = 0;
  const ask = async () => {
    const user = String(2_000_000_000_000_000_000n + BigInt(next++));
    asked.set(user, fake.state.direct(user));
    await createPerson(fake, { user, guild: null }).write('quem vence hoje?');
  };
  const answers = (channel: string) => fake.state.messages.filter((each) => each.channel === channel).length;
  const all: Listener[] = [];
  const begin = async () => {
    const fresh = listener(url, fake.apiUrl, scale);
    all.push(fresh);
    await fresh.ready();
    return fresh;
  };
  try {
    let both = await Promise.all([begin(), begin()]);
    for (const [n, way] of ways.entries()) {
      // On a busy machine with small times they may change places once more.
      for (let m = 0; m < 400 && both.filter((each) => each.listens()).length !== 1; m++) await sleep(25);
      const [first, second] = both[0]!.listens() ? both : both.toReversed();
      if (!first?.listens() || !second) throw new Error('nobody listens');
      const from = asked.size;
      for (let m = 0; m < 5; m++) await ask();
      await sleep(200 * scale);
      // One is in its hands as it goes.
      await ask();
      const at = performance.now();
      const exit = once(first.child, 'exit');
      first.child.kill(way === 'kill' ? 'SIGKILL' : way === 'freeze' ? 'SIGSTOP' : 'SIGTERM');
      await sleep(100 * scale);
      if (way !== 'stop') await createPerson(fake).command('ajuda');
      const gone = asked.size;
      const waiting = String(2_000_000_000_000_000_000n + BigInt(next));
      let answered = 0;
      const limit = 20_000;
      while (answered === 0 && performance.now() - at < limit) {
        await ask();
        await sleep(Math.max(20, 200 * scale));
        if (answers(asked.get(waiting)!) > 0) answered = performance.now();
      }
      rounds.push({ way, seconds: Math.round(((answered || Infinity) - at) / 10) / 100, asked: asked.size - from });
      for (let m = 0; m < 200 && [...asked.values()].some((channel) => answers(channel) === 0); m++) await sleep(50);
      if (way === 'freeze') {
        const before = posts(fake).length;
        const begun = new Set([...asked.values()].slice(0, gone));
        first.child.kill('SIGCONT');
        await sleep(Math.max(1500 * scale, 500));
        const after = posts(fake).slice(before);
        finished += after.filter((channel) => begun.has(channel)).length;
        afterWaking += after.filter((channel) => !begun.has(channel)).length;
        first.child.kill('SIGKILL');
      }
      await exit;
      if (n === ways.length - 1) break;
      both = [second, await begin()];
    }
  } finally {
    for (const { child } of all) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await fake.stop();
  }
  const counts = [...asked.values()].map(answers);
  return {
    rounds,
    asked: asked.size,
    unanswered: counts.filter((count) => count === 0).length,
    twice: counts.filter((count) => count > 1).length,
    late: lateIn(fake),
    afterWaking,
    finished,
    resumed: fake.gateway.resumed(),
    identified: fake.gateway.identified.length,
  };
}

if (process.argv[1] === import.meta.filename) {
  const [rounds = 3] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'carteira-takeover-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const ways = Array.from({ length: rounds }, () => ['kill', 'freeze', 'stop'] as const).flat();
  const figures = await soakTakeover({ url, ways });
  rmSync(folder, { recursive: true });
  console.table(figures.rounds);
  process.stdout.write(`${JSON.stringify({ ...figures, rounds: undefined })}\n`);
  const { unanswered, twice, late, afterWaking } = figures;
  if (unanswered + twice + late + afterWaking > 0 || figures.rounds.some(({ seconds }) => seconds > 10))
    process.exitCode = 1;
}
