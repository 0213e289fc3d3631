import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Data, openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { type Write, write } from '../../src/data/write.ts';
import { contextOf } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import { UserError } from '../../src/kit/errors.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { databases, type TestDatabase } from '../database.ts';
import { quiet, testNow, testSecret } from '../house.ts';
import { child } from './child.ts';

const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof UserError ? error.code : `${error}`;
  }
};

describe.each(databases)('write on $provider', ({ provider, open }) => {
  let database: TestDatabase;
  let firmId: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    firmId = newId();
    await database.data.db.firm.create({ data: { id: firmId, name: 'Firma', createdAt: testNow } });
  });

  const ctx = (key: string | null = null, data: Data = database.data): Ctx =>
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
  const everything = async ({ tx, audit, enqueue, portfolioChanged }: Write) => {
    await tx.firm.update({ where: { id: firmId }, data: { phone: 'changed' } });
    await portfolioChanged();
    await audit('thing.done', 'client:1', { a: 1 });
    await enqueue({ key: `out:${firmId}`, kind: 'mail', payload: { to: 'x' } });
  };
  const traces = async () => {
    const { db } = database.data;
    const firm = await db.firm.findUniqueOrThrow({ where: { id: firmId } });
    return {
      phone: firm.phone,
      version: firm.version,
      audits: await db.audit.findMany({ where: { firmId } }),
      out: await db.outbox.findMany({ where: { firmId } }),
    };
  };

  it('leaves the deed, its audit row and what goes out together', async () => {
    const result = await write(ctx(newId()), 'manage', async (door) => {
      await everything(door);
      return 42;
    });
    expect(result).toBe(42);
    expect(await traces()).toMatchObject({
      phone: 'changed',
      version: 1,
      audits: [
        {
          actor: 'system:test',
          verb: 'thing.done',
          subject: 'client:1',
          detail: '{"a":1}',
          platform: 'cli',
          at: testNow,
        },
      ],
      out: [
        { key: `out:${firmId}`, kind: 'mail', payload: '{"to":"x"}', state: 'pending', dueAt: testNow, attempts: 0 },
      ],
    });
  });

  it('leaves nothing when it fails, and may be tried again under the same delivery', async () => {
    const key = newId();
    const mine = ctx(key);
    const failing = async (door: Write) => {
      await everything(door);
      throw new UserError('changed-mind', () => 'x');
    };
    expect(await code(write(mine, 'manage', failing))).toBe('changed-mind');
    expect(await traces()).toEqual({ phone: '', version: 0, audits: [], out: [] });
    expect(await database.data.db.delivery.count({ where: { key } })).toBe(0);
    expect(await code(write(mine, 'manage', everything))).toBe('done');
    expect((await traces()).audits).toHaveLength(1);
  });

  it('takes an outbox key that is there already as a failure of the whole', async () => {
    await write(ctx(), 'manage', everything);
    expect(await code(write(ctx(), 'manage', everything))).toContain('Unique constraint');
    expect(await traces()).toMatchObject({ version: 1, audits: { length: 1 }, out: { length: 1 } });
  });

  it('asks whether one may, before anything', async () => {
    const mine = { ...ctx(newId()), can: (permission: string) => permission === 'see' };
    expect(await code(write(mine, 'manage', everything))).toBe('not-allowed');
    expect(await traces()).toMatchObject({ phone: '', audits: [] });
    expect(await code(write(mine, 'see', everything))).toBe('done');
  });

  it('does one delivery once, whoever has it', async () => {
    const key = newId();
    const mine = ctx(key);
    expect(await code(write(mine, 'manage', async ({ audit }) => audit('first')))).toBe('done');
    // Later writes of the same run belong to it; without a delivery nothing is ever a repeat.
    expect(await code(write(mine, 'manage', async ({ audit }) => audit('second')))).toBe('done');
    expect(await code(write(ctx(), 'manage', async ({ audit }) => audit('third')))).toBe('done');
    expect(await code(write(ctx(key), 'manage', everything))).toBe('repeated');
    const other = openData(database.url, { connections: 2 });
    expect(await code(write(ctx(key, other), 'manage', everything))).toBe('repeated');
    await other.close();
    expect((await traces()).audits.map((audit) => audit.verb).sort()).toEqual(['first', 'second', 'third']);
  });

  it('does one delivery once in two processes at the same moment', { timeout: 60_000 }, async () => {
    const key = newId();
    const said = await Promise.all([
      child('write', database.url, firmId, key),
      child('write', database.url, firmId, key),
    ]);
    expect(said.sort()).toEqual(['done', 'repeated']);
    expect(await traces()).toMatchObject({ phone: 'child', audits: { length: 1 }, out: { length: 1 } });
  });

  it('leaves nothing of a process that is killed half-way, and holds nobody up', { timeout: 60_000 }, async () => {
    const killed = newId();
    expect(await child('die', database.url, firmId, killed)).toBe('SIGKILL');
    expect(await traces()).toEqual({ phone: '', version: 0, audits: [], out: [] });
    expect(await database.data.db.delivery.count({ where: { key: killed } })).toBe(0);
    expect(await code(write(ctx(killed), 'manage', everything))).toBe('done');
  });

  it('loses none of many at the same moment', async () => {
    const add = (door: Write) => door.portfolioChanged().then(() => door.audit('counted'));
    const said = await Promise.all(Array.from({ length: 20 }, () => code(write(ctx(newId()), 'manage', add))));
    expect(new Set(said)).toEqual(new Set(['done']));
    expect(await traces()).toMatchObject({ version: 20, audits: { length: 20 } });
  });

  it('gives a visitor’s traces to the firm and the member they have just become', async () => {
    const visitor: Ctx = { ...ctx(newId()), firm: { ...ctx().firm, id: '' }, actor: { kind: 'visitor', id: '' } };
    expect(await code(write(visitor, 'manage', ({ audit }) => audit('nowhere')))).toMatch(/[Ff]oreign key/);
    await write(visitor, 'manage', async (door) => {
      door.become(firmId, { kind: 'member', id: 'm1', name: 'Ana', role: 'admin' });
      await everything({ ...door });
    });
    expect(await traces()).toMatchObject({ version: 1, audits: [{ actor: 'member:m1' }], out: { length: 1 } });
  });

  it('wakes the outbox after what was committed only', async () => {
    let woken = 0;
    database.data.afterWrite = () => {
      woken++;
    };
    await code(write(ctx(), 'manage', async () => Promise.reject(new Error('no'))));
    expect(woken).toBe(0);
    await write(ctx(), 'manage', async () => undefined);
    expect(woken).toBe(1);
    database.data.afterWrite = undefined;
  });

  if (provider === 'sqlite')
    it('says that others are at work when the file is locked for too long', async () => {
      const impatient = openData(database.url, { patience: 50 });
      const other = new Database(sqliteFile(database.url));
      other.exec('BEGIN IMMEDIATE');
      expect(await code(write(ctx(newId(), impatient), 'manage', everything))).toBe('busy');
      // Who only reads waits for nobody.
      expect(await impatient.db.firm.count({ where: { id: firmId } })).toBe(1);
      other.exec('ROLLBACK');
      other.close();
      expect(await code(write(ctx(newId(), impatient), 'manage', everything))).toBe('done');
      await impatient.close();
    });
});
