import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { previewImport, runImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { csvFile } from '../../src/sheets/csv.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { cnpj, deskOf } from './fixture.ts';

const maybe = (values: readonly string[]) => fc.constantFrom('', ...values);
const documents = [1, 2, 3].map(cnpj);
const emails = ['a@x.com.br', 'b@x.com.br'];
const names = fc.constantFrom('Padaria', 'Mercado', 'Ótica');
const header = ['Nome', 'CNPJ', 'E-mail', 'Telefone', 'Plano', 'Vencimento', 'Analista'];
const lines = fc.array(
  fc.tuple(
    names,
    maybe(documents),
    maybe(emails),
    maybe(['1', '2']),
    maybe(['Controle I', 'Avançado II']),
    maybe(['31/12/2026', '31/12/2027']),
    maybe(['ana@x.com.br']),
  ),
  { minLength: 1, maxLength: 6 },
);
const seeds = fc.uniqueArray(
  fc.record({
    name: names,
    document: fc.constantFrom(null, ...documents),
    email: maybe(emails),
    deletedAt: fc.constantFrom(null, null, testNow),
  }),
  { maxLength: 4, selector: (seed) => seed.document ?? newId() },
);

describe.each(databases)('any file on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  it('does what its preview says, and nothing when it comes again', async () => {
    const { db } = database.data;
    await fc.assert(
      fc.asyncProperty(seeds, lines, async (before, rows) => {
        const firmId = newId();
        await db.firm.create({ data: { id: firmId, name: 'Firma', createdAt: testNow } });
        await seedClients(database.data, firmId, before);
        const ctx = deskOf(database.data, firmId);
        const source = bytesSource(csvFile('x.csv', header, rows).bytes);
        const mine = { where: { firmId }, orderBy: { id: 'asc' } } as const;
        const state = async () => ({
          clients: await db.client.findMany(mine),
          licenses: await db.license.findMany(mine),
          events: await db.licenseEvent.findMany(mine),
          audits: await db.audit.findMany(mine),
          firm: await db.firm.findUnique({ where: { id: firmId } }),
        });
        const preview = await previewImport(ctx, source);
        const first = await runImport(ctx, source, 'x.csv');
        expect(first).toEqual(preview);
        expect(first.created + first.changed + first.revived + first.unchanged).toBe(first.good);
        expect(first.good + first.refused + first.asides).toBe(rows.length);
        const after = await state();
        const second = await runImport(ctx, source, 'x.csv');
        expect(second).toMatchObject({ created: 0, changed: 0, revived: 0, refused: first.refused });
        expect(await state()).toEqual(after);
        // A licence stands exactly where the client shows a plan, and says the same.
        const { clients, licenses } = after;
        const terms = ({ plan, payer, expiresOn }: { plan: string; payer: string; expiresOn: string }) => ({
          plan,
          payer,
          expiresOn,
        });
        expect(Object.fromEntries(licenses.map((each) => [each.clientId, terms(each)]))).toEqual(
          Object.fromEntries(clients.filter((each) => each.plan).map((each) => [each.id, terms(each)])),
        );
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
