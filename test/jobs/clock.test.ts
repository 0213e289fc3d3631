import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, createClock, type Task } from '../../src/jobs/clock.ts';
import type { Log } from '../../src/kit/ctx.ts';
import { quiet, testNow } from '../house.ts';

describe('the clock', () => {
  let now = testNow;
  const clocks: Clock[] = [];
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const make = (tasks: readonly Task[], rest: Partial<Parameters<typeof createClock>[0]> = {}) => {
    const clock = createClock({ tasks, clock: () => now, elapsed: () => now.getTime(), log: quiet, ...rest });
    clocks.push(clock);
    return clock;
  };
  beforeEach(() => {
    now = testNow;
  });
  afterEach(() => Promise.all(clocks.splice(0).map((clock) => clock.stop())));

  it('runs every task with the time it is; one that fails stops no other', async () => {
    const seen: [string, Date][] = [];
    const errors: string[] = [];
    const log: Log = { ...quiet, error: (fields, message) => errors.push(`${message} ${JSON.stringify(fields)}`) };
    const clock = make(
      [
        { name: 'a', run: async (at) => void seen.push(['a', at]) },
        {
          name: 'bad',
          run: () => {
            throw new Error('at once');
          },
        },
        { name: 'worse', run: async () => Promise.reject(new Error('later')) },
        { name: 'b', run: async (at) => void seen.push(['b', at]) },
      ],
      { log },
    );
    await clock.tick();
    expect(seen).toEqual([
      ['a', testNow],
      ['b', testNow],
    ]);
    expect(errors.filter((each) => each.includes('failed'))).toHaveLength(2);
    expect(clock.health().tasks.map(({ name, ok, lastRun }) => [name, ok, lastRun])).toEqual([
      ['a', true, testNow],
      ['bad', false, testNow],
      ['worse', false, testNow],
      ['b', true, testNow],
    ]);
  });

  it('never overlaps itself; a slow task holds up no other', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const runs = { slow: 0, quick: 0 };
    const clock = make([
      {
        name: 'slow',
        run: async () => {
          runs.slow++;
          await gate;
        },
      },
      { name: 'quick', run: async () => void runs.quick++ },
    ]);
    const first = clock.tick();
    await new Promise(setImmediate);
    later(60);
    await clock.tick();
    later(60);
    await clock.tick();
    expect(runs).toEqual({ slow: 1, quick: 3 });
    expect(clock.health().tasks[0]).toMatchObject({ name: 'slow', running: true });
    open();
    await first;
    later(60);
    await clock.tick();
    expect(runs).toEqual({ slow: 2, quick: 4 });
  });

  it('starts a stuck task again', async () => {
    let runs = 0;
    const clock = make([
      {
        name: 'stuck',
        run: () => {
          runs++;
          return runs === 1 ? new Promise(() => undefined) : Promise.resolve();
        },
      },
    ]);
    void clock.tick();
    later(4 * 60);
    await clock.tick();
    expect(runs).toBe(1);
    later(60);
    await clock.tick();
    expect(runs).toBe(2);
    later(60);
    await clock.tick();
    expect(runs).toBe(3);
  });

  it('ticks at start, shows its lag, and is wound up again when it stood still', async () => {
    let runs = 0;
    const clock = make([{ name: 'a', run: async () => void runs++ }], { watch: 10 });
    clock.start();
    await expect.poll(() => runs).toBe(1);
    expect(clock.health()).toMatchObject({ ok: true, lastTick: testNow, lagSeconds: 0 });
    later(120);
    expect(clock.health()).toMatchObject({ ok: true, lagSeconds: 120 });
    later(60);
    await expect.poll(() => runs).toBe(2);
    expect(clock.health()).toMatchObject({ ok: true, lagSeconds: 0 });
  });

  it('is not healthy while it stands still', async () => {
    const clock = make([]);
    clock.start();
    later(200);
    expect(clock.health()).toMatchObject({ ok: false, lagSeconds: 200 });
  });

  it('goes by what has passed, whatever the time of day is set to', async () => {
    let passed = 0;
    let runs = 0;
    const gate = new Promise(() => undefined);
    const slow: Task = { name: 'slow', run: () => (++runs === 1 ? gate : Promise.resolve()) as Promise<void> };
    const clock = make([slow], { elapsed: () => passed, watch: 10 });
    clock.start();
    await expect.poll(() => runs).toBe(1);
    later(3600);
    await clock.tick();
    // An hour by the wall, no time at all: nothing stood still, and nothing is stuck.
    expect(runs).toBe(1);
    expect(clock.health()).toMatchObject({ ok: true, lagSeconds: 0, lastTick: now });
    later(-3600);
    // What the timer waits for is an hour away now; the watchdog goes by what has passed.
    passed += 200_000;
    expect(clock.health()).toMatchObject({ ok: false, lagSeconds: 200 });
    await expect.poll(() => clock.health()).toMatchObject({ ok: true, lastTick: now });
    passed += 200_000;
    await expect.poll(() => runs).toBe(2);
  });

  it('waits for what runs when it stops', async () => {
    let ended = false;
    const clock = make([
      {
        name: 'a',
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          ended = true;
        },
      },
    ]);
    void clock.tick();
    await clock.stop();
    expect(ended).toBe(true);
  });
});
