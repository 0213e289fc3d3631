import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asked } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { seedClients } from '../clients/seed.ts';
import { padaria, previewOf } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { contents, offered } from '../everybody/texts.ts';
import { button, type House, house, labels, shown, testNow } from '../house.ts';

/** All that would say who it was: in words, as they were typed and as they are stored. */
const about = {
  name: 'Padaria da Vila',
  tradeName: 'Pão Quentinho',
  email: padaria.email,
  document: '12ABC34501DE35',
  contactName: 'Rosângela Prado',
  phone: '(11) 98765-4321',
  notes: 'paga sempre no dia cinco',
};
const values = [...Object.values(about), '12.ABC.345/01DE-35', '98765-4321'];
const leaks = (text: string) => values.filter((value) => text.includes(value));

describe.each(databases)('cards of before, on $provider', { timeout: 60_000 }, ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let id: string;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
    [id] = (await seedClients(database.data, h.firmId, [
      {
        ...about,
        situation: 'not_connected',
        plan: 'Controle I',
        payer: 'client',
        expiresOn: '2026-11-25',
        history: ['active'],
      },
      { name: 'Mercado Central', situation: 'not_connected' },
    ])) as [string, string];
  });
  afterEach(() => database.drop());
  const db = () => database.data.db;
  const erase = async () => {
    const ask = await h.admin.press(button(await h.admin.press(`clients.card|${id}`), 'Dados pessoais (LGPD)'));
    await h.admin.press(button(ask, 'Eliminar definitivamente'));
    expect(await db().client.count({ where: { id } })).toBe(0);
  };

  it('posted or shown before an erasure, give nothing of the erased back, whatever of them is pressed', async () => {
    const { admin } = h;
    const cards: SealedView[] = [];
    const keep = (view: SealedView) => {
      cards.push(view);
      return view;
    };
    keep(await admin.type('/clientes'));
    const card = keep(await admin.press(`clients.card|${id}`));
    for (const each of ['licenses.card', 'licenses.history', 'digests.client', 'documents.received', 'rights.eraseAsk'])
      keep(await admin.press(`${each}|${id}`));
    const form = await admin.open(button(card, 'Convidar'));
    expect(leaks(contents({ kind: 'form', form }))).toContain(about.contactName);
    const sent = await admin.submit(form, Object.fromEntries(form.fields.map((each) => [each.name, each.value])));
    if (sent.kind !== 'view') throw new Error(sent.kind);
    keep(sent.view);
    const preview = keep(await admin.press(button(sent.view, 'Desfazer')));
    keep(await admin.press(button(preview, 'Convidar para a Conta Azul')));
    keep(await admin.type('/conexoes'));
    const { id: request } = await db().connectionRequest.findFirstOrThrow({ where: { clientId: id } });
    const waiting = keep(await admin.press(`connections.open|${request}`));
    keep(await admin.press(button(waiting, 'Cancelar convite')));
    // Pressed before, every one of them says who it is: what follows could not but fail.
    expect(
      cards.filter((view) => leaks(contents({ kind: 'view', answers: 'private', view })).length > 0).length,
    ).toBeGreaterThan(8);
    const presses = cards.flatMap((view) => offered({ kind: 'view', answers: 'private', view }));
    expect(presses.length).toBeGreaterThan(40);
    await erase();

    const pressed = async (asked: Asked) => {
      const outcome = await admin.ask(asked);
      expect(leaks(contents(outcome)), JSON.stringify(asked)).toEqual([]);
      return outcome;
    };
    for (const asked of presses) {
      const outcome = await pressed(asked);
      if (outcome.kind === 'form') for (const next of offered(outcome)) await pressed(next);
    }
    // Nor by what was typed of them into a form that still stood open.
    const again = await pressed({ kind: 'press', id: button(preview, 'Convidar para a Conta Azul') });
    expect(again.kind === 'view' && shown(again.view)).toBeTruthy();
  });

  it('whose buttons hold values, as they once did, are old: the values are not in the answer, and no view state keeps them', async () => {
    const data = ['invite.send', about.name, about.email, about.document, about.contactName, about.phone].join('|');
    const token = createHash('sha256').update(data).digest('base64url').slice(0, 24);
    const row = {
      token: `${h.firmId}:${token}`,
      firmId: h.firmId,
      data,
      expiresAt: new Date(testNow.getTime() + 86_400_000),
    };
    await db().viewState.create({ data: row });
    await erase();
    expect(await db().viewState.count({ where: { token: row.token } })).toBe(0);
    for (const id of [`invite.send!${token}`, data, `invite.again|${about.name}|${about.email}`]) {
      const outcome = await h.admin.ask({ kind: 'press', id });
      expect(leaks(contents(outcome))).toEqual([]);
      expect(outcome.kind).toBe('view');
    }
  });

  it('of a preview that was never sent are empty once its client is erased', async () => {
    const view = await previewOf(h.admin, { ...padaria, contactName: about.contactName, phone: about.phone });
    expect(leaks(shown(view))).toContain(about.contactName);
    await erase();
    for (const label of labels(view).filter((each) => each !== 'Não convidar'))
      expect(leaks(contents(await h.admin.ask({ kind: 'press', id: button(view, label) }))), label).toEqual([]);
    expect(await db().draft.count()).toBe(0);
  });
});
