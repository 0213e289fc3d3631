// Random histories of connections, licences, imports and removals, against a model that knows nothing of how they are kept: every summary
// equals what was done since the one before it, and its chart what is. `npm run soak -- summaries [HISTORIES] [SEED]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { removeClient } from '../src/clients/service/remove.ts';
import { accept, disconnect } from '../src/connections/service/answer.ts';
import { eraseAccount } from '../src/connections/service/erase.ts';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { runDue } from '../src/digests/service/run.ts';
import type { House } from '../src/firms/context.ts';
import { contextOf } from '../src/firms/context.ts';
import { addMonths, dayAt } from '../src/kit/days.ts';
import { lookAtLicenses } from '../src/licenses/service/clock.ts';
import { contract } from '../src/licenses/service/license.ts';
import { runImport } from '../src/portfolio/import/service.ts';
import { bytesSource } from '../src/portfolio/import/source.ts';
import { purgeDeleted } from '../src/rights/service/client.ts';

const zone = 'America/Sao_Paulo';
const cnpjs = ['11222333000181', '11444777000161', '19131243000197'];
const slot = fc.nat({ max: cnpjs.length - 1 });

/** What can happen to a portfolio. */
export const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('connect' as const, 'disconnect' as const, 'contract' as const), slot }),
  },
  fc.record({ do: fc.constantFrom('erase' as const, 'remove' as const, 'hand' as const), slot }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      connected: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('summary' as const) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Count = Record<'connected' | 'disconnected' | 'contracted' | 'renewed' | 'expired', number>;
type Counted = { changes: Count; imported: Pick<Count, 'connected' | 'disconnected'> };
const nothing = (): Counted => ({
  changes: { connected: 0, disconnected: 0, contracted: 0, renewed: 0, expired: 0 },
  imported: { connected: 0, disconnected: 0 },
});

/** A client as the model knows it. */
interface Known {
  id: string;
  email: string;
  situation: string;
  ana: boolean;
  /** Its periods: the day it began, and how many are over. */
  plan?: { start: string; months: number; renews: boolean; expired: boolean };
}

/** Plays a history on a fresh firm; answers what the summaries told and what they should have told. */
export async function playHistory(
  house: House,
  steps: readonly Step[],
  first: Date,
): Promise<{ told: unknown[]; expected: unknown[] }> {
  const { db } = house.data;
  const firm = { id: newId(), name: 'Horizonte', timeZone: zone, version: 0 };
  const ana = newId();
  let now = first;
  await db.firm.create({ data: { id: firm.id, name: firm.name, createdAt: now } });
  await db.member.create({ data: { id: ana, firmId: firm.id, name: 'Ana', role: 'analyst', createdAt: now } });
  const seat = { platform: 'test', workspace: firm.id, user: ana };
  await db.chatIdentity.create({ data: { id: newId(), firmId: firm.id, memberId: ana, ...seat, createdAt: now } });
  const stamps = { settledUntil: now, createdAt: now, updatedAt: now, nextAt: now };
  const common = {
    firmId: firm.id,
    kind: 'portfolio',
    rule: 'daily 08:00',
    sendEmpty: true,
    platform: 'test',
    workspace: firm.id,
  };
  await db.schedule.create({ data: { id: newId(), ...common, ...stamps, place: 'channel', channel: 'C1' } });
  await db.schedule.create({ data: { id: newId(), ...common, ...stamps, place: 'analysts' } });

  const ctx = () => contextOf(house, { firm, actor: { kind: 'system', id: 'test' }, from: 'test', now });
  const clients: Known[] = [];
  const add = async (i: number): Promise<Known> => {
    const known: Known = { id: newId(), email: `${newId()}@example.com`, situation: 'not_connected', ana: i % 2 === 0 };
    const keys = { nameKey: `empresa ${i}`, searchKey: `empresa ${i}` };
    const data = {
      id: known.id,
      firmId: firm.id,
      name: `Empresa ${i}`,
      document: cnpjs[i]!,
      email: known.email,
      ...keys,
    };
    await db.client.create({
      data: { ...data, situation: known.situation, analystId: known.ana ? ana : null, createdAt: now, updatedAt: now },
    });
    clients[i] = known;
    return known;
  };
  for (const i of cnpjs.keys()) await add(i);

  let whole = nothing();
  let mine = nothing();
  const count = (known: Known, kind: keyof Count) => {
    whole.changes[kind]++;
    if (known.ana) mine.changes[kind]++;
  };
  const pass = async () => {
    // Nobody acts in the same instant, and a client that was removed is purged.
    now = new Date(now.getTime() + 60_000);
  };
  const account = (email: string) =>
    db.account.upsert({ where: { email }, create: { id: newId(), email, createdAt: now }, update: {} });

  /** Days go by, and the clock looks: what runs out is renewed or has expired. */
  const look = async () => {
    const today = dayAt(now, zone);
    for (const known of clients) {
      const { plan } = known;
      if (!plan || plan.expired || addMonths(plan.start, plan.months) >= today) continue;
      if (plan.renews) {
        while (addMonths(plan.start, plan.months) < today) plan.months++;
        count(known, 'renewed');
      } else {
        plan.expired = true;
        count(known, 'expired');
      }
    }
    await lookAtLicenses(house, now);
  };

  const told: unknown[] = [];
  const expected: unknown[] = [];
  // The first of all tells of seven days only; from then on nothing is left out.
  const summary = { do: 'summary' as const };
  for (const each of [summary, ...steps, summary]) {
    await pass();
    if (each.do === 'wait') {
      now = new Date(now.getTime() + each.days * 86_400_000);
      await look();
    } else if (each.do === 'summary') {
      now = new Date(now.getTime() + 86_400_000);
      // A summary of a holiday comes on the next business day.
      const { nextAt } = await db.schedule.findFirstOrThrow({ where: { firmId: firm.id, place: 'channel' } });
      while (nextAt && nextAt > now) now = new Date(now.getTime() + 86_400_000);
      await look();
      await runDue(house, now);
      const rows = await db.digest.findMany({ where: { firmId: firm.id, createdAt: now } });
      const of = (analystId: string | null) => {
        const { changes, imported, situations } = JSON.parse(
          rows.find((row) => row.analystId === analystId)?.content ?? '{}',
        );
        return { changes, imported, situations };
      };
      const chart = (some: readonly Known[]) => {
        const situations: Record<string, number> = {};
        for (const { situation } of some) situations[situation] = (situations[situation] ?? 0) + 1;
        return situations;
      };
      told.push({ whole: of(null), ana: of(ana) });
      expected.push({
        whole: { ...whole, situations: chart(clients) },
        ana: { ...mine, situations: chart(clients.filter((known) => known.ana)) },
      });
      whole = nothing();
      mine = nothing();
    } else if (each.do === 'import') {
      const lines = clients.map(
        (_, i) => `Empresa ${i};${cnpjs[i]};${each.connected[i] ? 'Conectado' : 'Não conectado'}`,
      );
      await runImport(ctx(), bytesSource(Buffer.from(['Cliente;CNPJ;Situação', ...lines].join('\n'))), 'a.csv');
      for (const [i, known] of clients.entries()) {
        const was = known.situation === 'connected';
        // A file ends no connection.
        const is = was || each.connected[i] === true;
        if (is !== was) for (const some of known.ana ? [whole, mine] : [whole]) some.imported.connected++;
        known.situation = is ? 'connected' : 'not_connected';
      }
    } else {
      const known = clients[each.slot]!;
      const connected = known.situation === 'connected';
      if (each.do === 'hand') {
        known.ana = !known.ana;
        await db.client.update({ where: { id: known.id }, data: { analystId: known.ana ? ana : null } });
      } else if (each.do === 'connect' && !connected) {
        const { id: accountId } = await account(known.email);
        const id = newId();
        const request = {
          direction: 'client_to_firm',
          state: 'pending',
          email: known.email,
          companyName: 'Empresa',
          accountId,
        };
        const expiresAt = new Date(now.getTime() + 86_400_000);
        await db.connectionRequest.create({
          data: { id, firmId: firm.id, clientId: known.id, ...request, expiresAt, createdAt: now },
        });
        // The firm's side of it: not the clock's.
        await accept({ ...ctx(), actor: { kind: 'member', id: ana, name: 'Ana', role: 'admin' }, can: () => true }, id);
        known.situation = 'connected';
        count(known, 'connected');
      } else if (each.do === 'disconnect') {
        await disconnect(ctx(), known.id);
        if (connected) {
          count(known, 'disconnected');
          known.situation = 'disconnected';
        }
      } else if (each.do === 'erase') {
        const { id } = await account(known.email);
        await db.client.update({ where: { id: known.id }, data: { accountId: id } });
        await eraseAccount(house, known.email, now);
        if (connected) {
          count(known, 'disconnected');
          known.situation = 'disconnected';
        }
      } else if (each.do === 'contract' && !connected && (!known.plan || known.plan.expired)) {
        const start = dayAt(now, zone);
        const renews = each.slot % 2 === 0;
        const wish = {
          plan: 'Controle I',
          payer: 'client',
          recurrence: 'monthly',
          startsOn: start,
          autoRenew: renews,
        } as const;
        await contract(ctx(), known.id, wish);
        known.plan = { start, months: 1, renews, expired: false };
        count(known, 'contracted');
      } else if (each.do === 'remove' && !connected) {
        await removeClient(ctx(), known.id);
        now = new Date(now.getTime() + 61 * 60_000);
        await purgeDeleted(house, now);
        await add(each.slot);
      }
    }
  }
  // No later look is to find what this firm left behind.
  await db.firm.delete({ where: { id: firm.id } });
  return { told, expected };
}

/** Histories until one does not hold; throws with the shortest that does not. */
export const checkHistories = (house: House, { runs, seed }: { runs: number; seed?: number }): Promise<void> => {
  let n = 0;
  return fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), async (steps) => {
      // Each in years of its own: the clock looks at all firms.
      const { told, expected } = await playHistory(house, steps, new Date(Date.UTC(2027 + n++, 0, 5, 15)));
      if (!isDeepStrictEqual(told, expected)) throw new Error(JSON.stringify({ told, expected }, null, 1));
    }),
    { numRuns: runs, seed, endOnFailure: runs > 20 },
  );
};

if (import.meta.filename === process.argv[1]) {
  const [runs = '200', seed] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'carteira-summaries-'));
  const url = process.env.TEST_DATABASE_URL || `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const data: Data = openData(url);
  const { parts } = await import('../test/digests/fixture.ts');
  await checkHistories(parts(data), { runs: Number(runs), seed: seed === undefined ? undefined : Number(seed) });
  await data.close();
  rmSync(folder, { recursive: true });
  process.stdout.write(`${runs} histories: every summary told what was done\n`);
}
