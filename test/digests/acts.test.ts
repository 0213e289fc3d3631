import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { type Stand, stand } from '../adapters/conta-azul/fixture.ts';
import { afresh } from '../clients/pages.ts';
import { seedRequest } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, shown, testNow } from '../house.ts';
import { addClient, type Chat, chat, outboxTo, parts } from './fixture.ts';

const tomorrow = new Date('2026-11-17T11:00:00Z');

describe.each(databases)('the rows of a digest on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let there: Chat;
  let admin: Person;
  let accounts: Stand;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin, () => now);
    there = chat();
    accounts = await stand({ companies: [] });
  });
  afterAll(async () => {
    await accounts.stop();
    await database.drop();
  });

  const add = async (name: string, payer: 'client' | 'firm', email = 'c@example.com') => {
    const expiresOn = '2026-11-20';
    const id = await addClient(database.data, h.firmId, { name, expiresOn, email });
    const terms = { plan: 'Controle I', payer, expiresOn, state: 'active', startsOn: '2025-11-20' };
    await database.data.db.license.create({
      data: { id: newId(), firmId: h.firmId, clientId: id, ...terms, createdAt: testNow, updatedAt: testNow },
    });
    return id;
  };

  it('have what each calls for in one press: to renew, or to remind who pays themselves', async () => {
    await add('Padaria', 'firm');
    await add('Oficina', 'client');
    await add('Sem Endereço', 'client', '');
    await add('Feita', 'firm');
    const form = await admin.open(button(await admin.type('/resumo'), 'Novo resumo'));
    await admin.submit(form, { kind: 'expiry', when: 'dias úteis às 8h', place: 'channel', channel: 'C9', to: '' });
    now = tomorrow;
    await runDue(parts(database.data), now);
    const outbox = outboxTo(database.data, there, () => now);
    await outbox.drain();
    const view = () => there.standing[0]!.views.at(-1)!;
    const offered = () => labels(view()).filter((label) => label.includes(': '));
    expect(offered().sort()).toEqual([
      'Lembrar por e-mail: Oficina',
      'Renovar: Feita',
      'Renovar: Padaria',
      'Renovar: Sem Endereço',
    ]);
    // Whoever was dealt with is offered nothing more, and whoever was reminded today is not reminded again.
    const pick = view().blocks.find((block) => block.kind === 'choice' && block.label === 'Tratar um cliente');
    const options = pick?.kind === 'choice' ? pick : undefined;
    const chosen = options!.options.find(({ label }) => label === 'Feita')!.value;
    await admin.press(button(await admin.press(options!.press, [chosen]), 'Feito'));
    const asked = await admin.press(button(view(), 'Lembrar por e-mail: Oficina'));
    await admin.press(button(asked, 'Enviar lembrete'));
    await outbox.drain();
    expect(offered().sort()).toEqual(['Renovar: Oficina', 'Renovar: Padaria', 'Renovar: Sem Endereço']);
    // Asked once more from a message of before, it says who was faster, and what else there is to do.
    const before = there.standing[0]!.views[0]!;
    const late = await admin.press(button(before, 'Lembrar por e-mail: Oficina'));
    expect(shown(late)).toContain('Lembrete por e-mail enviado hoje por Marina');
    expect(labels(late)).toContain('Abrir ficha');
  });

  it('and those of a list: to remind is among what each offers, where the plan ends and there is an address', async () => {
    const all = labels(await admin.type('/clientes'));
    expect(all).toContain('Lembrar por e-mail: Padaria');
    expect(all).not.toContain('Lembrar por e-mail: Sem Endereço');
  });

  it('and those of the other digests: to accept who asks, and to ask for what is missing for a client’s documents', async () => {
    for (const [kind, channel] of [
      ['requests', 'C7'],
      ['documents', 'C8'],
    ] as const) {
      const form = await admin.open(button(await admin.type('/resumo'), 'Novo resumo'));
      await admin.submit(form, { kind, when: 'dias úteis às 8h', place: 'channel', channel, to: '' });
    }
    const asks = await addClient(database.data, h.firmId, { name: 'Quem Pede', situation: 'requested' });
    await seedRequest(database.data, h.firmId, asks, 'client_to_firm');
    const waits = await addClient(database.data, h.firmId, { name: 'Convidada', situation: 'invited' });
    await seedRequest(database.data, h.firmId, waits, 'firm_to_client');
    // A letter can ask only whose account is known.
    const account = newId();
    const { db } = database.data;
    await db.account.create({ data: { id: account, email: 'oficina@example.com', createdAt: testNow } });
    await db.client.updateMany({ where: { name: 'Oficina' }, data: { accountId: account } });
    now = new Date('2026-11-18T11:00:00Z');
    const { provider } = accounts;
    await runDue(parts(database.data), now);
    await outboxTo(database.data, there, () => now, {}, provider).drain();
    const acts = (channel: string) => {
      const view = there.standing.find(({ address }) => address.channel === channel)!.views.at(-1)!;
      return { view, offered: labels(view).filter((label) => label.includes(': ')) };
    };
    expect(acts('C8').offered).toEqual(['Pedir autorização: Oficina']);
    const { view, offered } = acts('C7');
    expect(offered).toEqual(['Aceitar: Padaria']);
    expect(shown(await admin.press(button(view, 'Aceitar: Padaria')))).toContain('conectad');
  });
});
