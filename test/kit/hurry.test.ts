import { afterAll, beforeAll, expect, it } from 'vitest';
import { hurry } from '../../src/core.ts';
import { createLimit } from '../../src/kit/limit.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, shown } from '../house.ts';

let database: TestDatabase;
let h: House;
beforeAll(async () => {
  database = await databases[0]!.open();
  h = await house(database.data, { limit: createLimit({ ...hurry, now: () => 0 }) });
});
afterAll(() => database.drop());

it('slows down who hammers, in words, and nobody else', async () => {
  const help = async (who = h.admin) => shown(await who.type('/ajuda'));
  for (let i = 0; i < hurry.burst; i++) expect(await help()).not.toContain('Calma');
  expect(await help()).toContain('Muitos pedidos em pouco tempo. Tente de novo em 1 segundo.');
  expect(await help(h.analyst)).not.toContain('Calma');
});
