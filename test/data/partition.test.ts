import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { write } from '../../src/data/write.ts';
import { contextOf } from '../../src/firms/context.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { databases } from '../database.ts';
import { house, quiet, testNow, testSecret } from '../house.ts';

const page = readFileSync('docs/scale.md', 'utf8');
const [, sql = ''] = /^```sql\n(CREATE FUNCTION[\s\S]*?)^```$/m.exec(page) ?? [];

it('the audit has no key but its id, which begins with its time: a month of it is a range', () => {
  const [, audit = ''] = /^model Audit \{([\s\S]*?)^\}/m.exec(readFileSync('prisma/schema.prisma', 'utf8')) ?? [];
  expect([...audit.matchAll(/@@?(?:id|unique)\b/g)].map(([what]) => what)).toEqual(['@id']);
  const indexes = [...audit.matchAll(/@@index\(\[([^\]]+)\]/g)].map(([, fields]) => fields!.replace(/\w+/g, '"$&"'));
  expect([...sql.matchAll(/^CREATE INDEX ON "Audit" \((.*)\);$/gm)].map(([, fields]) => fields)).toEqual(indexes);
  const before = Date.now();
  const made = Number.parseInt(newId().replace('-', '').slice(0, 12), 16);
  expect(made >= before && made <= Date.now()).toBe(true);
});

describe.each(databases.slice(1))('the audit in parts by month, on $provider', ({ open }) => {
  it('is made by the lines of the page while there are rows, and the bot writes, reads and erases as before', async () => {
    const { data, drop } = await open();
    const { firmId } = await house(data);
    const log = quiet;
    const deed = async (verb: string) => {
      const from = { data, secret: testSecret, publicUrl: '', registry: createRegistry([], []), log };
      const actor = { kind: 'system', id: 'test' } as const;
      const firm = { id: firmId, name: '', timeZone: 'UTC', version: 0 };
      const ctx = contextOf(from, { firm, actor, from: 'test', now: testNow, key: newId() });
      await write(ctx, 'manage', ({ audit }) => audit(verb));
    };
    await deed('before');
    // The page's months are those after whichever this is.
    const month = (more: number) => {
      const now = new Date();
      return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + more, 1)).toISOString().slice(0, 10);
    };
    const here = sql.replaceAll('2027-01-01', month(1)).replaceAll('2027-02-01', month(2));
    const statements = [here.slice(0, here.indexOf('BEGIN;')), ...here.slice(here.indexOf('BEGIN;')).split(/;\n/)]
      .map((each) => each.trim())
      .filter((each) => each && !/^(BEGIN|COMMIT)$/.test(each));
    await data.db.$transaction(async (tx) => {
      for (const each of statements) await tx.$executeRawUnsafe(each);
    });

    await deed('after');
    const next = `${(await data.all<{ id: string }>(`SELECT first_id('${month(1)}') AS id`, []))[0]!.id}-7000-8000-000000000000`;
    await data.db.audit.create({ data: { id: next, firmId, actor: 'system', verb: 'next month', at: testNow } });
    const rows = await data.all<{ part: string; verb: string }>(
      `SELECT tableoid::regclass::text AS part, "verb" FROM "Audit" WHERE "firmId" = ? ORDER BY "id"`,
      [firmId],
    );
    expect(rows).toEqual([
      { part: '"Audit_before"', verb: 'before' },
      { part: '"Audit_before"', verb: 'after' },
      { part: '"Audit_2027_01"', verb: 'next month' },
    ]);
    await data.db.firm.delete({ where: { id: firmId } });
    expect(await data.db.audit.count({ where: { firmId } })).toBe(0);
    await drop();
  });
});
