// A year of digests by a fake clock: `node --import tsx bench/year-digests.ts [FIRMS] [DAYS]`; TEST_DATABASE_URL for PostgreSQL with three processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { runDue } from '../src/digests/service/run.ts';
import { type Rule, ruleOf } from '../src/digests/when/rule.ts';
import { type Asked, instants, lookAt, slotsOf } from './oracle-digests.ts';

const zones = [
  'America/Sao_Paulo',
  'America/Manaus',
  'America/Noronha',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Europe/Lisbon',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/St_Johns',
] as const;
const rules = [
  'weekdays 08:00',
  'weekly 1 09:00',
  'monthly 1 08:00',
  'last 17:30',
  'monthly 31 02:30',
  'weekly 0,3 01:30',
  'cron 30 2 * * 0',
  'cron 0 */6 1,15 * *',
  'daily 00:00',
  'cron 0 8 1-7 * 1',
] as const;

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One process, or what stands for one: looks at what is due, and may be started again. */
export interface Ticker {
  tick(now: Date): Promise<void>;
  restart(): Promise<void>;
  /** Dies so many milliseconds into a tick; whoever is started in its place ticks at the same moment again. */
  die?(now: Date, ms: number): Promise<void>;
  stop(): Promise<void>;
}

const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };

/** In this process, with a connection of its own. */
export function localTicker(url: string): Ticker {
  let data = openData(url, { connections: 3 });
  return {
    tick: async (now) => void (await runDue({ data, log }, now)),
    restart: async () => {
      await data.close();
      data = openData(url, { connections: 3 });
    },
    stop: () => data.close(),
  };
}

/** A process of its own; starting it again kills it. */
export function childTicker(url: string): Ticker {
  let child: ChildProcess;
  let lines: AsyncIterator<string>;
  const start = () => {
    child = spawn(process.execPath, ['--import', 'tsx', 'bench/tick-digests.ts', url], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  };
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  start();
  const tick = async (now: Date) => {
    child.stdin!.write(`${now.toISOString()}\n`);
    const { value } = await lines.next();
    if (value !== now.toISOString()) throw new Error(`expected ${now.toISOString()}, got ${value}`);
  };
  const restart = async () => {
    await stop();
    start();
  };
  return {
    tick,
    restart,
    die: async (now, ms) => {
      child.stdin!.write(`${now.toISOString()}\n`);
      await sleep(ms);
      await restart();
      await tick(now);
    },
    stop,
  };
}

export interface Year {
  /** Slots that were to be run, and those that were not, were run otherwise, or twice. */
  expected: number;
  missing: string[];
  extra: string[];
  ticks: number;
  restarts: number;
  /** Processes that were killed within a tick. */
  killed: number;
  /** Rows in the outbox, and different keys among them. */
  messages: number;
}

/** Seeds firms, lets the clock run through the days, and compares what was run with what an independent reckoning says. */
export async function simulate({
  url,
  tickers,
  firms,
  days,
  seed = 7,
  step = 15,
  from = new Date('2026-01-01T00:00:00Z'),
}: {
  url: string;
  tickers: readonly Ticker[];
  firms: number;
  days: number;
  seed?: number;
  step?: 1 | 15;
  from?: Date;
}): Promise<Year> {
  const dice = random(seed);
  const data = openData(url, { connections: 3 });
  const asked = new Map<string, Asked & { zone: string }>();
  const own = ['2026-01-25', '2026-07-09', '2026-12-24', '2026-12-31'];
  for (let n = 0; n < firms; n++) {
    const firmId = newId();
    const zone = zones[n % zones.length]!;
    await data.db.firm.create({ data: { id: firmId, name: `Escritório ${n}`, timeZone: zone, createdAt: from } });
    const off = n % 3 === 0 ? own : [];
    for (const day of off) await data.db.firmHoliday.create({ data: { id: newId(), firmId, day, name: 'x' } });
    // Every rule in every zone, as the numbers of firms allow.
    const rule: string = rules[(n + Math.floor(n / zones.length)) % rules.length]!;
    const id = newId();
    const onHoliday = n % 2 === 0 ? 'next' : 'skip';
    const place = { place: 'channel', platform: 'test', workspace: 'w', channel: `C${n}` };
    const stamps = { nextAt: from, settledUntil: from, createdAt: from, updatedAt: from };
    await data.db.schedule.create({
      data: { id, firmId, kind: 'expiry', rule, onHoliday, sendEmpty: true, ...place, ...stamps },
    });
    asked.set(id, { rule: ruleOf(rule) as Rule, onHoliday, own: off, zone });
  }

  // The clock: mostly a little late, sometimes a night or a week away, and then of a process that was started anew.
  const ticks: Date[] = [];
  let restarts = 0;
  let killed = 0;
  const end = from.getTime() + days * 86_400_000;
  const due = async () =>
    (
      await data.db.schedule.findFirst({ where: { nextAt: { not: null } }, orderBy: { nextAt: 'asc' } })
    )?.nextAt?.getTime();
  for (let now = from.getTime(); now < end; ) {
    const next = Math.max((await due()) ?? end, now + 60_000);
    const late = dice() < 0.02 ? dice() * 6 * 86_400_000 : dice() * 20 * 60_000;
    now = Math.ceil((next + late) / 60_000) * 60_000;
    if (now > end) break;
    if (dice() < 0.05) {
      restarts++;
      await tickers[Math.floor(dice() * tickers.length)]!.restart();
    }
    const at = new Date(now);
    ticks.push(at);
    // All at once, and one of them once more, as after a clock that was put back.
    const victim = dice() < 0.1 ? tickers[Math.floor(dice() * tickers.length)] : undefined;
    if (victim?.die) killed++;
    const ms = dice() * 250;
    await Promise.all(tickers.map((each) => (each === victim && each.die ? each.die(at, ms) : each.tick(at))));
    if (dice() < 0.05) await tickers[0]!.tick(new Date(now - 90 * 60_000));
  }

  const ran = await data.db.digestRun.findMany({ select: { key: true } });
  const outbox = await data.db.outbox.count({ where: { kind: 'digest.post' } });
  await data.close();
  const seen = new Map(
    [...new Set([...asked.values()].map(({ zone }) => zone))].map((zone) => [
      zone,
      lookAt(zone, new Date(from.getTime() - 3 * 86_400_000), days + 6, step),
    ]),
  );
  const at = new Map([...seen].map(([zone, clocks]) => [zone, instants(clocks)]));
  const expected = new Set<string>();
  for (const [id, { zone, ...each }] of asked) {
    const slots = slotsOf(each, seen.get(zone)!, at.get(zone)!).map(
      ([instant, wall]) => [instant * 60_000, wall] as const,
    );
    let i = slots.findIndex(([instant]) => instant > from.getTime());
    for (const tick of ticks) {
      let last: number | undefined;
      for (; i >= 0 && i < slots.length && slots[i]![0] <= tick.getTime(); i++) last = slots[i]![1];
      if (last !== undefined) expected.add(`${id}:${new Date(last * 60_000).toISOString().slice(0, 16)}`);
    }
  }
  const keys = ran.map(({ key }) => key);
  const once = new Set(keys);
  return {
    expected: expected.size,
    missing: [...expected].filter((key) => !once.has(key)),
    // Each key that was run takes itself off: what is left of one that came twice is one too many.
    extra: keys.filter((key) => !expected.has(key) || !once.delete(key)),
    ticks: ticks.length,
    restarts,
    killed,
    messages: outbox,
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-year-'));
  const server = process.env.TEST_DATABASE_URL;
  const url = server ?? `file:${join(folder, 'year.db')}`;
  await migrate(url);
  const tickers = Array.from({ length: server ? 3 : 1 }, () => childTicker(url));
  const started = performance.now();
  const year = await simulate({
    url,
    tickers,
    firms: Number(process.argv[2] ?? 500),
    days: Number(process.argv[3] ?? 366),
    step: 1,
  });
  await Promise.all(tickers.map((each) => each.stop()));
  const { missing, extra, ...figures } = year;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `${JSON.stringify({ ...figures, missing: missing.slice(0, 5), extra: extra.slice(0, 5), seconds })}\n`,
  );
  rmSync(folder, { recursive: true, force: true });
  process.exit(missing.length + extra.length > 0 ? 1 : 0);
}
