import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Data, openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { keepViewState, recallViewState } from '../../src/data/viewstate.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';

const sqlite = databases[0]!;
/** Long against what a busy machine loses now and then: whoever waited inside the driver would lose all of it. */
const patience = 1500;

describe('a write that waits for another process', () => {
  let database: TestDatabase;
  let data: Data;
  let other: Database.Database;
  beforeAll(async () => {
    database = await sqlite.open();
    data = openData(database.url, { patience });
    await data.db.firm.count();
    other = new Database(sqliteFile(database.url), { timeout: 0 });
  });
  afterEach(() => {
    if (other.inTransaction) other.exec('ROLLBACK');
  });
  afterAll(async () => {
    other.close();
    await data.close();
    await database.drop();
  });
  const firm = () =>
    data.db.$transaction((tx) => tx.firm.create({ data: { id: newId(), name: 'F', createdAt: testNow } }));
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );

  it('stops nobody else', async () => {
    other.exec('BEGIN IMMEDIATE');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const writing = Promise.all([codeOf(firm()), codeOf(firm()), codeOf(firm())]);
    let reads = 0;
    let ended = false;
    void writing.then(() => {
      ended = true;
    });
    const before = performance.now();
    for (; !ended; reads++) {
      await data.db.firm.count();
      await data.all('SELECT count(*) AS "n" FROM "Firm" WHERE "id" <> ?', [newId()]);
      await sleep(5);
    }
    delay.disable();
    // Those who stand behind it wait no longer than it does.
    expect(performance.now() - before).toBeLessThan(2.5 * patience);
    expect(await writing).toEqual(
      ['SQLITE_BUSY', 'SQLITE_BUSY', 'SQLITE_BUSY'].map(() => expect.stringMatching(/SQLITE_BUSY|P1008/)),
    );
    expect(reads).toBeGreaterThan(5);
    expect(delay.max / 1e6).toBeLessThan(0.9 * patience);
  });

  it('is done as soon as the other has ended, by whoever waited', async () => {
    other.exec('BEGIN IMMEDIATE');
    const writing = Promise.all([codeOf(firm()), codeOf(firm())]);
    await sleep(100);
    other.exec('ROLLBACK');
    expect(await writing).toEqual(['done', 'done']);
  });

  it('gives back what it gets after it has given up', async () => {
    let end: () => void = () => undefined;
    const long = data.db.$transaction(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await sleep(20);
    expect(await codeOf(firm())).toBe('SQLITE_BUSY');
    end();
    await long;
    expect(await codeOf(firm())).toBe('done');
  });

  it('leaves nothing open when it cannot be committed', async () => {
    await data.db.$transaction((tx) => tx.$executeRaw`INSERT INTO "Delivery" ("key", "expiresAt") VALUES ('a', 0)`);
    // A foreign key that is looked at when it is committed: the COMMIT itself fails.
    const failing = data.db.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON');
      await tx.workspace.create({
        data: { id: newId(), firmId: 'nobody', platform: 'p', workspace: newId(), createdAt: testNow },
      });
    });
    expect(await codeOf(failing)).not.toBe('done');
    expect(await codeOf(firm())).toBe('done');
    expect(await data.db.workspace.count()).toBe(0);
  });

  it('has a view answered in time, and its buttons understood, before it is written and after', {
    timeout: 15_000,
  }, async () => {
    const kept = { token: newId(), data: 'what a button stands for' };
    other.exec('BEGIN IMMEDIATE');
    const before = performance.now();
    await keepViewState(data, 'firm', [kept], testNow);
    expect(performance.now() - before).toBeLessThan(patience);
    expect(await recallViewState(data, 'firm', kept.token)).toBe(kept.data);
    expect(await recallViewState(data, 'another', kept.token)).toBeUndefined();
    expect(await data.db.viewState.count({ where: { token: `firm:${kept.token}` } })).toBe(0);
    other.exec('ROLLBACK');
    for (let n = 0; n < 100 && (await data.db.viewState.count({ where: { token: `firm:${kept.token}` } })) === 0; n++)
      await sleep(50);
    expect(await data.db.viewState.findUnique({ where: { token: `firm:${kept.token}` } })).toMatchObject({
      data: kept.data,
    });
    expect(await recallViewState(data, 'firm', kept.token)).toBe(kept.data);
  });
});
