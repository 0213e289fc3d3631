import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Data, openData } from '../../src/data/client.ts';
import { failure, isBusy, isRepeatable, isUnsure, troubleIn } from '../../src/data/failure.ts';
import { newId } from '../../src/data/id.ts';
import { checkZone } from '../../src/data/session.ts';
import { type Write, write } from '../../src/data/write.ts';
import { contextOf } from '../../src/firms/context.ts';
import { UserError } from '../../src/kit/errors.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { databases, type TestDatabase } from '../database.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { type Cuts, cutting } from './cut.ts';

interface Known {
  again?: boolean;
  busy?: boolean;
  trouble?: string;
}

describe.each(databases.filter(({ provider }) => provider === 'postgresql'))('$provider in trouble', ({ open }) => {
  let database: TestDatabase;
  let cuts: Cuts;
  let data: Data;
  let firmId: string;
  beforeAll(async () => {
    database = await open();
    cuts = await cutting(database.url);
    data = openData(cuts.url, { connections: 4 });
  });
  afterAll(async () => {
    await data.close();
    await cuts.stop();
    await database.drop();
  });
  beforeEach(async () => {
    firmId = newId();
    await database.data.db.firm.create({ data: { id: firmId, name: 'Firma', createdAt: testNow } });
  });

  const ctx = (key: string | null) =>
    contextOf(
      { data, secret: testSecret, publicUrl: '', registry: createRegistry([], []), log: quiet },
      {
        firm: { id: firmId, name: 'Firma', timeZone: 'UTC', version: 0 },
        actor: { kind: 'system', id: 'test' },
        from: 'cli',
        now: testNow,
        key,
      },
    );
  const said = (work: Promise<unknown>) =>
    work.then(
      (value) => value,
      (error: unknown) => (error instanceof UserError ? error.code : error),
    );
  const deed = async ({ audit }: Write) => {
    await audit('thing.done');
    return 'done';
  };
  const done = () => database.data.db.audit.count({ where: { firmId } });

  it('does again what was cut off before its COMMIT came', async () => {
    for (const key of [newId(), null]) {
      cuts.cutNext('before');
      // Cut with the COMMIT on its way: nobody here can know that it did not arrive.
      expect(await said(write(ctx(key), 'manage', deed))).toBe(key ? 'done' : 'unsure');
    }
    expect(await done()).toBe(1);
  });

  it('finds out by its delivery that what nothing came back from was done', async () => {
    const before = cuts.cuts();
    cuts.cutNext('after');
    expect(await said(write(ctx(newId()), 'manage', deed))).toBe('done');
    expect(await done()).toBe(1);
    cuts.cutNext('after');
    expect(await said(write(ctx(null), 'manage', deed))).toBe('unsure');
    // Done, and not a second time.
    expect(await done()).toBe(2);
    expect(cuts.cuts() - before).toBe(2);
  });

  it('answers every read and write while connections are cut under them', { timeout: 30_000 }, async () => {
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    const cut = () =>
      admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    const answers: unknown[] = [];
    for (let round = 0; round < 5; round++) {
      const work = Array.from({ length: 4 }, () => [
        said(
          write(ctx(newId()), 'manage', async (door) => {
            await door.tx.$executeRaw`SELECT pg_sleep(0.05)`;
            return deed(door);
          }),
        ),
        said(data.db.firm.count({ where: { id: firmId } })),
        said(data.all('SELECT count(*) AS "n" FROM "Firm" WHERE "id" = ?', [firmId])),
        said(data.all('SELECT "id" FROM "Firm" WHERE "id" = ?', [firmId], 'reserve')),
      ]).flat();
      await cut();
      answers.push(...(await Promise.all(work)));
    }
    await admin.end();
    expect(answers.filter((each) => each === 'done')).toHaveLength(20);
    expect(answers.filter((each) => each === 1)).toHaveLength(20);
    expect(answers.filter((each) => JSON.stringify(each) === '[{"n":1}]')).toHaveLength(20);
    expect(answers.filter((each) => JSON.stringify(each) === JSON.stringify([{ id: firmId }]))).toHaveLength(20);
    expect(await done()).toBe(20);
  });

  it('runs again what stood in another’s way', async () => {
    let runs = 0;
    const answer = await data.db.$transaction(async (tx) => {
      if (++runs === 1) await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`);
      return tx.firm.count({ where: { id: firmId } });
    });
    expect([answer, runs]).toEqual([1, 2]);
  });

  it('says that it is busy when no connection is free, and knows who asks all the same', async () => {
    const narrow = openData(database.url, { connections: 1 });
    let end: () => void = () => undefined;
    const long = narrow.db.$transaction(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await narrow.all('SELECT "id" FROM "Firm" WHERE "id" = ?', [firmId], 'reserve')).toEqual([{ id: firmId }]);
    expect(await narrow.probe()).toBeUndefined();
    end();
    await long;
    await narrow.close();
  });

  it('does not begin where the session does not stay in UTC', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`SET timezone = 'America/Sao_Paulo'`);
    await expect(checkZone([client])).rejects.toMatchObject({ code: 'ZONE' });
    await client.query(`SET timezone = 'UTC'`);
    await checkZone([client]);
    await client.end();
  });

  it('is away, in those words, when nobody answers', async () => {
    const nobody = await cutting(database.url);
    await nobody.stop();
    const gone = openData(nobody.url, { patience: 100 });
    expect(await gone.probe()).toBe('away');
    const asked = { ...ctx(newId()), data: gone };
    expect(await said(write(asked, 'manage', deed))).toBe('busy');
    await gone.close();
  });
});

describe('what a server says when it fails', () => {
  const [unsure, said] = [
    failure('UNSURE'),
    (code: string) => Object.assign(new Error('from Prisma', { cause: { originalCode: code } }), { code: 'P2010' }),
  ];

  it.each([
    ['40001', { again: true, busy: true }],
    ['40P01', { again: true, busy: true }],
    ['57P01', { again: true, trouble: 'away' }],
    ['25P03', { again: true, trouble: 'away' }],
    ['08006', { again: true, trouble: 'away' }],
    ['55P03', { busy: true }],
    ['57014', { busy: true }],
    ['53100', { trouble: 'full' }],
    ['25006', { trouble: 'readonly' }],
    ['XX001', { trouble: 'damaged' }],
    ['23505', {}],
  ])(
    '%s is known for what it is, however deep it stands',
    (code, { again = false, busy = false, trouble = undefined }: Known) => {
      const error = new Error('wrapped', { cause: said(code) });
      expect({ again: isRepeatable(error), busy: isBusy(error), trouble: troubleIn(error) }).toEqual({
        again,
        busy,
        trouble,
      });
    },
  );

  it('is never repeated when nobody knows whether it was done', () => {
    expect(isUnsure(unsure)).toBe(true);
    expect(isRepeatable(failure('UNSURE', said('57P01')))).toBe(false);
  });
});
