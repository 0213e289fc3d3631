import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Claimed, claim, isDue, putBack, renew } from './queue.ts';
import { showProgress, type Taking, takeMonth } from './take.ts';

export interface WorkerParts extends Omit<Taking, 'packing'> {
  /** How many clients are taken at once. Each client's account has a budget of its own, which the account's adapter keeps. */
  slots?: number;
  /** For how long one is ours without a sign of life, in milliseconds. */
  life?: number;
  /** How often a sign of life is given. */
  beat?: number;
  /** How often to look for what is due. */
  poll?: number;
  /** How long stopping waits for what runs. */
  grace?: number;
}

export interface Worker {
  start(): void;
  /** Takes nothing more, calls off what runs and gives it back: what is on the disk stays there. */
  stop(): Promise<void>;
  /** Works until nothing is due. */
  drain(): Promise<void>;
  health(): { ok: boolean; working: number; error: string | undefined };
}

/** At most so many ZIPs are made at once. */
const packedAtOnce = 2;

/** Lets `most` run at once; the others wait in line. */
function createGate(most: number) {
  let running = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => line.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
}

/** Takes the months that were asked for. Any number of them may work on one database; a killed one's work is taken over. */
export function createWorker({
  slots = 16,
  life = 60_000,
  beat = 4000,
  poll = 1000,
  grace = 10_000,
  ...parts
}: WorkerParts): Worker {
  if (life <= beat * 2) throw new Error('a lease must outlive two signs of life');
  const { house, clock } = parts;
  const { data, log } = house;
  const taking: Taking = { ...parts, packing: createGate(packedAtOnce) };
  const running = new Map<string, { promise: Promise<void>; stop: AbortController; item: Claimed }>();
  let timer: NodeJS.Timeout | undefined;
  let pulse: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let looking: Promise<number> | undefined;
  let open = true;
  let error: string | undefined;

  const failed = (cause: unknown) => {
    error = cause instanceof Error ? cause.message : String(cause);
    log.error({ err: cause }, 'documents and their database disagree');
  };

  /** One sign of life for all that runs: each is a write, and a write waits for the disk. */
  async function giveSign(): Promise<void> {
    try {
      const all = [...running.values()];
      const items = all.map(({ item }) => item);
      const lost = await renew(data, items, new Date(clock().getTime() + life));
      for (const { item, stop } of all) if (lost.includes(item)) stop.abort(new Error('taken by another process'));
      for (const jobId of new Set(items.map((item) => item.jobId))) await showProgress(taking, jobId);
    } catch (cause) {
      failed(cause);
    }
  }

  function live(): void {
    beating ??= giveSign().finally(() => {
      beating = undefined;
    });
  }

  function begin(item: Claimed): void {
    // Ours already, but for too long without a sign of life: the one before has to be out of the way first.
    const before = running.get(item.id);
    before?.stop.abort(new Error('taken again'));
    const stop = new AbortController();
    // Every request that is on its way listens to it.
    setMaxListeners(0, stop.signal);
    pulse ??= setInterval(live, beat);
    const work = async () => {
      try {
        await before?.promise;
        await takeMonth(taking, item, stop.signal);
        error = undefined;
      } catch (cause) {
        // It is ours until the lease runs out, and is then taken again.
        failed(cause);
      } finally {
        if (running.get(item.id)?.item === item) running.delete(item.id);
        if (running.size === 0) {
          clearInterval(pulse);
          pulse = undefined;
        }
        await beating;
      }
      void look();
    };
    running.set(item.id, { promise: work(), stop, item });
  }

  function look(): Promise<number> {
    looking ??= take().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function take(): Promise<number> {
    const room = slots - running.size;
    if (!open || room <= 0) return 0;
    try {
      const now = clock();
      if (!(await isDue(data, now)) || !open) return 0;
      const items = await claim(data, now, { limit: room, life });
      for (const item of items) begin(item);
      return items.length;
    } catch (cause) {
      failed(cause);
      return 0;
    }
  }

  return {
    start: () => {
      timer = setInterval(() => void look(), poll);
      void look();
    },
    stop: async () => {
      open = false;
      clearInterval(timer);
      await looking;
      const all = [...running.values()];
      for (const { stop } of all) stop.abort(new Error('stopping'));
      await Promise.race([Promise.all(all.map(({ promise }) => promise)), sleep(grace, undefined, { ref: false })]);
      for (const { item } of all)
        await putBack(data, item, { dueAt: clock(), counted: false, error: '' }).catch(failed);
    },
    drain: async () => {
      while ((await look()) > 0 || running.size > 0)
        await Promise.all([...running.values()].map(({ promise }) => promise));
    },
    health: () => ({ ok: error === undefined, working: running.size, error }),
  };
}
