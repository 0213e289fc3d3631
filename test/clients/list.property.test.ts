import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageSize } from '../../src/clients/reads/page.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, shown } from '../house.ts';
import { expected, type Known, someClient, someFilter } from './oracle.ts';
import { afresh, ask, idsOf, pressesOf, turn } from './pages.ts';
import { type Seed, seedClients } from './seed.ts';

const uniqueDocuments = (seeds: readonly Seed[]): Seed[] => {
  const seen = new Set<string>();
  return seeds.map((seed) => {
    if (!seed.document || !seen.has(seed.document)) {
      if (seed.document) seen.add(seed.document);
      return seed;
    }
    return { ...seed, document: null };
  });
};

describe.each(databases)('any filters of /clientes on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let clients: Known[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const members = [h.admin.memberId, h.analyst.memberId];
    const [seeds] = fc.sample(fc.array(someClient(members), { minLength: 150, maxLength: 150 }), {
      numRuns: 1,
      seed: 20261116,
    });
    const mine = uniqueDocuments(seeds!);
    const ids = await seedClients(database.data, h.firmId, mine);
    clients = mine.map((seed, i) => ({ ...seed, id: ids[i]! }));
    // Another firm with the same clients: none of them may ever be seen.
    await seedClients(
      database.data,
      h.otherFirmId,
      mine.map((seed) => ({ ...seed, analystId: null })),
    );
  });
  afterAll(() => database.drop());

  const holds = async (role: 'admin' | 'analyst', asked: object) => {
    const who = afresh(database.data, h[role]);
    const want = expected(clients, asked, role === 'analyst' ? h.analyst.memberId : undefined);
    const first = await ask(who, asked);
    const pages = await turn(who, first, 'Próxima');
    expect(pages.flatMap(idsOf)).toEqual(want);
    if (want.length > 0) {
      const spoken = want.length === 1 ? '1 cliente ' : `${want.length} clientes `;
      for (const [i, page] of pages.entries()) {
        expect(shown(page).startsWith(spoken) || shown(page).includes(`\n${spoken}· `)).toBe(true);
        const at = `página ${i + 1} de ${Math.ceil(want.length / pageSize)}`;
        expect(shown(page).toLowerCase()).toContain(want.length > pageSize ? at : 'por ');
      }
    }
    const back = await turn(who, pages.at(-1)!, 'Anterior');
    expect(back.reverse().map(idsOf)).toEqual(pages.map(idsOf));
    for (const page of pages) {
      // Several menus narrow the same list.
      const presses = pressesOf(page).filter(
        (press, at, all) => !press.startsWith('clients.narrow') || all.indexOf(press) === at,
      );
      expect(new Set(presses).size).toBe(presses.length);
      for (const press of presses) expect(Buffer.byteLength(press)).toBeLessThanOrEqual(100);
    }
  };

  it('find for an admin what they ought to, on every page, there and back', async () => {
    const filters = someFilter([h.admin.memberId, h.analyst.memberId]);
    await fc.assert(
      fc.asyncProperty(filters, (asked) => holds('admin', asked)),
      { numRuns: 120 },
    );
  }, 120_000);

  it('find for an analyst only what is theirs', async () => {
    const filters = someFilter([h.analyst.memberId]);
    await fc.assert(
      fc.asyncProperty(filters, (asked) => holds('analyst', asked)),
      { numRuns: 60 },
    );
  }, 120_000);
});
