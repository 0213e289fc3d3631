import type { Log } from '../kit/ctx.ts';
import type { Duty, DutyWork } from '../kit/duty.ts';
import type { Data } from './client.ts';
import { newId } from './id.ts';
import { isUnique } from './unique.ts';

/**
 * All in milliseconds. Whoever has it says so every `beat`; without having said so for `held` they have it no more, by their own clock; whoever has seen no
 * sign of life for `dead`, by theirs, takes it. The clocks of hosts need not agree: each measures only how long something takes.
 */
export const dutyTimes = { beat: 1500, held: 4500, dead: 5500 };

interface Seen {
  holder: string;
  beat: number;
  /** Since when nothing has changed. */
  since: number;
}

export interface DutyParts {
  data: Data;
  name: string;
  log: Log;
  times?: typeof dutyTimes;
  elapsed?(): number;
}

/** `look` is what it does by itself, again and again. */
export function createDuty({ data, name, log, times = dutyTimes, elapsed = () => performance.now() }: DutyParts) {
  let work: DutyWork | undefined;
  /** Who we are while it is ours; anew with each taking. */
  let mine: string | undefined;
  /** Who we were when we last lost it: while that stands there, nobody else has it. */
  let former: string | undefined;
  /** When our last sign of life began. */
  let alive = 0;
  let seen: Seen | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let stopped = false;

  const isOurs = () => mine !== undefined && elapsed() - alive < times.held;

  function lose(why: string): void {
    if (mine === undefined) return;
    former = mine;
    mine = undefined;
    seen = undefined;
    log.warn({ duty: name, why }, 'this process leaves it to another');
    work?.end();
  }

  function gain(holder: string, at: number, state: string | undefined): void {
    mine = holder;
    alive = at;
    log.info({ duty: name }, 'this process takes over');
    work?.begin(state);
  }

  async function giveSign(holder: string): Promise<void> {
    const at = elapsed();
    const state = work!.state();
    const { count } = await data.db.$transaction((tx) =>
      tx.duty.updateMany({ where: { name, holder }, data: { beat: { increment: 1 }, state } }),
    );
    if (mine !== holder) return;
    if (count === 1) alive = Math.max(alive, at);
    else lose('it was taken');
  }

  async function take(): Promise<void> {
    const row = await data.db.duty.findUnique({ where: { name } });
    const holder = newId();
    const at = elapsed();
    if (!row) {
      await data.db.$transaction((tx) => tx.duty.create({ data: { name, holder, beat: 0, state: '' } }));
      return gain(holder, at, undefined);
    }
    const same = seen?.holder === row.holder && seen.beat === row.beat;
    seen = { holder: row.holder, beat: row.beat, since: same ? seen!.since : at };
    if (row.holder !== '' && row.holder !== former && at - seen.since < times.dead) return;
    const { count } = await data.db.$transaction((tx) =>
      tx.duty.updateMany({
        where: { name, holder: row.holder, beat: row.beat },
        data: { holder, beat: { increment: 1 } },
      }),
    );
    if (count !== 1) return;
    // Where nobody else had it meanwhile, we are further than what was kept.
    const further = row.holder === former ? work!.state() : '';
    gain(holder, at, further || row.state || undefined);
  }

  async function look(): Promise<void> {
    try {
      if (mine === undefined) await take();
      else await giveSign(mine);
    } catch (error) {
      // Another process was quicker.
      if (!isUnique(error)) log.warn({ duty: name, err: error }, 'whose work it is could not be seen');
    }
    if (mine !== undefined && !isOurs()) lose('the database did not answer in time');
  }

  /** When the next look is due: not before somebody can be given up, and not after. */
  const pause = (): number =>
    mine === undefined && seen ? Math.min(times.beat, Math.max(0, seen.since + times.dead - elapsed())) : times.beat;

  function again(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      // A process that was frozen finds out before it does anything else for it.
      if (mine !== undefined && !isOurs()) lose('this process stood still');
      // A database that does not answer holds up the next look, and not what is known by then.
      const watch = setTimeout(() => {
        if (mine !== undefined && !isOurs()) lose('the database did not answer in time');
      }, times.held);
      watch.unref();
      looking = look().finally(() => {
        clearTimeout(watch);
        again();
      });
    }, pause());
    timer.unref();
  }

  const duty: Duty = {
    start: async (given) => {
      work = given;
      await look();
      again();
    },
    isOurs,
    keep: async () => {
      if (mine !== undefined && isOurs()) await look();
    },
    isHeld: () => isOurs() || (seen !== undefined && seen.holder !== '' && elapsed() - seen.since < times.dead),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await looking;
      const holder = mine;
      if (holder === undefined || !work) return;
      mine = undefined;
      const state = work.state();
      work.end();
      await data.db.$transaction((tx) =>
        tx.duty.updateMany({ where: { name, holder }, data: { holder: '', beat: { increment: 1 }, state } }),
      );
    },
  };
  return { ...duty, look };
}
