import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, shown, testNow } from '../house.ts';
import { afresh } from './pages.ts';
import { seedClients, situate } from './seed.ts';

const said = (outcome: Outcome) => (outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome));
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

describe.each(databases)('deleting a client on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let admin: Person;
  let bruno: Person;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin, () => now);
    const [id, user] = [newId(), 'bruno'];
    await database.data.db.member.create({
      data: { id, firmId: h.firmId, name: 'Bruno', role: 'admin', createdAt: testNow },
    });
    const { workspace } = admin.place;
    await database.data.db.chatIdentity.create({
      data: { id: newId(), firmId: h.firmId, memberId: id, platform: 'test', workspace, user, createdAt: testNow },
    });
    bruno = afresh(database.data, { ...admin, memberId: id, place: { ...admin.place, user } }, () => now);
  });
  afterAll(() => database.drop());

  let number = 0;
  const add = async (seed = {}) =>
    (
      await seedClients(database.data, h.firmId, [{ name: `Oficina ${++number}`, situation: 'not_connected', ...seed }])
    )[0]!;
  const row = (id: string) => database.data.db.client.findUnique({ where: { id } });
  const verbs = async (id: string) =>
    (await database.data.db.audit.findMany({ where: { subject: `client:${id}` }, orderBy: { id: 'asc' } })).map(
      (each) => each.verb,
    );
  const offered = async (id: string) => button(await admin.press('clients.card', [id]), 'Excluir');

  it('deletes at once, and puts back within the hour', async () => {
    now = testNow;
    const id = await add({ document: '22961140000169' });
    const done = await admin.press(await offered(id));
    expect(shown(done)).toContain(`Oficina ${number} · excluído da carteira`);
    expect(shown(await admin.type(`/clientes oficina ${number}`))).not.toContain('CNPJ');
    expect(shown(await admin.type(`/cliente ${id}`))).not.toContain('Situação');
    now = later(60);
    const back = await bruno.press(button(done, 'Desfazer'));
    expect(shown(back)).toContain(`Oficina ${number} voltou para a carteira.`);
    expect(await row(id)).toMatchObject({ deletedAt: null, document: '22961140000169' });
    expect(await verbs(id)).toEqual(['client.delete', 'client.restore']);
    expect(shown(await admin.press(button(done, 'Desfazer')))).toContain('Bruno já desfez essa exclusão.');
    expect(await verbs(id)).toHaveLength(2);
  });

  it('brings back all that went: analyst, licence and its history, requests and notes', async () => {
    now = testNow;
    const id = await add({ plan: 'Controle I', payer: 'firm', expiresOn: '2027-01-31', history: ['trial', 'active'] });
    const { db } = database.data;
    await db.client.update({ where: { id }, data: { analystId: h.analyst.memberId, notes: 'Liga às terças.' } });
    await situate(database.data, h.firmId, id, 'invited');
    await admin.press(button(await admin.press('clients.card', [id]), 'Cancelar convite'));
    const all = async () => {
      const row = await db.client.findUniqueOrThrow({
        where: { id },
        include: { license: true, events: { orderBy: { id: 'asc' } }, requests: true, analyst: true },
      });
      return { ...row, updatedAt: undefined };
    };
    const before = await all();
    expect(before).toMatchObject({
      analyst: { name: 'Ana' },
      notes: 'Liga às terças.',
      requests: [{ state: 'cancelled' }],
    });
    const card = shown(await admin.press('clients.card', [id]));
    const done = await admin.press(await offered(id));
    expect(shown(done)).toContain('Desfazer traz tudo de volta');
    // The clock comes by in between.
    await purgeDeleted(parts(database.data), later(30));
    now = later(59);
    await admin.press(button(done, 'Desfazer'));
    expect(await all()).toEqual(before);
    expect(shown(await admin.press('clients.card', [id]))).toBe(card);
    now = testNow;
  });

  it('does not put back after an hour, and forgets then', async () => {
    now = testNow;
    const id = await add({ history: ['active'] });
    const done = await admin.press(await offered(id));
    now = new Date(later(60).getTime() + 1);
    expect(shown(await admin.press(button(done, 'Desfazer')))).toContain('Já passou 1 hora');
    expect((await row(id))?.deletedAt).toEqual(testNow);
    expect(await purgeDeleted(parts(database.data), later(60))).toBe(0);
    expect(await purgeDeleted(parts(database.data), now)).toBe(1);
    expect(await row(id)).toBeNull();
    expect(await database.data.db.licenseEvent.count({ where: { clientId: id } })).toBe(0);
    expect(shown(await admin.press(button(done, 'Desfazer')))).toContain('Já passou 1 hora');
    expect(await verbs(id)).toEqual(['client.delete']);
    now = testNow;
  });

  it.each([
    ['connected', 'Desconecte antes de excluir'],
    ['invited', 'Responda ou cancele em /conexoes'],
    ['requested', 'Responda ou cancele em /conexoes'],
  ])(
    'does not delete a client who is %s, not even when that has come about since it was offered',
    async (situation, reason) => {
      const id = await add();
      const before = await offered(id);
      await situate(database.data, h.firmId, id, situation);
      expect(shown(await admin.press(before))).toContain(reason);
      expect(labels(await admin.press('clients.card', [id]))).not.toContain('Excluir');
      expect((await row(id))?.deletedAt).toBeNull();
      expect(await verbs(id)).toEqual([]);
    },
  );

  it('lets one of two delete, and one of two undo', async () => {
    const id = await add();
    const yes = await offered(id);
    const answers = await Promise.all([admin, bruno].map((who) => who.ask({ kind: 'press', id: yes })));
    const lost = answers.findIndex((answer) => said(answer).includes('já excluiu'));
    expect(said(answers[lost]!)).toContain(`${lost === 0 ? 'Bruno' : 'Marina'} já excluiu este cliente.`);
    const won = answers[1 - lost]!;
    if (won.kind !== 'view') throw new Error('expected a view');
    const undo = button(won.view, 'Desfazer');
    const undone = await Promise.all([admin, bruno].map((who) => who.ask({ kind: 'press', id: undo })));
    expect(undone.filter((answer) => said(answer).includes('voltou para a carteira'))).toHaveLength(1);
    expect(undone.filter((answer) => said(answer).includes('já desfez essa exclusão'))).toHaveLength(1);
    expect(await verbs(id)).toEqual(['client.delete', 'client.restore']);
  });

  it('is for administrators of the firm only', async () => {
    const id = await add({ analystId: h.analyst.memberId });
    const yes = await offered(id);
    for (const who of [h.analyst, h.stranger, h.outsider]) await who.ask({ kind: 'press', id: yes });
    expect((await row(id))?.deletedAt).toBeNull();
    const done = await admin.press(yes);
    for (const who of [h.analyst, h.stranger, h.outsider])
      await who.ask({ kind: 'press', id: button(done, 'Desfazer') });
    expect((await row(id))?.deletedAt).toEqual(testNow);
    expect(shown(await h.analyst.type('/cliente oficina'))).not.toContain(`Oficina ${number}`);
  });
});
