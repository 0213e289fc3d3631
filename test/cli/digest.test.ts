import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestRunVerb } from '../../src/cli/digest.ts';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { typed } from './terminal.ts';

/** Behind every day that the machine's clock may show. */
const monday = new Date('2024-01-01T11:00:00Z');

describe.each(databases)('digests from the command line, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const place = { place: 'channel', platform: 'test', workspace: 'w', channel: 'C1' };
    const due = { nextAt: testNow, settledUntil: testNow, createdAt: testNow, updatedAt: testNow };
    await database.data.db.schedule.create({
      data: {
        id: newId(),
        firmId: h.firmId,
        kind: 'expiry',
        rule: 'weekdays 08:00',
        sendEmpty: true,
        ...place,
        ...due,
      },
    });
  });
  afterAll(() => database.drop());

  const cli = (...line: string[]) => typed(['digest', 'run', ...line], [digestRunVerb], { DATABASE_URL: database.url });

  it('run now what is due, once', async () => {
    const { db } = database.data;
    await db.schedule.updateMany({ data: { nextAt: monday, settledUntil: monday } });
    const ran = await cli('--due', '--json');
    expect(ran.json()).toMatchObject({ ok: true, ran: [{ firm: h.firmId, messages: 1 }], messages: 1 });
    expect((await cli('--due', '--json')).json()).toMatchObject({ ran: [], messages: 0 });
    await db.schedule.updateMany({ data: { nextAt: monday, settledUntil: monday } });
    await db.digestRun.deleteMany();
    const { out } = await cli('--due');
    expect(out).toContain('1 resumo na hora, 1 mensagem.');
    expect(out).toContain('Se o bot está no ar, saem agora; se não, assim que ele entrar.');
  });

  it('of another moment, to come or past, are shown and nothing else: in Brasília unless a zone is named', async () => {
    const { db } = database.data;
    await db.schedule.updateMany({ data: { nextAt: testNow, settledUntil: testNow } });
    const everything = async () =>
      JSON.stringify([
        await db.schedule.findMany(),
        await db.digestRun.count(),
        await db.digest.count(),
        await db.outbox.count(),
      ]);
    const before = await everything();
    const early = await cli('--due', '--at', '2026-12-01T07:59', '--json');
    expect(early.json()).toMatchObject({ ok: true, preview: true, due: [{ slot: '2026-11-30T08:00' }], messages: 1 });
    const due = await cli('--due', '--at', '2026-12-01T08:00', '--json');
    const first = {
      firm: h.firmId,
      kind: 'expiry',
      slot: '2026-12-01T08:00',
      slotAt: '2026-12-01T11:00:00.000Z',
      messages: 1,
    };
    expect(due.json()).toEqual({
      ok: true,
      preview: true,
      at: '2026-12-01T11:00:00.000Z',
      due: [expect.objectContaining(first)],
      messages: 1,
    });
    expect((await cli('--due', '--at', '2026-12-01T11:00:00Z', '--json')).json()).toMatchObject({ due: [first] });
    expect((await cli('--due', '--at', '2020-01-02T08:00', '--json')).json()).toMatchObject({
      preview: true,
      due: [],
      messages: 0,
    });
    const { out } = await cli('--due', '--at', '2026-12-02T08:00');
    expect(out).toContain('1 resumo na hora, 1 mensagem.');
    expect(out).toContain('Vencimentos, 02/12/2026, 8h: 1 mensagem');
    expect(out).toContain('É uma prévia');
    expect(await everything()).toBe(before);
  });

  it('say what is wrong with what was typed', async () => {
    for (const line of [[], ['--due', '--at', 'amanhã'], ['--due', '--at', '2026-13-01T08:00']]) {
      const printed = await cli(...line);
      expect(printed.code).toBe(2);
      expect(printed.err).toMatch(/--due|--at/);
    }
  });
});
