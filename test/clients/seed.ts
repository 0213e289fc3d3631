import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { nameKeyOf, neverExported, noPlan, searchKeyOf } from '../../src/terms/client.ts';
import { testNow } from '../house.ts';

/** A client as a test writes it down: what is left out is as in a new row. `history` becomes licence events, in order. */
export interface Seed {
  id?: string;
  name: string;
  tradeName?: string;
  document?: string | null;
  email?: string;
  phone?: string;
  contactName?: string;
  notes?: string;
  situation?: string;
  charges?: string;
  analystId?: string | null;
  plan?: string;
  payer?: string;
  expiresOn?: string;
  autoRenew?: boolean;
  lastExportOn?: string;
  deletedAt?: Date | null;
  history?: readonly string[];
}

/** Puts clients into a firm, straight into the tables; returns their ids in the same order. */
export async function seedClients(data: Data, firmId: string, seeds: readonly Seed[], at = testNow): Promise<string[]> {
  const rows = seeds.map(({ history: _, ...seed }) => ({
    situation: 'connected',
    expiresOn: noPlan,
    lastExportOn: neverExported,
    ...seed,
    id: seed.id ?? newId(),
    firmId,
    nameKey: nameKeyOf(seed),
    searchKey: searchKeyOf(seed),
    createdAt: at,
    updatedAt: at,
  }));
  const events = seeds.flatMap((seed, i) =>
    (seed.history ?? []).map((kind) => ({
      id: newId(),
      firmId,
      clientId: rows[i]!.id,
      kind,
      source: 'import',
      actor: 'system',
      at,
    })),
  );
  for (let i = 0; i < rows.length; i += 1000) await data.db.client.createMany({ data: rows.slice(i, i + 1000) });
  for (let i = 0; i < events.length; i += 2000)
    await data.db.licenseEvent.createMany({ data: events.slice(i, i + 2000) });
  await data.db.firm.update({ where: { id: firmId }, data: { version: { increment: 1 } } });
  return rows.map((row) => row.id);
}

/** What stands behind a label: an invitation or a request that waits for its answer. Returns its id. */
export async function seedRequest(
  { db }: Data,
  firmId: string,
  clientId: string,
  direction: 'firm_to_client' | 'client_to_firm',
  more: { state?: string; payer?: string; email?: string; expiresAt?: Date } = {},
): Promise<string> {
  const id = newId();
  const { email = `${clientId}@example.com`, state = 'pending', ...rest } = more;
  await db.connectionRequest.create({
    data: {
      id,
      firmId,
      clientId,
      direction,
      state,
      email,
      companyName: 'Padaria',
      pendingKey: state === 'pending' ? `${firmId}:${direction}:${email}` : null,
      sentAt: testNow,
      expiresAt: new Date(testNow.getTime() + 30 * 86_400_000),
      decidedAt: state === 'pending' ? null : testNow,
      createdAt: testNow,
      ...rest,
    },
  });
  return id;
}

/** Gives a client the situation, with the request that makes it so. */
export async function situate(data: Data, firmId: string, id: string, situation: string): Promise<void> {
  await data.db.client.update({ where: { id }, data: { situation } });
  if (situation === 'invited') await seedRequest(data, firmId, id, 'firm_to_client');
  if (situation === 'requested') await seedRequest(data, firmId, id, 'client_to_firm');
}
