import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, move } from '../../src/licenses/service/license.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house } from '../house.ts';
import { buying, contracting, desk, free, wish } from './fixture.ts';
import { sound } from './sound.ts';

const program = fileURLToPath(new URL('./process.ts', import.meta.url));

/** What those in another process were told who all contracted at once. */
async function elsewhere(url: string, firmId: string, clients: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, firmId, clients.join(',')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as string[];
}

describe.each(databases)('many at once, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterEach(() => database.drop());

  const ctx = () => desk(database.data, h.firmId);
  const many = (count: number) =>
    free(
      database.data,
      h.firmId,
      Array.from({ length: count }, (_, i) => ({ name: `Cliente ${i}` })),
    );

  it('100 contracts out of three processes for 10 free licences: 10 get one, 90 the same clear answer', {
    timeout: 120_000,
  }, async () => {
    // In two packages: whoever comes too late at one gets what is left of the other.
    await buying(ctx(), { quantity: 4 });
    await buying(ctx(), { quantity: 6 });
    const ids = await many(100);
    const answers = (
      await Promise.all(
        [0, 1, 2].map((n) =>
          elsewhere(
            database.url,
            h.firmId,
            ids.filter((_, i) => i % 3 === n),
          ),
        ),
      )
    ).flat();
    expect(answers.filter((answer) => answer === 'contracted')).toHaveLength(10);
    const refused = answers.filter((answer) => answer !== 'contracted');
    expect(refused).toHaveLength(90);
    expect([...new Set(refused)]).toEqual([
      expect.stringMatching(/^none-free: Nenhuma licença disponível de Controle I/),
    ]);
    expect(await database.data.db.license.count({ where: { firmId: h.firmId } })).toBe(10);
    expect(await database.data.db.audit.count({ where: { verb: 'license.contract' } })).toBe(10);
    await sound(database.data, h.firmId);
  });

  it('20 contracts for one client: one is made, and takes one licence', async () => {
    await buying(ctx(), { quantity: 9 });
    const [id] = await many(1);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => contract(ctx(), id!, wish({ payer: 'firm' }))),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(['not-now', 'busy']).toContain(answer.reason.code);
    await sound(database.data, h.firmId);
  });

  it('one licence moved to ten clients at once, and back and forth, is with one of them', async () => {
    await buying(ctx(), { quantity: 1 });
    const [from, ...to] = await many(11);
    await contracting(ctx(), from!, { payer: 'firm' });
    const moved = await Promise.allSettled(to.map((each) => move(ctx(), from!, each)));
    expect(moved.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const [a, b] = to;
    await Promise.allSettled([1, 2, 3].flatMap(() => [move(ctx(), a!, b!), move(ctx(), b!, a!)]));
    expect(await database.data.db.license.count({ where: { firmId: h.firmId, packageId: { not: null } } })).toBe(1);
    await sound(database.data, h.firmId);
  });
});
