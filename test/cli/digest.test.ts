import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestRunVerb } from '../../src/cli/digest.ts';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { typed } from './terminal.ts';

describe.each(databases)('digests from the command line, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const place = { place: 'channel', platform: 'test', workspace: 'w', channel: 'C1' };
    const due = { nextAt: testNow, settledUntil: testNow, createdAt: testNow, updatedAt: testNow };
    await database.data.db.schedule.create({
      data: { id: newId(), firmId: h.firmId, kind: 'expiry', rule: 'weekdays 08:00', sendEmpty: true, ...place, ...due },
    });
  });
  afterAll(() => database.drop());

  const cli = (...line: string[]) => typed(['digest', 'run', ...line], [digestRunVerb], { DATABASE_URL: database.url });

  it('run as if it were another moment, in Brasília unless a zone is named, once each', async () => {
    const early = await cli('--due', '--at', '2026-12-01T07:59', '--json');
    expect(early.json()).toMatchObject({ ok: true, ran: [{ slot: '2026-11-30T08:00' }], messages: 1 });
    const due = await cli('--due', '--at', '2026-12-01T08:00', '--json');
    expect(due.json()).toEqual({
      ok: true,
      at: '2026-12-01T11:00:00.000Z',
      ran: [expect.objectContaining({ firm: h.firmId, slot: '2026-12-01T08:00', slotAt: '2026-12-01T11:00:00.000Z', messages: 1 })],
      messages: 1,
    });
    expect((await cli('--due', '--at', '2026-12-01T11:00:00Z', '--json')).json()).toMatchObject({ ran: [], messages: 0 });
    expect((await cli('--due', '--at', '2026-12-02T08:00')).out).toContain('1 resumo na hora, 1 mensagem.');
  });

  it('say what is wrong with what was typed', async () => {
    for (const line of [[], ['--due', '--at', 'amanhã'], ['--due', '--at', '2026-13-01T08:00']]) {
      const printed = await cli(...line);
      expect(printed.code).toBe(2);
      expect(printed.err).toMatch(/--due|--at/);
    }
  });
});
