import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, type Person } from '../house.ts';
import { afresh, ask, turn } from './pages.ts';
import { seedClients } from './seed.ts';

const filters = [
  {},
  { name: 'padaria 12.345' },
  { situation: 'connected' },
  { history: 'never' },
  { history: 'renewed' },
  { renewal: 'yes' },
  { expiry: 'overdue' },
  { expiry: '30d' },
  { exported: 'never' },
  { exported: '60+' },
  { charges: 'active' },
  { analyst: 'none' },
  { tab: 'firm' },
];
const indexes = { name: 'Client_by_name', expiry: 'Client_by_expiry', exported: 'Client_by_export' };

describe('what a page costs', () => {
  let database: TestDatabase;
  let h: House;
  const asked: { sql: string; values: readonly never[] }[] = [];
  let watched: Data;
  let admin: Person;
  beforeAll(async () => {
    database = await databases[0]!.open();
    h = await house(database.data);
    const all: Data['all'] = (sql, values) => {
      asked.push({ sql, values: values as readonly never[] });
      return database.data.all(sql, values);
    };
    // What is remembered is not read.
    watched = { ...database.data, all, unchanged: undefined };
    admin = afresh(watched, h.admin);
    await seedClients(
      database.data,
      h.firmId,
      Array.from({ length: 25 }, (_, i) => ({
        name: `Padaria ${i}`,
        document: `1234500000${String(i).padStart(4, '0')}`,
        history: ['renewed'],
      })),
    );
  });
  afterAll(() => database.drop());

  const plan = async ({ sql, values }: (typeof asked)[number]) =>
    (await database.data.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values)).map((row) => row.detail);
  const isByIds = ({ sql }: (typeof asked)[number]) => / IN \((\?, )*\?\)/.test(sql);
  const pageQueries = () => asked.splice(0).filter((each) => each.sql.includes('FROM "Client" c') && !isByIds(each));

  it.each(['name', 'expiry', 'exported'] as const)(
    'is one walk along the index of its order (%s), whatever is filtered',
    async (order) => {
      for (const filter of filters) {
        asked.length = 0;
        await turn(admin, await ask(admin, { ...filter, order }), 'Próxima');
        for (const query of pageQueries()) {
          const steps = await plan(query);
          expect(steps.join('\n')).not.toContain('TEMP B-TREE');
          expect(steps[0]).toContain(
            query.sql.includes('count(*)') ? 'firmId=?' : `SEARCH c USING INDEX ${indexes[order]} (firmId=?`,
          );
          // Each event is looked up in an index; nothing is ever read from one end to the other.
          for (const step of steps) expect(step).not.toMatch(/^SCAN/);
        }
      }
    },
  );

  it('by urgency is two walks along indexes, and a look at those who wait', async () => {
    asked.length = 0;
    await turn(admin, await ask(admin, {}), 'Próxima');
    const pages = pageQueries().filter((each) => each.sql.includes('ORDER BY'));
    const plans = await Promise.all(pages.map(async (each) => [each.sql, (await plan(each)).join('\n')] as const));
    const [soon, rest] = [
      plans.filter(([sql]) => sql.includes('"expiresOn" <= ?')),
      plans.filter(([sql]) => sql.includes('IS NOT TRUE')),
    ];
    expect(soon.length).toBeGreaterThan(0);
    expect(rest.length).toBeGreaterThan(2);
    for (const [, steps] of soon) expect(steps).toMatch(/^SEARCH c USING INDEX Client_by_expiry \(firmId=\?/);
    for (const [, steps] of rest) expect(steps).toMatch(/^SEARCH c USING INDEX Client_by_name \(firmId=\?/);
    for (const [, steps] of [...soon, ...rest]) expect(steps).not.toContain('TEMP B-TREE');
    // Those who wait are few: they are found by their requests, and never by reading the firm.
    for (const [sql, steps] of plans.filter(([sql]) => sql.includes("'pending'") && !sql.includes('IS NOT TRUE')))
      expect(steps, sql).toContain('ConnectionRequest');
  });

  it('is one query when the same has been asked before, and a count reads no row', async () => {
    await admin.type('/clientes ordem:nome nome:padaria');
    asked.length = 0;
    await admin.type('/clientes ordem:nome nome:padaria');
    expect(pageQueries()).toHaveLength(1);
    await seedClients(database.data, h.firmId, [{ name: 'Outra padaria' }]);
    await admin.type('/clientes ordem:nome nome:padaria');
    const [count, , ...more] = pageQueries();
    expect(more).toEqual([]);
    expect((await plan(count!))[0]).toContain('USING COVERING INDEX');
  });

  it('and what its rows call for is three looks by their ids', async () => {
    asked.length = 0;
    await admin.type('/clientes ordem:nome');
    const byIds = asked.filter(isByIds);
    expect(byIds).toHaveLength(3);
    for (const step of (await Promise.all(byIds.map(plan))).flat()) expect(step).not.toMatch(/^SCAN/);
  });

  it('is not asked for at all when there is nothing to show', async () => {
    asked.length = 0;
    await admin.type('/clientes xyzxyz');
    expect(pageQueries().filter((each) => !each.sql.includes('count(*)'))).toEqual([]);
  });

  it('finds the anchor by its primary key', async () => {
    asked.length = 0;
    await turn(admin, await ask(admin, {}), 'Próxima');
    const anchors = asked.filter((each) => each.sql.includes('AS "key"'));
    expect(anchors.length).toBeGreaterThan(0);
    for (const anchor of anchors)
      expect((await plan(anchor))[0]).toMatch(/USING INDEX sqlite_autoindex_Client_\d \(id=\?\)/);
  });
});
