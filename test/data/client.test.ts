import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Data, openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { isUnique } from '../../src/data/unique.ts';
import { databases, type TestDatabase } from '../database.ts';

const instant = new Date('2026-01-01T12:34:56.789Z');

/** What really stands in the file or the server, asked past Prisma, with the server set to another time zone. */
async function stored(database: TestDatabase, id: string): Promise<{ instant: string; type: string }> {
  if (database.data.provider === 'sqlite') {
    const file = new Database(sqliteFile(database.url), { readonly: true });
    const row = file
      .prepare('SELECT "createdAt" AS at, typeof("createdAt") AS type FROM "Firm" WHERE "id" = ?')
      .get(id) as {
      at: number;
      type: string;
    };
    file.close();
    return { instant: new Date(row.at).toISOString(), type: row.type };
  }
  const client = new pg.Client({ connectionString: database.direct, options: '-c timezone=Asia/Tokyo' });
  await client.connect();
  const { rows } = await client.query(
    `SELECT "createdAt"::text AS at, pg_typeof("createdAt")::text AS type FROM "Firm" WHERE "id" = $1`,
    [id],
  );
  await client.end();
  return { instant: `${rows[0].at.replace(' ', 'T')}Z`, type: rows[0].type };
}

describe.each(databases)('the database on $provider', ({ provider, open }) => {
  let database: TestDatabase;
  let data: Data;
  beforeAll(async () => {
    database = await open();
    if (provider === 'postgresql') {
      // Where Prisma 7 goes wrong unseen: a server whose sessions begin in another time zone.
      await database.data.db.$executeRawUnsafe(
        `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET timezone = 'America/Sao_Paulo'`,
      );
    }
    data = openData(database.url, { connections: 3 });
  });
  afterAll(async () => {
    await data.close();
    await database.drop();
  });
  const firm = async () => {
    const id = newId();
    await data.db.firm.create({ data: { id, name: 'Firma', createdAt: instant } });
    return id;
  };

  it('stores instants in UTC, whatever the time zone of the session or the process', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/Sao_Paulo';
    try {
      const id = await firm();
      expect(await stored(database, id)).toEqual({
        instant: '2026-01-01T12:34:56.789Z',
        type: provider === 'sqlite' ? 'integer' : 'timestamp without time zone',
      });
      expect((await data.db.firm.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(instant);
      expect(
        await data.db.firm.count({ where: { id, createdAt: { gt: new Date(instant.getTime() - 1), lte: instant } } }),
      ).toBe(1);
      expect(await data.all('SELECT "createdAt" FROM "Firm" WHERE "id" = ?', [id])).toEqual([
        { createdAt: instant.getTime() },
      ]);
    } finally {
      process.env.TZ = zone;
      if (zone === undefined) delete process.env.TZ;
    }
  });

  it('reads the same through all() as on the other database', async () => {
    const id = await firm();
    const keys = { nameKey: 'a', searchKey: 'a', situation: 'connected', createdAt: instant, updatedAt: instant };
    const clients = [true, false].map((autoRenew) => ({
      id: newId(),
      firmId: id,
      name: `Zé ${autoRenew}`,
      autoRenew,
      ...keys,
    }));
    await data.db.client.createMany({ data: clients });
    const sql =
      'SELECT "name", "autoRenew", "document" FROM "Client" WHERE "firmId" = ? AND "autoRenew" = ? AND "name" <> ?';
    expect(await data.all(sql, [id, true, 'x'])).toEqual([{ name: 'Zé true', autoRenew: 1, document: null }]);
    expect(await data.all(sql, [id, false, 'x'])).toEqual([{ name: 'Zé false', autoRenew: 0, document: null }]);
    expect(
      await data.all('SELECT count(*) AS n, max("createdAt") AS last FROM "Client" WHERE "firmId" = ?', [id]),
    ).toEqual([{ n: 2, last: instant.getTime() }]);
    expect(await data.all('SELECT "id" FROM "Client" WHERE "firmId" = ?', ["' OR 1=1 --"])).toEqual([]);
    await expect(data.all('SELECT nothing FROM "Client"', [])).rejects.toThrow();
  });

  it('goes on after more statements than it remembers', async () => {
    for (let i = 0; i < 510; i++)
      expect(await data.all(`SELECT ${i} + CAST(? AS INTEGER) AS n`, [1])).toEqual([{ n: i + 1 }]);
    expect(await data.all('SELECT 0 + CAST(? AS INTEGER) AS n', [5])).toEqual([{ n: 5 }]);
  });

  it('knows by its code what was there already', async () => {
    const firmId = await firm();
    const member = () => ({ id: newId(), firmId, name: 'Ana', email: 'ana@x.com', role: 'admin', createdAt: instant });
    await data.db.member.create({ data: member() });
    const errors = await Promise.all([
      data.db.member.create({ data: member() }).catch((error: unknown) => error),
      data.db.firm.create({ data: { id: firmId, name: 'x', createdAt: instant } }).catch((error: unknown) => error),
      data.db.member.create({ data: { ...member(), email: null, firmId: 'nobody' } }).catch((error: unknown) => error),
      data.db.member.update({ where: { id: 'nobody' }, data: { name: 'x' } }).catch((error: unknown) => error),
    ]);
    expect(errors.map(isUnique)).toEqual([true, true, false, false]);
    expect([undefined, null, 'P2002', new Error('P2002')].map(isUnique)).toEqual([false, false, false, false]);
    // Two without an e-mail are no conflict.
    await data.db.member.createMany({
      data: [
        { ...member(), email: null },
        { ...member(), email: null },
      ],
    });
  });

  it('holds foreign keys, and lets what belongs to a firm go with it', async () => {
    await expect(
      data.db.workspace.create({
        data: { id: newId(), firmId: 'nobody', platform: 'p', workspace: newId(), createdAt: instant },
      }),
    ).rejects.toThrow(/[Ff]oreign key/);
    const id = await firm();
    await data.db.workspace.create({
      data: { id: newId(), firmId: id, platform: 'p', workspace: newId(), createdAt: instant },
    });
    await data.db.firm.delete({ where: { id } });
    expect(await data.db.workspace.count({ where: { firmId: id } })).toBe(0);
  });

  if (provider === 'sqlite')
    it('has Prisma’s own connection write through to the disk', async () => {
      const pragma = async (name: string) =>
        Object.values((await data.db.$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0]!).map(Number)[0];
      expect(await pragma('synchronous')).toBe(2);
      expect(await pragma('foreign_keys')).toBe(1);
      expect(Object.values((await data.db.$queryRawUnsafe<object[]>('PRAGMA journal_mode'))[0]!)).toEqual(['wal']);
      // In a transaction too: it is the same connection.
      await data.db.$transaction(async (tx) => {
        expect(Object.values((await tx.$queryRawUnsafe<object[]>('PRAGMA synchronous'))[0]!).map(Number)).toEqual([2]);
      });
      await expect(data.all(`DELETE FROM "Firm"`, [])).rejects.toThrow();
    });

  if (provider === 'postgresql')
    it('has every session in UTC', async () => {
      const zones = await Promise.all(
        Array.from({ length: 6 }, () => data.db.$queryRawUnsafe<{ TimeZone: string }[]>('SHOW timezone')),
      );
      expect(new Set(zones.map((rows) => rows[0]!.TimeZone))).toEqual(new Set(['UTC']));
      expect(await data.all('SHOW timezone', [])).toEqual([{ TimeZone: 'UTC' }]);
    });
});
