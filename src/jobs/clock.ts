import { setTimeout as sleep } from 'node:timers/promises';
import { type ScheduledTask, schedule } from 'node-cron';
import type { Log } from '../kit/ctx.ts';

/** What is looked at every minute. It may run late, or twice: what it does, it does under a key. */
export interface Task {
  name: string;
  run(now: Date): Promise<void>;
}

export interface ClockHealth {
  ok: boolean;
  lastTick: Date | undefined;
  /** Seconds since the last tick. */
  lagSeconds: number;
  /** `failures`: how often it failed since the start. */
  tasks: readonly { name: string; running: boolean; lastRun: Date | undefined; ok: boolean; failures: number }[];
}

export interface Clock {
  start(): void;
  stop(): Promise<void>;
  /** Runs every task that is not running; resolves when those have ended. */
  tick(): Promise<void>;
  health(): ClockHealth;
}

export interface ClockParts {
  tasks: readonly Task[];
  clock(): Date;
  log: Log;
  /** After so many milliseconds a task counts as stuck, and is run again beside what is left of it. */
  patience?: number;
  /** How often the watchdog looks, in milliseconds. */
  watch?: number;
  /** Milliseconds since some moment: what has passed, whatever the time of day is set to meanwhile. */
  elapsed?(): number;
}

interface Run {
  startedAt: number;
  promise: Promise<void>;
}

const minute = 60_000;
/** How long stopping waits for what runs. */
const grace = 10_000;

export function createClock({
  tasks,
  clock,
  log,
  patience = 5 * minute,
  watch = minute / 2,
  elapsed = () => performance.now(),
}: ClockParts): Clock {
  const running = new Map<string, Run>();
  const last = new Map<string, { at: Date; ok: boolean; failures: number }>();
  let cron: ScheduledTask | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  let lastTick: Date | undefined;
  /** When it was started or last ticked. */
  let turnedAt: number | undefined;

  const lag = () => (elapsed() - (turnedAt ?? elapsed())) / 1000;

  function begin(task: Task, now: Date): Promise<void> {
    const before = running.get(task.name);
    if (before) {
      if (elapsed() - before.startedAt < patience) return Promise.resolve();
      log.error({ task: task.name }, 'a task of the clock is stuck; it is started again');
    }
    const work = async () => {
      let ok = true;
      try {
        await task.run(now);
      } catch (error) {
        ok = false;
        log.error({ err: error, task: task.name }, 'a task of the clock failed');
      }
      last.set(task.name, { at: now, ok, failures: (last.get(task.name)?.failures ?? 0) + (ok ? 0 : 1) });
      if (running.get(task.name) === run) running.delete(task.name);
    };
    const run: Run = { startedAt: elapsed(), promise: Promise.resolve() };
    running.set(task.name, run);
    run.promise = work();
    return run.promise;
  }

  async function tick(): Promise<void> {
    const now = clock();
    lastTick = now;
    turnedAt = elapsed();
    await Promise.all(tasks.map((task) => begin(task, now)));
  }

  function wind(): void {
    void cron?.destroy();
    cron = schedule('* * * * *', () => void tick(), { timezone: 'UTC', suppressMissedWarning: true });
  }

  return {
    start: () => {
      turnedAt = elapsed();
      wind();
      watchdog = setInterval(() => {
        if (lag() < 2.5 * 60) return;
        log.error({ lagSeconds: Math.round(lag()) }, 'the clock stood still; it is wound up again');
        wind();
        void tick();
      }, watch);
      void tick();
    },
    stop: async () => {
      clearInterval(watchdog);
      await cron?.destroy();
      const all = Promise.all([...running.values()].map((run) => run.promise));
      await Promise.race([all, sleep(grace, undefined, { ref: false })]);
    },
    tick,
    health: () => ({
      ok: lag() < 2.5 * 60,
      lastTick,
      lagSeconds: Math.round(lag()),
      tasks: tasks.map(({ name }) => ({
        name,
        running: running.has(name),
        lastRun: last.get(name)?.at,
        ok: last.get(name)?.ok ?? true,
        failures: last.get(name)?.failures ?? 0,
      })),
    }),
  };
}
