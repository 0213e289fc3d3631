import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, shown } from '../house.ts';

describe.each(databases)('examples of the help, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  it("name the demo's clients where there are none, and then one that the reader sees", async () => {
    expect(shown(await h.admin.type('/ajuda cliente'))).toContain('/cliente padaria da vila');
    await seedClients(database.data, h.firmId, [{ name: 'Moinho Velho', document: '11222333000181' }]);
    const own = shown(await h.admin.type('/ajuda cliente'));
    expect(own).toContain('/cliente Moinho Velho');
    expect(own).toContain('/cliente 11.222.333/0001-81');
    expect(shown(await h.admin.type('/ajuda clientes'))).toContain('/clientes Moinho');
    expect(shown(await h.admin.type('/ajuda documentos'))).toContain('/documentos Moinho Velho');
    // Nobody is told of a client that is not theirs.
    expect(shown(await h.analyst.type('/ajuda cliente'))).not.toContain('Moinho');
  });
});
