import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDue } from '../../src/digests/service/run.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, menu, shown, testNow } from '../house.ts';
import { addClient, type Chat, chat, outboxTo, parts } from './fixture.ts';

// Monday 16 November 2026, noon in São Paulo; the next slot of business days at eight is Tuesday's.
const tuesday = new Date('2026-11-17T11:00:00Z');

describe.each(databases)('a digest from the press to the channel, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let there: Chat;
  let now: Date;
  beforeEach(async () => {
    database = await open();
    now = testNow;
    h = await house(database.data, { clock: () => now });
    h.admin.place.channel = 'C1';
    there = chat();
    await addClient(database.data, h.firmId, { name: 'Padaria Vencida', expiresOn: '2026-11-10' });
    await addClient(database.data, h.firmId, { name: 'Mercado Breve', expiresOn: '2026-11-20', autoRenew: true });
    await addClient(database.data, h.firmId, { name: 'Oficina Longe', expiresOn: '2027-05-01' });
    await addClient(database.data, h.otherFirmId, { name: 'Alheia', expiresOn: '2026-11-18' });
  });
  afterEach(() => database.drop());

  const scheduled = async () => h.admin.press(button(await h.admin.type('/resumo'), /dias úteis às 8h, aqui/));

  it('is planned in one press, goes out at its slot, once, and is edited by what is done on it', async () => {
    const card = await scheduled();
    expect(shown(card)).toContain('17/11/2026, 8h');
    const house = parts(database.data);
    now = tuesday;
    expect(await runDue(house, new Date(tuesday.getTime() - 1))).toEqual([]);
    const ran = await runDue(house, tuesday);
    expect(ran.map(({ key }) => key.split(':').slice(1).join(':'))).toEqual(['2026-11-17T08:00']);
    expect(await runDue(house, tuesday)).toEqual([]);
    const outbox = outboxTo(database.data, there, () => tuesday);
    expect(await outbox.drain()).toMatchObject({ sent: 1, retried: 0, dead: 0 });
    expect(there.standing.map(({ address }) => address.channel)).toEqual(['C1']);
    const [message] = there.standing;
    const text = shown(message!.views[0]!);
    expect(text).toContain('Padaria Vencida');
    expect(text.indexOf('Padaria Vencida')).toBeLessThan(text.indexOf('Mercado Breve'));
    expect(text).not.toMatch(/Oficina|Alheia|Atrasado/);

    const one = await h.admin.press(menu(message!.views[0]!, 'Tratar um cliente'), [await idOf('Padaria Vencida')]);
    const done = await h.admin.press(button(one, 'Feito'));
    expect(shown(done)).toContain('Padaria Vencida: feito');
    await outbox.drain();
    expect(there.standing).toHaveLength(1);
    expect(shown(message!.views.at(-1)!)).toContain('feito por Marina');
  });

  const idOf = async (name: string) => (await database.data.db.client.findFirstOrThrow({ where: { name } })).id;
});
