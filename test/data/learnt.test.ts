import { afterEach, describe, expect, test } from 'vitest';
import { createLearnt } from '../../src/data/learnt.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';

const day = 86_400_000;

describe.each(databases)('what a platform has learnt, on $provider', ({ open }) => {
  let db: TestDatabase;
  afterEach(() => db.drop());

  test('is there for the next process, until its time is over, and is no other platform’s', async () => {
    db = await open();
    let now = testNow;
    const learnt = () => createLearnt(db.data, () => now);
    const until = new Date(testNow.getTime() + 7 * day);
    await learnt()('slack').keep('T1/table', 'refused', until);
    await learnt()('slack').keep('T1/table', 'taken', until);
    await learnt()('slack').keep('T2/chart', 'taken', until);
    await learnt()('slack').drop('T2/chart');
    expect(await learnt()('slack').all()).toEqual([{ name: 'T1/table', value: 'taken', until }]);
    expect(await learnt()('discord').all()).toEqual([]);
    now = until;
    expect(await learnt()('slack').all()).toEqual([]);
  });
});
