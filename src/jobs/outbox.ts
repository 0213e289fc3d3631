import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../data/client.ts';
import type { Secret } from '../data/secret.ts';
import type { Log } from '../kit/ctx.ts';
import { attempt } from './attempt.ts';
import { createPace } from './pace.ts';
import { isDue } from './reads.ts';
import type { Sender } from './sender.ts';
import { afterSettingBack, settingsBack } from './service/jump.ts';
import { type Claimed, claim, isSuspect, release, type Settled, settle } from './service/queue.ts';
import { createMarks } from './settlement.ts';

export interface OutboxParts {
  data: Data;
  secret: Secret;
  /** By kind. */
  senders: Readonly<Record<string, Sender>>;
  clock(): Date;
  log: Log;
  /** How many messages may be on their way at once; after a kill, at most so many are sent again. */
  workers?: number;
  /** For how long a row is ours, in milliseconds; longer than `timeout`, for what is begun must end within it. */
  lease?: number;
  /** How long a sender may take. */
  timeout?: number;
  /** How often to look for what is due. */
  poll?: number;
  /** How long stopping waits for what is on its way. */
  grace?: number;
  random?(): number;
}

export interface Counts {
  sent: number;
  /** Tries that will be repeated. */
  retried: number;
  dead: number;
}

export interface Outbox {
  start(): void;
  /** Takes nothing more, gives back what was not begun, and waits for what was. */
  stop(): Promise<void>;
  /** Sends until nothing is due; what it comes to. */
  drain(): Promise<Counts>;
  /** Something may be due. */
  wake(): void;
  health(): { ok: boolean; inFlight: number; lookedAt: Date | undefined; error: string | undefined };
}

/** Sends what `write` has enqueued. Any number of them may work on one database. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { data, secret, senders, clock, log, random = Math.random } = parts;
  const { workers = 64, lease = 120_000, timeout = 45_000, poll = 1000, grace = 10_000 } = parts;
  if (lease <= timeout) throw new Error('a lease must be longer than the time a sender may take');
  // Enough in memory that no worker waits for the database, and no more, however long the backlog is.
  const capacity = workers * 4;
  const ready: Claimed[] = [];
  const unbegun = new Set<Claimed>();
  /** By id: all that is ours. A clock that jumps ahead ends every lease at once, also those of what is on its way. */
  const held = new Map<string, Claimed>();
  const wasSetBack = settingsBack(clock);
  let setBack = false;
  const pace = createPace();
  let begun = 0;
  let open = true;
  let looking: Promise<number> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let lookedAt: Date | undefined;
  let error: string | undefined;
  const calm: (() => void)[] = [];
  const counts: Counts = { sent: 0, retried: 0, dead: 0 };

  const inFlight = () => unbegun.size + begun;
  const quiet = () => new Promise<void>((resolve) => (inFlight() === 0 ? resolve() : calm.push(resolve)));
  const failed = (cause: unknown) => {
    error = cause instanceof Error ? cause.message : String(cause);
    log.error({ err: cause }, 'the outbox and its database disagree');
  };

  const marks = createMarks({
    settle: (batch) => settle(data, clock(), batch),
    failed,
    marked: (batch) => {
      begun -= batch.length;
      for (const { row } of batch) held.delete(row.id);
      for (const each of batch) count(each);
      begin();
      void look();
      if (inFlight() === 0) for (const resolve of calm.splice(0)) resolve();
    },
  });

  function count({ row, verdict }: Settled): void {
    counts[verdict.state === 'pending' ? 'retried' : verdict.state]++;
    if (verdict.state === 'dead')
      log.warn({ id: row.id, kind: row.kind, reason: verdict.reason }, 'a message was put aside');
  }

  /** Takes what is due, as long as there is room; how many that were. One at a time: who comes meanwhile gets the same answer. */
  function look(): Promise<number> {
    again = true;
    looking ??= take();
    return looking;
  }

  async function take(): Promise<number> {
    let total = 0;
    // `looking` must be set before it is unset below.
    await undefined;
    try {
      while (again && open && inFlight() <= capacity / 2) {
        again = false;
        const now = clock();
        setBack ||= wasSetBack();
        if (setBack) await afterSettingBack(data, now, lease);
        setBack = false;
        const due = await isDue(data, now);
        error = undefined;
        if (!due || !open) break;
        const limit = capacity - inFlight();
        const rows = await claim(data, now, { limit, lease, held: [...held.values()].some(isSuspect) });
        total += rows.length;
        for (const row of rows) receive(row);
        again ||= rows.length === limit;
      }
    } catch (cause) {
      failed(cause);
    } finally {
      looking = undefined;
      lookedAt = clock();
    }
    return total;
  }

  function receive(row: Claimed): void {
    const same = held.get(row.id);
    if (same) {
      Object.assign(same, { lease: row.lease, leaseUntil: row.leaseUntil });
      return;
    }
    held.set(row.id, row);
    unbegun.add(row);
    const enter = () => {
      ready.push(row);
      begin();
    };
    const wait = pace.wait(row.lane);
    if (wait > 0) void sleep(wait).then(enter);
    else enter();
  }

  function begin(): void {
    while (open && begun < workers && ready.length > 0) {
      const row = ready.shift()!;
      unbegun.delete(row);
      begun++;
      pace.begin(row.lane, senders[row.kind]?.pace);
      void attempt({ senders, secret, clock, timeout, random }, row).then(marks.add);
    }
  }

  async function end(): Promise<void> {
    await looking;
    const back = [...unbegun];
    unbegun.clear();
    for (const { id } of back) held.delete(id);
    if (back.length > 0) await release(data, back).catch(failed);
    await quiet();
  }

  return {
    start: () => {
      data.afterWrite = () => void look();
      timer = setInterval(look, poll);
      void look();
    },
    stop: async () => {
      open = false;
      clearInterval(timer);
      timer = undefined;
      data.afterWrite = undefined;
      await Promise.race([end(), sleep(grace, undefined, { ref: false })]);
      marks.abandon();
      if (begun > 0)
        log.warn({ count: begun }, 'messages were still on their way; they are sent again when their lease runs out');
    },
    drain: async () => {
      const before = { ...counts };
      while ((await look()) > 0 || inFlight() > 0) await quiet();
      if (error) throw new Error(error);
      return {
        sent: counts.sent - before.sent,
        retried: counts.retried - before.retried,
        dead: counts.dead - before.dead,
      };
    },
    wake: () => void look(),
    health: () => {
      // Looking is due every second; a database that does not even fail is none either.
      const stuck =
        timer !== undefined &&
        lookedAt !== undefined &&
        clock().getTime() - lookedAt.getTime() > Math.max(60_000, poll * 3);
      return { ok: error === undefined && !stuck, inFlight: inFlight(), lookedAt, error };
    },
  };
}
