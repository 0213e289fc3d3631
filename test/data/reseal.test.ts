import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { newId } from '../../src/data/id.ts';
import { resealAll, sealedBefore } from '../../src/data/reseal.ts';
import { createSecret } from '../../src/data/secret.ts';
import { resealing } from '../../src/jobs/service/reseal.ts';
import { typed } from '../cli/terminal.ts';
import { databases, type TestDatabase } from '../database.ts';
import { house, quiet, testNow } from '../house.ts';

const [old, present] = [
  'the old secret, of at least 32 characters',
  'the present secret, of at least 32 characters',
] as const;

describe('a secret with a previous one', () => {
  it('opens and believes both, and makes with the present one only', () => {
    const [before, after, both] = [createSecret(old), createSecret(present), createSecret(present, old)];
    expect(both.open(before.seal('x'))).toBe('x');
    expect(after.open(both.seal('x'))).toBe('x');
    expect(() => before.open(both.seal('x'))).toThrow();
    expect(both.verify('use', 'text', before.sign('use', 'text'))).toBe(true);
    expect(after.verify('use', 'text', both.sign('use', 'text'))).toBe(true);
    expect(both.verify('use', 'text', before.sign('other', 'text'))).toBe(false);
    expect(() => both.open(createSecret('x'.repeat(40)).seal('x'))).toThrow();
    expect(after.open(both.reseal(before.seal('x'))!)).toBe('x');
    for (const sealed of [after.seal('x'), createSecret('x'.repeat(40)).seal('x'), 'nonsense', ''])
      expect(both.reseal(sealed)).toBeUndefined();
  });
});

describe.each(databases)('sealing anew on $name', ({ open }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.drop());

  it('reaches every sealed column, leaves the rest as it was, and doctor says when it is over', async () => {
    const { data, url } = database;
    const { firmId, admin } = await house(data);
    const [before, both] = [createSecret(old), createSecret(present, old)];
    const grant = (tokens: string, figures: string) =>
      data.db.grant.create({
        data: {
          id: newId(),
          firmId,
          companyId: newId(),
          state: 'active',
          tokens,
          figures,
          authorizedAt: testNow,
          changedAt: testNow,
          checkedAt: testNow,
        },
      });
    const due = { kind: 'mail', state: 'pending', dueAt: testNow, createdAt: testNow };
    const kept = both.seal('kept');
    await grant(before.seal('tokens'), before.seal('figures'));
    await grant(kept, '');
    for (let n = 0; n < 450; n++)
      await data.db.outbox.create({
        data: { ...due, id: newId(), key: `s${n}`, payload: JSON.stringify({ sealed: before.seal(`${n}`) }) },
      });
    await data.db.outbox.create({ data: { ...due, id: newId(), key: 'plain', payload: '{"to":"x"}' } });
    const draft = { id: newId(), firmId, memberId: admin.memberId, expiresAt: testNow };
    await data.db.draft.create({ data: { ...draft, data: JSON.stringify({ sealed: before.seal('typed') }) } });

    expect(await sealedBefore(data, both)).toBe(453);
    const doctor = async () => {
      const printed = await typed(['doctor', '--json'], [doctorVerb], {
        DATABASE_URL: url,
        APP_SECRET: present,
        APP_SECRET_PREVIOUS: old,
      });
      return (printed.json().checks as { name: string; says: string }[]).find(({ name }) => name === 'secret')?.says;
    };
    expect(await doctor()).toContain('453 dados ainda estão cifrados com o segredo anterior');
    const task = resealing(data, both, quiet);
    await task.run(testNow);
    expect(await doctor()).toContain('APP_SECRET_PREVIOUS pode sair');

    const after = createSecret(present);
    const grants = await data.db.grant.findMany();
    expect(grants.map(({ tokens }) => after.open(tokens)).sort()).toEqual(['kept', 'tokens']);
    expect(after.open(grants.find(({ figures }) => figures)!.figures)).toBe('figures');
    expect(grants.map(({ tokens }) => tokens)).toContain(kept);
    expect(
      after.open(JSON.parse((await data.db.draft.findUniqueOrThrow({ where: { id: draft.id } })).data).sealed),
    ).toBe('typed');
    const letters = await data.db.outbox.findMany();
    expect(letters.find(({ key }) => key === 'plain')?.payload).toBe('{"to":"x"}');
    const opened = letters
      .filter(({ key }) => key !== 'plain')
      .map(({ key, payload }) => [key, after.open(JSON.parse(payload).sealed)]);
    for (const [key, text] of opened) expect(key).toBe(`s${text}`);
    expect(await resealAll(data, both)).toBe(0);
  });
});

describe('sealing anew', () => {
  it('knows every column that holds sealed text', () => {
    // What is sealed at rest is said at the column, so that a new one is found here.
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    const said = [...schema.matchAll(/\/\/\/ Sealed[^\n]*\n\s+(\w+)/g)].map((match) => match[1]!);
    const reseal = readFileSync('src/data/reseal.ts', 'utf8');
    expect(said.length).toBeGreaterThan(1);
    for (const column of said) expect(reseal).toContain(`column: '${column}'`);
  });
});
