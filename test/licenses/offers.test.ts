import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeClient } from '../../src/clients/service/remove.ts';
import { registry } from '../../src/core.ts';
import { words } from '../../src/words/index.ts';
import { seedRequest } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, shown } from '../house.ts';
import { buying, contracting, desk, free, said } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('what is offered for licences, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  const ctx = () => desk(database.data, h.firmId);
  const some = (names: readonly string[], more = {}) =>
    free(
      database.data,
      h.firmId,
      names.map((name) => ({ name, ...more })),
    );
  const filled = {
    plan: 'Controle I',
    payer: 'O escritório',
    recurrence: 'Mensal',
    startsOn: '20/11/2026',
    autoRenew: 'Não',
  };

  it('a connected client without a plan gets one of the firm, as the invitation has it, or has one of their own put down', async () => {
    const [id] = await some(['Padaria'], { situation: 'connected' });
    await seedRequest(database.data, h.firmId, id!, 'firm_to_client', { state: 'accepted', payer: 'firm' });
    const lot = await buying(ctx(), { quantity: 1 });
    const view = await h.admin.press('clients.card', [id!]);
    expect(labels(view)).toEqual(expect.arrayContaining(['Contratar um plano', 'Registrar o plano do cliente']));
    expect(labels(view)).not.toContain('Excluir');
    const form = await h.admin.open(button(view, 'Contratar um plano'));
    expect(form.fields.find((field) => field.name === 'payer')?.value).toBe('firm');
    expect(said(await h.admin.submit(form, { ...filled, startsOn: 'hoje' }))).toContain('Controle I contratado.');
    expect(await database.data.db.license.findUniqueOrThrow({ where: { clientId: id } })).toMatchObject({
      packageId: lot,
      payer: 'firm',
    });

    const [own] = await some(['Oficina'], { situation: 'connected' });
    const register = await h.admin.open(
      button(await h.admin.press('clients.card', [own!]), 'Registrar o plano do cliente'),
    );
    const done = await h.admin.submit(register, {
      plan: 'Avançado I',
      recurrence: 'Mensal',
      expiresOn: '05/12/2026',
      autoRenew: 'Sim',
    });
    expect(said(done)).toContain('Avançado I registrado, pago pelo cliente.');
    expect(await database.data.db.license.findUniqueOrThrow({ where: { clientId: own } })).toMatchObject({
      payer: 'client',
      state: 'active',
      expiresOn: '2026-12-05',
      trialEndsOn: '',
    });
    expect(labels(await h.admin.press('clients.card', [own!]))).not.toContain('Registrar o plano do cliente');
    await sound(database.data, h.firmId);
  });

  it('connected clients without a plan are among the many', async () => {
    await some(['Loja A', 'Loja B'], { situation: 'connected' });
    await buying(ctx(), { quantity: 2 });
    const chosen = await h.admin.press('licenses.bulk');
    const preview = await h.admin.submit(await h.admin.open(button(chosen, 'Todos os 2 elegíveis')), {
      ...filled,
      startsOn: 'hoje',
    });
    if (preview.kind !== 'view') throw new Error(JSON.stringify(preview));
    expect(shown(await h.admin.press(button(preview.view, 'Contratar para 2 clientes')))).toContain(
      'Plano contratado para 2 clientes.',
    );
  });

  it('the form names the client and what is free of each plan, and a refusal keeps what was chosen', async () => {
    const [id, other] = await some(['Padaria da Vila', 'Outra']);
    await buying(ctx(), { quantity: 3, plan: 'Controle II' });
    const form = await h.admin.open(`licenses.contract|${id}`);
    const plan = form.fields.find((field) => field.name === 'plan')!;
    expect(plan.hint).toBe('Para Padaria da Vila');
    expect(plan.options?.map((each) => each.label)).toEqual(
      expect.arrayContaining(['Controle I', 'Controle II · 3 licenças disponíveis']),
    );
    const refused = await h.admin.submit(form, filled);
    if (refused.kind !== 'view') throw new Error(JSON.stringify(refused));
    expect(shown(refused.view)).toContain('Nenhuma licença disponível de Controle I');
    const again = await h.admin.open(button(refused.view, 'Alterar a escolha'));
    expect(Object.fromEntries(again.fields.map((field) => [field.name, field.value]))).toEqual({
      plan: 'control_1',
      payer: 'firm',
      recurrence: 'monthly',
      startsOn: '20/11/2026',
      autoRenew: 'no',
    });
    expect(said(await h.admin.submit(again, { ...filled, plan: 'Controle II · 3 licenças disponíveis' }))).toContain(
      'Controle II contratado.',
    );
    // Who has one already is not offered where a licence goes.
    const search = await h.admin.ask({ kind: 'search', id: `licenses.giveForm|${id}`, field: 'client', typed: '' });
    expect(search.kind === 'options' && search.options.map((each) => each.value)).toEqual([other]);
  });

  it('many: says who gets none, and why, before and after', async () => {
    const names = Array.from({ length: 13 }, (_, i) => `Loja ${String(i).padStart(2, '0')}`);
    await some(names);
    await buying(ctx(), { quantity: 1 });
    const chosen = await h.admin.press('licenses.bulk');
    const preview = await h.admin.submit(await h.admin.open(button(chosen, 'Todos os 13 elegíveis')), filled);
    if (preview.kind !== 'view') throw new Error(JSON.stringify(preview));
    expect(shown(preview.view)).toContain('12 clientes sem licença disponível\n- Loja 01\n- Loja 02');
    expect(shown(preview.view)).toContain('e mais 2, no arquivo');
    const done = await h.admin.press(button(preview.view, 'Contratar para 1 cliente'));
    for (const view of [preview.view, done]) {
      expect(shown(view)).toContain('12 clientes sem licença disponível');
      const csv = new TextDecoder().decode(view.files![0]!.bytes);
      for (const name of names.slice(1)) expect(csv).toContain(name);
      expect(csv).not.toContain('Loja 00');
    }
  });

  it('numbers agree with their lists: nothing is free in a cancelled package, and a removed client is told of', async () => {
    const unused = await buying(ctx(), { quantity: 5 });
    const lot = await buying(ctx(), { quantity: 2 });
    const [id] = await some(['Padaria']);
    await contracting(ctx(), id!, { payer: 'firm' });
    const usedOf = (await database.data.db.licensePackage.findFirstOrThrow({ where: { firmId: h.firmId, used: 1 } }))
      .id;
    await h.admin.press(`licenses.cancelPackage|${usedOf === unused ? lot : unused}`);
    const size = usedOf === unused ? 2 : 5;
    await removeClient(ctx(), id!);
    const list = await h.admin.type('/licencas');
    expect(shown(list)).toContain('Licenças compradas: 7');
    expect(list.title).toMatch(new RegExp(`^${7 - size - 1} licenças? disponíve(l|is), 1 em uso$`));
    expect(shown(list)).toContain(`${size} licenças de lote cancelado ou encerrado sem uso`);
    expect(shown(list)).toContain('1 licença em uso é de um cliente excluído há pouco');
    expect(shown(list)).toMatch(new RegExp(`Quantidade: ${size}; Em uso: 0; Disponíveis: 0; .*Cancelado`));
    const cancelled = await h.admin.press(menu(list, 'Ver detalhes da compra'), [usedOf === unused ? lot : unused]);
    expect(shown(cancelled)).toContain('Disponíveis: 0');
    expect(shown(cancelled)).not.toContain('Licença1');
    const used = await h.admin.press(menu(list, 'Ver detalhes da compra'), [usedOf]);
    expect(shown(used)).toContain('Em uso: 1');
    expect(shown(used)).toContain('1 licença em uso é de um cliente excluído há pouco');
    expect(shown(used)).not.toContain('Nenhum cliente usa este lote');
  });
});

it('no title and no submit button of a form is cut', () => {
  const long = [...registry.forms.values()].flatMap(({ name, title, submit }) =>
    Object.values(words).flatMap((w) =>
      [title(w), submit(w)].filter((said) => [...said].length > 24).map((said) => `${name}: ${said}`),
    ),
  );
  expect(long).toEqual([]);
});
