import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../src/data/failure.ts';
import { newId } from '../../src/data/id.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { write } from '../../src/data/write.ts';
import { contextOf, type House } from '../../src/firms/context.ts';
import { tellAdmins } from '../../src/firms/service/alarm.ts';
import { createStorage } from '../../src/jobs/storage.ts';
import { UserError } from '../../src/kit/errors.ts';
import type { Address } from '../../src/kit/incoming.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { plainText } from '../../src/kit/view.ts';
import { words } from '../../src/words/index.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow, testSecret } from '../house.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = () => testNow;

describe.each(databases)('a database that cannot be written, on $provider', ({ provider, open }) => {
  let database: TestDatabase;
  let firmId: string;
  let size = 0;
  beforeEach(async () => {
    database = await open();
    firmId = newId();
    await database.data.db.firm.create({ data: { id: firmId, name: 'Firma', createdAt: testNow } });
  });
  afterEach(() => database.drop());

  const house = (): House => ({
    data: database.data,
    secret: testSecret,
    publicUrl: '',
    registry: createRegistry([], []),
    log,
  });
  const ctx = () =>
    contextOf(house(), {
      firm: { id: firmId, name: 'Firma', timeZone: 'UTC', version: 0 },
      actor: { kind: 'system', id: 'test' },
      from: 'cli',
      now: testNow,
      key: newId(),
    });
  const writing = () =>
    write(ctx(), 'manage', async ({ tx }) => {
      size += 40_000;
      // More than one page: what is full has room for nothing small either, but only then says so.
      await tx.firm.update({ where: { id: firmId }, data: { phone: 'x'.repeat(size) } });
    }).then(
      () => 'done',
      (error: unknown) => (error instanceof UserError ? error.say(words['pt-BR']) : error),
    );
  /** Until nothing fits any more. */
  const fill = async () => {
    await sql('PRAGMA max_page_count = 1');
    for (let n = 0, full = false; !full && n < 500; n++)
      await sql(`INSERT INTO "Delivery" VALUES ('${n}' || hex(zeroblob(3000)), 0)`).catch(() => {
        full = true;
      });
  };
  const sql = (text: string) => database.data.db.$queryRawUnsafe(text);

  const ways: readonly { cause: Exclude<Trouble, 'away'>; begin(): Promise<unknown>; end(): Promise<unknown> }[] =
    provider === 'sqlite'
      ? [
          { cause: 'full', begin: fill, end: () => sql('PRAGMA max_page_count = 1000000') },
          { cause: 'readonly', begin: () => sql('PRAGMA query_only = ON'), end: () => sql('PRAGMA query_only = OFF') },
          {
            cause: 'gone',
            begin: async () => renameSync(`${sqliteFile(database.url)}-wal`, `${sqliteFile(database.url)}-moved`),
            end: async () => renameSync(`${sqliteFile(database.url)}-moved`, `${sqliteFile(database.url)}-wal`),
          },
        ]
      : [
          {
            cause: 'readonly',
            begin: async () => {
              await sql(
                `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET default_transaction_read_only = on`,
              );
              await sql(
                `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
              );
              await sql('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
            },
            end: async () => {
              await database.data.db.$transaction(async (tx) => {
                await tx.$executeRawUnsafe('SET TRANSACTION READ WRITE');
                await tx.$executeRawUnsafe(
                  `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" RESET default_transaction_read_only`,
                );
              });
              await sql(
                `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
              );
              await sql('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
            },
          },
        ];

  it.each(ways)(
    '$cause: writes are refused in words, reads go on, health says it, the admins are told once',
    async ({ cause, begin, end }) => {
      const told: string[] = [];
      const memberId = newId();
      const member = { id: memberId, firmId, name: 'Ana', email: 'ana@x.com', role: 'admin', createdAt: testNow };
      await database.data.db.member.create({ data: member });
      const identity = {
        id: newId(),
        firmId,
        memberId,
        platform: 'slack',
        workspace: 'T1',
        user: 'U1',
        createdAt: testNow,
      };
      await database.data.db.chatIdentity.create({ data: identity });
      const post = async (_: unknown, { channel, direct }: Address, view: Parameters<typeof plainText>[0]) => {
        told.push(`${channel} ${direct} ${plainText(view)}`);
        return { ok: true as const, message: 'm' };
      };
      const storage = createStorage({
        data: database.data,
        tell: (found, now) => tellAdmins(house(), post as never, log, found, now),
        clock,
        log,
        fresh: -1,
      });
      expect(await storage.health()).toEqual({ ok: true });
      expect(await writing()).toBe('done');

      await begin();
      expect(await writing()).toBe(words['pt-BR'].kit.cannotWrite[cause]);
      expect(database.data.condition.now()?.trouble).toBe(cause);
      expect((await database.data.db.firm.findMany()).length).toBe(1);
      expect(await database.data.all('SELECT "id" FROM "Firm"', [])).toEqual([{ id: firmId }]);
      expect(await storage.health()).toEqual({ ok: false, cause, since: testNow });
      expect(await storage.health()).toMatchObject({ ok: false, cause });
      expect(told).toEqual([`U1 true ${words['pt-BR'].notices.cannotWrite[cause]}`]);

      await end();
      expect(await writing()).toBe('done');
      expect(await storage.health()).toEqual({ ok: true });
    },
  );
});
