import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { keepCompiled } from '../../src/data/compiled.ts';

it('a statement is compiled once, given its values each time, and there are not more of them than are of use', async () => {
  const connection = await new PrismaBetterSqlite3({ url: ':memory:' }).connect();
  const { client } = connection as typeof connection & { client: Database.Database };
  const compiled: string[] = [];
  const compile = client.prepare.bind(client);
  client.prepare = ((sql: string) => {
    compiled.push(sql);
    return compile(sql);
  }) as typeof client.prepare;
  keepCompiled(connection);
  const arg = { scalarType: 'string', arity: 'scalar' } as const;
  const insert = (name: string) =>
    connection.queryRaw({ sql: 'INSERT INTO "A" VALUES (?) RETURNING "name"', args: [name], argTypes: [arg] });
  await connection.executeScript('CREATE TABLE "A" ("name" TEXT)');
  const said = [await insert('Ana'), await insert('Bia')];
  expect(said.map(({ columnNames, rows }) => [columnNames, rows])).toEqual([
    [['name'], [['Ana']]],
    [['name'], [['Bia']]],
  ]);
  const rename = (name: string) =>
    connection.executeRaw({ sql: 'UPDATE "A" SET "name" = ?', args: [name], argTypes: [arg] });
  expect([await rename('Caio'), await rename('Davi')]).toEqual([2, 2]);
  expect(compiled).toHaveLength(2);
  const tx = await connection.startTransaction();
  await expect(tx.executeRaw({ sql: 'SELECT 1 FROM "B"', args: [], argTypes: [] })).rejects.toThrow();
  await tx.rollback();
  for (let n = 0; n < 1200; n++) await connection.queryRaw({ sql: `SELECT ${n}`, args: [], argTypes: [] });
  expect((await insert('Eva')).rows).toEqual([['Eva']]);
  expect(compiled.filter((sql) => sql.startsWith('INSERT'))).toHaveLength(2);
  await connection.dispose();
});
