import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { filterKeys } from '../../src/clients/fields.ts';
import { databases } from '../database.ts';
import { counting, filters, jobs } from './jobs.ts';
import { firmAt, platforms } from './stage.ts';

const most = 2;
const counted = new Map<string, number[]>();

test.each(platforms)(
  'no job takes more than two acts on $name',
  { timeout: 120_000 },
  async ({ seat, driver: make }) => {
    const database = await databases[0]!.open();
    const driver = make();
    const spent: number[] = [];
    try {
      await driver.start(await firmAt(database.data, seat));
      const hand = counting(driver);
      for (const job of jobs) {
        await job.before?.(driver);
        await job.run(hand);
        const { text, form } = driver.shown();
        expect(form?.errors ?? [], `${job.name}, from ${job.from}`).toEqual([]);
        expect(text, `${job.name}, from ${job.from}`).toMatch(job.says);
        const acts = hand.spent();
        expect(acts, `${job.name}, from ${job.from}`).toBeLessThanOrEqual(job.most ?? most);
        spent.push(acts);
      }
    } finally {
      await driver.stop();
      await database.drop();
    }
    counted.set(platforms.find((each) => each.seat === seat)!.name, spent);
  },
);

test('every filter is one of those that are counted, but for words, which are typed', () => {
  expect(new Set(filters.map(([, option]) => option.replace(/: .*/, ''))).size).toBe(
    filterKeys.filter((key) => key !== 'name').length,
  );
});

/** The page as it ought to stand, of what was counted. */
const page = (): string =>
  [
    '# Acts per job',
    '',
    'A command, a press (a pick from a menu too) and a form that is sent are one act each. Counted by `test/acts/`, by real adapters before',
    'stand-ins of their platforms: none takes more than two, but declining from an empty conversation, for a decline is sent with its reason.',
    'What stands before the person already is not counted; a filter whose values are more than a menu of 25 holds takes three, by *Mais',
    'filtros*.',
    '',
    `| Job | From | ${platforms.map(({ name }) => name).join(' | ')} |`,
    `| --- | --- | ${platforms.map(() => '---').join(' | ')} |`,
    ...jobs.map(
      ({ name, from }, i) =>
        `| ${name} | ${from} | ${platforms.map((each) => counted.get(each.name)![i]).join(' | ')} |`,
    ),
    '',
  ].join('\n');

afterAll(() => {
  // One that failed has counted nothing.
  if (counted.size === platforms.length) expect(readFileSync('docs/acts.md', 'utf8')).toBe(page());
});
