import { read, utils, type WorkBook, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, type Person } from '../house.ts';
import { deskOf, importing, portfolio } from '../portfolio/fixture.ts';
import { afresh } from './pages.ts';

const clients = 24;
const day = fc.date({ min: new Date('2027-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
const brazilian = (iso: string) => iso.split('-').reverse().join('/');
const words = fc.constantFrom(
  'Águas Claras',
  "D'Ávila & Cia",
  'São João; filial',
  '-Oficina "Zé"',
  '=HYPERLINK("x")',
  '@Débora',
);

interface Edit {
  /** The title of the column, the cell as somebody types it, and what of the client it is. */
  title: string;
  cell: string;
  change: Record<string, unknown>;
}
const edits: fc.Arbitrary<Edit> = fc.oneof(
  words.map((cell) => ({ title: 'Nome fantasia', cell, change: { tradeName: cell } })),
  words.map((cell) => ({ title: 'Responsável', cell, change: { contactName: cell } })),
  words.map((cell) => ({ title: 'Observações', cell, change: { notes: cell } })),
  words.map((cell) => ({ title: 'Nome da empresa', cell, change: { name: cell } })),
  fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => ({
    title: 'Telefone',
    cell: `(11) 9${String(n).slice(0, 4)}-${String(n).slice(4)}`,
    change: { phone: `(11) 9${String(n).slice(0, 4)}-${String(n).slice(4)}` },
  })),
  day.map((at) => {
    const expiresOn = at.toISOString().slice(0, 10);
    return { title: 'Vencimento do plano', cell: brazilian(expiresOn), change: { expiresOn } };
  }),
  fc
    .constantFrom('Sim', 'Não')
    .map((cell) => ({ title: 'Renovação automática', cell, change: { autoRenew: cell === 'Sim' } })),
  fc.constantFrom('Escritório', 'Cliente').map((cell) => ({
    title: 'Pago por',
    cell,
    change: { payer: cell === 'Cliente' ? 'client' : 'firm' },
  })),
  fc.constantFrom('Controle II', 'Avançado I').map((cell) => ({ title: 'Plano', cell, change: { plan: cell } })),
  fc.integer({ min: 1, max: 9_000_000 }).map((n) => ({
    title: 'Faturamento anual',
    cell: `R$ ${n.toLocaleString('pt-BR')},00`,
    change: { revenue: n },
  })),
  fc.constantFrom('2026-10-02', '2026-11-03').map((iso) => ({
    title: 'Última exportação',
    cell: brazilian(iso),
    change: { lastExportOn: iso },
  })),
);

/** Another program opens what we wrote. */
const open = (bytes: Uint8Array, type: 'csv' | 'xlsx'): WorkBook =>
  type === 'csv' ? read(new TextDecoder().decode(bytes), { type: 'string', raw: true, FS: ';' }) : read(bytes);

/** The file as another program has it when a person has edited some of its cells and saved it. */
function save(bytes: Uint8Array, type: 'csv' | 'xlsx', changes: readonly { row: number; edit: Edit }[]): Uint8Array {
  const book = open(bytes, type);
  const sheet = book.Sheets[book.SheetNames[0]!]!;
  const titles = (utils.sheet_to_json(sheet, { header: 1 })[0] as string[]).map(String);
  for (const { row, edit } of changes) {
    const column = titles.indexOf(edit.title);
    if (column < 0) throw new Error(`no column ${edit.title} among ${titles.join(', ')}`);
    sheet[utils.encode_cell({ r: row + 1, c: column })] = { t: 's', v: edit.cell };
  }
  if (type === 'csv')
    return Buffer.from(`\ufeff${utils.sheet_to_csv(sheet, { FS: ';', RS: '\r\n', rawNumbers: true })}`);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}

describe.each(databases)('a list that was exported and edited, on $provider', (each) => {
  let database: TestDatabase;
  let h: House;
  let admin: Person;
  beforeAll(async () => {
    database = await each.open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin);
    await importing(deskOf(database.data, h.firmId), portfolio(clients));
  });
  afterAll(() => database.drop());

  const stands = async () => {
    const rows = await database.data.db.client.findMany({ where: { firmId: h.firmId }, orderBy: { nameKey: 'asc' } });
    return new Map(
      rows.map(({ updatedAt: _, nameKey: __, searchKey: ___, createdAt: ____, ...row }) => [
        row.document!,
        row as Record<string, unknown>,
      ]),
    );
  };

  it.each(['csv', 'xlsx'] as const)(
    'changes exactly what was edited when its %s is imported',
    async (type) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ row: fc.nat({ max: clients - 1 }), edit: edits }), { maxLength: 6 }),
          async (drawn) => {
            const outcome = await admin.ask({ kind: 'press', id: button(await admin.type('/clientes'), 'Exportar') });
            if (outcome.kind !== 'view') throw new Error('expected a view');
            const { bytes, name } = outcome.view.files!.find((each) => each.name.endsWith(type))!;
            const before = await stands();
            const book = open(bytes, type);
            const lines = utils.sheet_to_json<Record<string, unknown>>(book.Sheets[book.SheetNames[0]!]!, {
              raw: false,
            });
            const documentOf = (row: number) => String(lines[row]!['CNPJ/CPF']).replace(/\W/g, '');
            // A cell that is edited twice holds what was typed last; a licence that was not there begins with a payer of its own.
            const changes = drawn.filter(
              ({ row, edit }) =>
                !['plan', 'expiresOn', 'autoRenew', 'payer'].some((term) => term in edit.change) ||
                before.get(documentOf(row))!.plan !== '',
            );
            const expected = structuredClone(before);
            for (const { row, edit } of changes) Object.assign(expected.get(documentOf(row))!, edit.change);
            const report = await runImport(
              deskOf(database.data, h.firmId),
              bytesSource(save(bytes, type, changes)),
              name,
            );
            expect(report.refused).toBe(0);
            const after = await stands();
            for (const [document, row] of expected)
              expect({ of: document, ...after.get(document) }).toEqual({ of: document, ...row });
            expect(after.size).toBe(before.size);
          },
        ),
        { numRuns: 15 },
      );
    },
    60_000,
  );
});
