import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeClient } from '../../src/clients/service/remove.ts';
import { eraseAccount } from '../../src/connections/service/erase.ts';
import { newId } from '../../src/data/id.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { contract } from '../../src/licenses/service/license.ts';
import { runImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { desk } from '../licenses/fixture.ts';
import { addClient, parts } from './fixture.ts';

const days = (n: number) => new Date(testNow.getTime() + n * 86_400_000);
const nothing = { connected: 0, disconnected: 0, contracted: 0, renewed: 0, expired: 0 };

describe.each(databases)('a summary tells what was done, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now: Date;
  beforeEach(async () => {
    database = await open();
    now = testNow;
    h = await house(database.data, { clock: () => now });
    const common = {
      kind: 'portfolio',
      rule: 'daily 08:00',
      sendEmpty: true,
      platform: 'test',
      workspace: h.admin.place.workspace,
    };
    const due = { firmId: h.firmId, settledUntil: now, nextAt: now, createdAt: now, updatedAt: now };
    const { schedule } = database.data.db;
    await schedule.create({ data: { id: newId(), ...common, ...due, place: 'channel', channel: 'C1' } });
    await schedule.create({ data: { id: newId(), ...common, ...due, place: 'analysts' } });
  });
  afterEach(() => database.drop());

  const add = (name: string, more: Omit<Parameters<typeof addClient>[2], 'name'> = {}) =>
    addClient(database.data, h.firmId, { name, ...more });
  const ctx = () => desk(database.data, h.firmId, now);
  const disconnect = (id: string) => h.admin.ask({ kind: 'press', id: `connections.disconnect|${pack(id)}` });

  /** What the next run tells the firm, and its analyst. */
  async function told(at: Date) {
    now = at;
    await runDue(parts(database.data), now);
    const rows = await database.data.db.digest.findMany({ where: { createdAt: now } });
    const of = (analystId: string | null) => JSON.parse(rows.find((row) => row.analystId === analystId)!.content);
    return { firm: of(null), ana: of(h.analyst.memberId) };
  }

  it('a contract once, at its start, and nothing when its trial becomes the plan', async () => {
    const one = await add('Padaria', { situation: 'not_connected', analystId: h.analyst.memberId });
    const wish = { plan: 'Controle I', payer: 'client', recurrence: 'yearly', autoRenew: true } as const;
    await contract(ctx(), one, { ...wish, startsOn: '2026-11-16' });
    // One that began ten days ago and is no trial any more.
    const two = await add('Oficina', { situation: 'not_connected' });
    await contract(ctx(), two, { ...wish, startsOn: '2026-11-06' });
    const first = await told(days(1));
    expect(first.firm.changes).toEqual({ ...nothing, contracted: 2 });
    expect(first.ana.changes).toEqual({ ...nothing, contracted: 1 });
    now = days(5);
    expect(await lookAtLicenses(parts(database.data), now)).toBe(1);
    const second = await told(days(6));
    expect(second.firm.changes).toEqual(nothing);
  });

  it('a client who was disconnected and removed meanwhile, to the analyst whose it was', async () => {
    const id = await add('Padaria', { analystId: h.analyst.memberId });
    await disconnect(id);
    expect(await removeClient(ctx(), id)).toMatchObject({ kind: 'removed' });
    now = new Date(now.getTime() + 61 * 60_000);
    expect(await purgeDeleted(parts(database.data), now)).toBe(1);
    const { firm, ana } = await told(days(1));
    expect(firm.changes).toEqual({ ...nothing, disconnected: 1 });
    expect(ana.changes).toEqual({ ...nothing, disconnected: 1 });
  });

  it('a client who erased their account, as the chart does', async () => {
    const id = await add('Padaria', { analystId: h.analyst.memberId });
    const account = await database.data.db.account.create({
      data: { id: newId(), email: 'c@example.com', createdAt: now },
    });
    await database.data.db.client.update({ where: { id }, data: { accountId: account.id } });
    await eraseAccount(parts(database.data), 'c@example.com', now);
    const { firm, ana } = await told(days(1));
    expect(firm).toMatchObject({ changes: { ...nothing, disconnected: 1 }, situations: { disconnected: 1 } });
    expect(ana.changes).toEqual({ ...nothing, disconnected: 1 });
  });

  it('what an import changes of connections, apart', async () => {
    const head = 'Cliente;CNPJ;Situação\n';
    const line = (n: number, situation: string) => `Empresa ${n};${cnpjs[n]};${situation}\n`;
    const file = (...rows: string[]) => Buffer.from(head + rows.join(''));
    await runImport(ctx(), bytesSource(file(line(0, 'Conectado'), line(1, 'Não conectado'))), 'a.csv');
    const first = await told(days(1));
    expect(first.firm).toMatchObject({ changes: nothing, imported: { connected: 1, disconnected: 0 } });
    const again = file(line(0, 'Não conectado'), line(1, 'Conectado'), line(2, 'Conectado'));
    await runImport(ctx(), bytesSource(again), 'a.csv');
    await runImport(ctx(), bytesSource(again), 'a.csv');
    const second = await told(days(2));
    // A file does not end a connection.
    expect(second.firm).toMatchObject({
      changes: nothing,
      imported: { connected: 2, disconnected: 0 },
      situations: { connected: 3 },
    });
    expect(second.ana.imported).toEqual({ connected: 0, disconnected: 0 });
  });

  it('once, whatever the clocks of those who do it show', async () => {
    const [one, two] = [await add('Padaria'), await add('Oficina')];
    const when = days(1);
    await told(when);
    // Begun before the summary was made, and committed behind it.
    now = new Date(when.getTime() - 1);
    await disconnect(one);
    now = when;
    await disconnect(two);
    expect((await told(days(2))).firm.changes).toEqual({ ...nothing, disconnected: 2 });
    expect((await told(days(3))).firm.changes).toEqual(nothing);
  });
});

const cnpjs = ['11222333000181', '11444777000161', '19131243000197'];
const pack = (id: string) => `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;
