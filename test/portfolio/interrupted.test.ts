import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { deskOf, importing, portfolio } from './fixture.ts';

const lines = 9_000;
const file = portfolio(lines);
const plans = lines - lines / 4;

describe.each(databases)('an import that is disturbed, on $provider', ({ open }) => {
  let database: TestDatabase;
  let firmId: string;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    firmId = newId();
    await database.data.db.firm.create({ data: { id: firmId, name: 'Horizonte', createdAt: testNow } });
  });
  afterAll(() => database.drop());

  const counts = async () => {
    const { db } = database.data;
    const where = { firmId };
    return {
      clients: await db.client.count({ where }),
      licenses: await db.license.count({ where }),
      events: await db.licenseEvent.count({ where }),
    };
  };
  const whole = { clients: lines, licenses: plans, events: plans };

  it('is completed by the same file when the process was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carteira-killed-'));
    const path = join(folder, 'carteira.csv');
    writeFileSync(path, file);
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/portfolio/killed.ts', database.url, firmId, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    // It says how far it has come; after the first commit it is killed on the spot.
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await exit;
    const before = await counts();
    expect(before.clients).toBeGreaterThan(0);
    expect(before.clients).toBeLessThan(lines);
    expect(before.licenses).toBe(before.events);
    expect(before.licenses).toBe(await database.data.db.client.count({ where: { firmId, plan: { not: '' } } }));

    const report = await importing(deskOf(database.data, firmId), file);
    expect(report).toMatchObject({ unchanged: before.clients, created: lines - before.clients, changed: 0 });
    expect(await counts()).toEqual(whole);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('goes on from where it came to when a write fails', async () => {
    let writes = 0;
    const db = new Proxy(database.data.db, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (key !== '$transaction') return value;
        return async (body: (tx: unknown) => Promise<unknown>, options: object) =>
          target.$transaction(async (tx) => {
            const result = await body(tx);
            // The second write does all it has to do, and is lost.
            if (++writes === 2) throw new Error('the connection was lost');
            return result;
          }, options);
      },
    }) as Data['db'];
    const warned: object[] = [];
    const ctx = {
      ...deskOf({ ...database.data, db }, firmId),
      log: { info: () => undefined, warn: (fields: object) => warned.push(fields), error: () => undefined },
    };
    const report = await importing(ctx, file);
    expect(warned).toHaveLength(1);
    // Three parts, one of them twice; and at the end who was in the file.
    expect(writes).toBe(5);
    expect(report).toMatchObject({
      lines,
      good: lines,
      created: lines,
      changed: 0,
      unchanged: 0,
      analysts: ['ana@horizonte.com.br'],
    });
    expect(await counts()).toEqual(whole);
    expect(await database.data.db.audit.count({ where: { firmId, verb: 'portfolio.imported' } })).toBe(3);
    expect((await database.data.db.firm.findUniqueOrThrow({ where: { id: firmId } })).version).toBe(3);
  }, 60_000);

  it('gives up on what keeps failing, and keeps what was committed', async () => {
    let writes = 0;
    const db = new Proxy(database.data.db, {
      get: (target, key) => {
        if (key === '$transaction' && ++writes > 1) throw new Error('the database is gone');
        return Reflect.get(target, key);
      },
    }) as Data['db'];
    await expect(importing(deskOf({ ...database.data, db }, firmId), file)).rejects.toThrow('the database is gone');
    const { clients } = await counts();
    expect(clients).toBeGreaterThan(0);
    expect(clients).toBeLessThan(lines);
  }, 60_000);

  it('may meet another of the same file: together they do it once', async () => {
    const some = portfolio(1_500);
    const reports = await Promise.all([1, 2].map(() => importing(deskOf(database.data, firmId), some)));
    expect(reports[0]!.created + reports[1]!.created).toBe(1_500);
    expect(reports[0]!.unchanged + reports[1]!.unchanged).toBe(1_500);
    expect(await counts()).toEqual({ clients: 1_500, licenses: 1_125, events: 1_125 });
    expect(await database.data.db.member.count({ where: { firmId } })).toBe(1);
  }, 60_000);
});
