import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/kit/view.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, type Person, testNow } from '../house.ts';
import { seedClients, seedRequest } from './seed.ts';

// Only SQLite tells for less than a read that nobody has written.
describe('a list that was asked for before', () => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let ids: string[];
  beforeAll(async () => {
    database = await databases[0]!.open();
    h = await house(database.data, { clock: () => now });
    ids = await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila', analystId: h.analyst.memberId },
      { name: 'Oficina do Zé' },
    ]);
  });
  afterAll(() => database.drop());

  // What is written when somebody asks for the first time (the language they speak) is over.
  const list = async (who: Person, text = '/clientes') => {
    await who.type(text);
    return who.type(text);
  };

  it('is the same one for everybody who sees the same, and nobody else', async () => {
    const [own, other] = [await list(h.analyst), await list(h.admin)];
    expect(await h.admin.type('/clientes')).toBe(other);
    expect(plainText(own)).not.toContain('Oficina');
    expect(plainText(other)).toContain('Oficina');
    expect(plainText(await list(h.outsider))).not.toContain('Padaria');
    expect(plainText(await list(h.admin, '/clientes nome:oficina'))).not.toContain('Padaria');
    expect(await h.admin.type('/clientes nome:oficina')).not.toBe(other);
  });

  it('is made anew when somebody has written, or another day has begun', async () => {
    const before = await list(h.admin);
    await database.data.db.$transaction((tx) =>
      tx.client.update({ where: { id: ids[1]! }, data: { name: 'Oficina da Bia' } }),
    );
    const after = await h.admin.type('/clientes');
    expect(plainText(after)).toContain('Oficina da Bia');
    expect(after).not.toBe(before);
    now = new Date(testNow.getTime() + 86_400_000);
    expect(await h.admin.type('/clientes')).not.toBe(after);
    now = testNow;
  });

  it('is made each time where the hour changes what can be done', async () => {
    const [asked] = await seedClients(database.data, h.firmId, [{ name: 'Asteca', situation: 'not_connected' }]);
    await database.data.db.client.update({ where: { id: asked! }, data: { situation: 'requested' } });
    await seedRequest(database.data, h.firmId, asked!, 'client_to_firm', {
      expiresAt: new Date(testNow.getTime() + 60_000),
    });
    const waiting = await list(h.admin);
    now = new Date(testNow.getTime() + 61_000);
    const late = await h.admin.type('/clientes');
    now = testNow;
    expect(late).not.toEqual(waiting);
  });
});
