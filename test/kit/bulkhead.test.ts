import { expect, it } from 'vitest';
import { createBulkhead } from '../../src/kit/bulkhead.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('of one firm so many are in hand at once, in the order they came, and another firm waits for none of them', async () => {
  const enter = createBulkhead({ most: 2, patience: 60_000 });
  const begun: string[] = [];
  const leave = new Map<string, () => void>();
  const ask = (firm: string, name: string) =>
    enter(firm).then((done) => {
      begun.push(name);
      leave.set(name, done);
    });
  for (const name of ['a1', 'a2', 'a3', 'a4']) void ask('a', name);
  for (let n = 0; n < 5; n++) await turn();
  expect(begun).toEqual(['a1', 'a2']);
  void ask('b', 'b1');
  for (let n = 0; n < 5; n++) await turn();
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  leave.get('a1')!();
  // Said twice it makes room once.
  leave.get('a1')!();
  for (let n = 0; n < 5; n++) await turn();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  leave.get('a2')!();
  for (let n = 0; n < 5; n++) await turn();
  expect(begun.at(-1)).toBe('a4');
});

it('firms take turns, one thing a turn, and what comes meanwhile is heard', async () => {
  const enter = createBulkhead({ most: 9, patience: 60_000 });
  const begun: string[] = [];
  const ask = (firm: string, name: string) => enter(firm).then(() => void begun.push(name));
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) void ask('a', name);
  await turn();
  expect(begun).toEqual(['a1', 'a2']);
  for (const name of ['b1', 'b2']) void ask('b', name);
  for (let n = 0; n < 9; n++) await turn();
  expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'b2', 'a5']);
});

it('who takes long makes room for the next', async () => {
  const enter = createBulkhead({ most: 1, patience: 20 });
  await enter('a');
  const began = performance.now();
  await enter('a');
  expect(performance.now() - began).toBeGreaterThan(15);
});
