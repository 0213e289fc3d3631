import type { Data } from '../data/client.ts';
import type { Trouble } from '../data/failure.ts';
import type { Log } from '../kit/ctx.ts';

export interface Storage {
  start(): void;
  stop(): void;
  /** Whether the database can be written, asked anew; an answer serves whoever asks within a moment. */
  health(): Promise<{ ok: boolean; cause?: Trouble; since?: Date }>;
  /** What the last look found. */
  known(): Trouble | undefined;
}

const minute = 60_000;
/** After so long without trouble the next one is news again. */
const calm = 10 * minute;

/** Looks whether the database can be written: each minute, and soon after a write has failed. The admins are told once. */
export function createStorage({
  data,
  tell,
  clock,
  log,
  look = 5000,
  fresh = 1000,
}: {
  data: Data;
  tell(cause: Exclude<Trouble, 'away'>, now: Date): Promise<void>;
  clock(): Date;
  log: Log;
  /** How often to see whether a write has failed, in milliseconds. */
  look?: number;
  /** How long an answer serves, in milliseconds. */
  fresh?: number;
}): Storage {
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<Trouble | undefined> | undefined;
  let askedAt = -Infinity;
  let found: { cause: Trouble; since: Date } | undefined;
  let told: Trouble | undefined;
  let wellSince: number | undefined;

  async function ask(): Promise<Trouble | undefined> {
    const cause = await data.probe();
    const now = clock();
    if (!cause) {
      if (found) log.info({ cause: found.cause, since: found.since }, 'the database can be written again');
      found = undefined;
      wellSince ??= performance.now();
      if (performance.now() - wellSince > calm) told = undefined;
      return undefined;
    }
    wellSince = undefined;
    if (found?.cause !== cause) {
      found = { cause, since: now };
      log.error({ cause }, 'the database cannot be written');
    }
    // Whom to tell is in the database: while it is away nobody knows.
    if (cause !== 'away' && told !== cause) {
      told = cause;
      await tell(cause, now).catch((error: unknown) => log.error({ err: error }, 'the admins could not be told'));
    }
    return cause;
  }

  function now(): Promise<Trouble | undefined> {
    if (!asking && performance.now() - askedAt > fresh)
      asking = ask().finally(() => {
        askedAt = performance.now();
        asking = undefined;
      });
    return asking ?? Promise.resolve(found?.cause);
  }

  return {
    start: () => {
      timer = setInterval(() => {
        if (data.condition.now() || performance.now() - askedAt > minute) void now();
      }, look);
      timer.unref();
    },
    stop: () => clearInterval(timer),
    health: async () => {
      await now();
      return found ? { ok: false, ...found } : { ok: true };
    },
    known: () => found?.cause,
  };
}
