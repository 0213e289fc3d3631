import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDuty } from '../../src/data/duty.ts';
import { databases, type TestDatabase } from '../database.ts';
import { quiet } from '../house.ts';

describe.each(databases)('work that one process does for all, on $provider', ({ open }) => {
  let database: TestDatabase;
  let now: number;
  const duties: ReturnType<typeof createDuty>[] = [];
  beforeEach(async () => {
    database = await open();
    now = 1000;
  });
  afterEach(async () => {
    for (const duty of duties.splice(0)) await duty.stop().catch(() => undefined);
    await database.drop();
  });
  /** A process; its own looks come too late to matter, and `look` is called by hand. */
  const process = async (name: string, data = database.data) => {
    const told: string[] = [];
    const times = { beat: 3_600_000, held: 4500, dead: 5500 };
    const duty = createDuty({ data, name: 'discord', log: quiet, times, elapsed: () => now });
    duties.push(duty);
    let at = '';
    await duty.start({
      begin: (state) => {
        told.push(`begins from ${state ?? 'nothing'}`);
        at = state ?? '';
      },
      end: () => void told.push('ends'),
      state: () => at,
    });
    return {
      duty,
      told,
      come: (state: string) => {
        at = `${name} ${state}`;
      },
    };
  };

  it('is had by one, and by the next when there is no sign of life, where it was at the last', async () => {
    const a = await process('a');
    const b = await process('b');
    expect([a.duty.isOurs(), b.duty.isOurs(), b.duty.isHeld()]).toEqual([true, false, true]);
    a.come('7');
    for (let n = 0; n < 10; n++) {
      now += 1500;
      await a.duty.look();
      await b.duty.look();
    }
    a.come('8, which nobody heard of');
    now += 4400;
    await b.duty.look();
    expect([a.duty.isOurs(), b.told]).toEqual([true, []]);
    now += 200;
    // By its own clock it is over before another takes it.
    expect([a.duty.isOurs(), b.duty.isOurs()]).toEqual([false, false]);
    now += 1000;
    await b.duty.look();
    expect([b.duty.isOurs(), b.told]).toEqual([true, ['begins from a 7']]);

    // Whoever comes back finds out, and leaves what the other has.
    await a.duty.look();
    expect([a.duty.isOurs(), a.told]).toEqual([false, ['begins from nothing', 'ends']]);
    b.come('9');
    await b.duty.keep();
    expect(await database.data.db.duty.findMany()).toMatchObject([{ state: 'b 9' }]);
  });

  it('goes on where this process is when nobody else had it meanwhile, and not where the database last heard of it', async () => {
    const a = await process('a');
    // The sign of life is written, and says so too late.
    const late = a.duty.look();
    now += 5000;
    await late;
    expect(a.told).toEqual(['begins from nothing', 'ends']);
    a.come('5, of which nobody has heard');
    await a.duty.look();
    expect(a.told.at(-1)).toBe('begins from a 5, of which nobody has heard');
  });

  it('is taken by one of many who see it fall', async () => {
    const a = await process('a');
    const others = [];
    for (let n = 0; n < 6; n++) others.push(await process(`o${n}`));
    now += 6000;
    await Promise.all(others.map(({ duty }) => duty.look()));
    expect(others.filter(({ duty }) => duty.isOurs())).toHaveLength(1);
    expect(a.duty.isOurs()).toBe(false);
  });

  it('is handed over at once by whoever stops', async () => {
    const a = await process('a');
    const b = await process('b');
    a.come('3');
    await a.duty.stop();
    expect(a.told).toEqual(['begins from nothing', 'ends']);
    await b.duty.look();
    expect(b.told).toEqual(['begins from a 3']);
    // One that starts later finds it had.
    expect((await process('c')).duty.isOurs()).toBe(false);
  });

  it('is not had by whoever cannot say so', async () => {
    const away = { ...database.data, db: new Proxy({}, { get: () => () => Promise.reject(new Error('away')) }) };
    let data = database.data;
    const switched = new Proxy({} as typeof data, { get: (_, key) => data[key as keyof typeof data] });
    const times = { beat: 3_600_000, held: 4500, dead: 5500 };
    const told: string[] = [];
    const duty = createDuty({ data: switched, name: 'discord', log: quiet, times, elapsed: () => now });
    duties.push(duty);
    await duty.start({ begin: () => void told.push('begins'), end: () => void told.push('ends'), state: () => '' });
    data = away as never;
    now += 3000;
    await duty.look();
    expect([duty.isOurs(), told]).toEqual([true, ['begins']]);
    now += 3000;
    await duty.look();
    expect([duty.isOurs(), told]).toEqual([false, ['begins', 'ends']]);
    // Nobody has taken it meanwhile.
    data = database.data;
    await duty.look();
    expect([duty.isOurs(), told]).toEqual([true, ['begins', 'ends', 'begins']]);
  });
});
