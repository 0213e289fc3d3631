import { expect, it } from 'vitest';
import type { Settled } from '../../src/jobs/service/queue.ts';
import { createMarks } from '../../src/jobs/settlement.ts';

const done = (key: string, record?: Settled['record']) =>
  ({ row: { key }, verdict: { state: 'sent', message: '' }, record }) as Settled;
const keys = (batch: readonly Settled[]) => batch.map((each) => each.row.key);

it('what ends together is written together; while that is written, the next gathers', async () => {
  const batches: string[][] = [];
  let marked = 0;
  const marks = createMarks({
    settle: async (batch) => {
      batches.push(keys(batch));
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    marked: (batch) => {
      marked += batch.length;
    },
    failed: () => undefined,
  });
  for (const key of ['a', 'b', 'c']) marks.add(done(key));
  setTimeout(() => ['d', 'e'].map((key) => marks.add(done(key))), 5);
  await expect.poll(() => marked).toBe(5);
  expect(batches).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
});

it('what could not be written is written later; nothing is forgotten', async () => {
  let broken = 3;
  const written: string[] = [];
  const errors: unknown[] = [];
  const marks = createMarks({
    settle: async (batch) => {
      if (broken-- > 0) throw new Error('database is locked');
      written.push(...keys(batch));
    },
    marked: () => undefined,
    failed: (error) => errors.push(error),
    pause: 1,
  });
  for (const key of ['a', 'b']) marks.add(done(key));
  await expect.poll(() => written).toEqual(['a', 'b']);
  expect(errors).toHaveLength(3);
});

it('a record that fails for good takes no other mark with it, and in the end the row is marked without it', async () => {
  const written: string[] = [];
  let tries = 0;
  const marks = createMarks({
    settle: async (batch) => {
      for (const each of batch)
        if (each.record) {
          tries++;
          throw new Error('the record is refused');
        }
      written.push(...keys(batch));
    },
    marked: () => undefined,
    failed: () => undefined,
    pause: 1,
  });
  marks.add(done('recorded', async () => undefined));
  marks.add(done('plain'));
  await expect.poll(() => written).toEqual(['plain', 'recorded']);
  expect(tries).toBe(5);
});

it('gives up when told to', async () => {
  let tries = 0;
  const marks = createMarks({
    settle: async () => {
      tries++;
      throw new Error('gone');
    },
    marked: () => undefined,
    failed: () => undefined,
    pause: 1,
  });
  marks.add(done('a'));
  await expect.poll(() => tries).toBeGreaterThan(2);
  marks.abandon();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const after = tries;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(tries).toBe(after);
});
