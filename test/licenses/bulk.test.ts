import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonAgainst } from '../../src/clients/gates.ts';
import { standingOf, standingSelect } from '../../src/clients/reads/status.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { verdictsOf } from '../../src/licenses/reads/targets.ts';
import { changeSimply } from '../../src/licenses/service/license.ts';
import { cancel } from '../../src/terms/license-acts.ts';
import { afresh } from '../clients/pages.ts';
import { situate } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown, testNow } from '../house.ts';
import { buying, contracting, desk, free, noon, said } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('contracting for many on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let admin: Person;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    now = testNow;
    h = await house(database.data);
    admin = afresh(database.data, h.admin, () => now);
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const many = (count: number, seed = {}) =>
    free(
      database.data,
      h.firmId,
      Array.from({ length: count }, (_, i) => ({ name: `Loja ${String(i).padStart(4, '0')}`, ...seed })),
    );
  const fill = (more = {}) => ({
    plan: 'Controle I',
    payer: 'O cliente',
    recurrence: 'Anual',
    startsOn: 'hoje',
    autoRenew: 'Sim',
    ...more,
  });
  const preview = async (view: SealedView, label: string, more = {}): Promise<SealedView> => {
    const outcome = await admin.submit(await admin.open(button(view, label)), fill(more));
    if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome));
    return outcome.view;
  };
  const plans = () => db().client.count({ where: { firmId: h.firmId, plan: { not: '' } } });

  it('for a whole filter: counts, previews, and does what it said, also when it is pressed twice', {
    timeout: 60_000,
  }, async () => {
    await many(603);
    for (const id of await many(2)) await situate(database.data, h.firmId, id, 'invited');
    await many(4, { name: 'Outra' });
    const [has] = await many(1, { name: 'Loja com plano' });
    await contracting(desk(database.data, h.firmId), has!);
    const chosen = await admin.press(button(await admin.type('/clientes loja'), 'Contratar para vários clientes'));
    expect(shown(chosen)).toContain(
      'Clientes no filtro: 606\nElegíveis: 603\nJá têm licença: 1\nCom convite em aberto: 2',
    );
    const view = await preview(chosen, 'Todos os 603 elegíveis', { startsOn: '30/11/2026', recurrence: 'Trimestral' });
    expect(shown(view)).toContain('Cliente: 603 clientes');
    expect(shown(view)).toContain('Trimestral: 30/11/2026 a 28/02/2027');
    expect(shown(view)).toContain('Começam com 3 dias de teste.');
    expect(await plans()).toBe(1);
    const run = button(view, 'Contratar para 603 clientes');
    expect(shown(await admin.press(run))).toContain('Plano contratado para 603 clientes.');
    expect(await plans()).toBe(604);
    expect(await db().license.count({ where: { firmId: h.firmId, expiresOn: '2027-02-28', anchorDay: 30 } })).toBe(603);
    expect(
      await db().audit.count({
        where: { firmId: h.firmId, verb: 'license.contract', actor: `member:${h.admin.memberId}` },
      }),
    ).toBe(603);
    expect(shown(await admin.press(run))).toContain('Nenhum plano foi contratado.');
    await sound(database.data, h.firmId);
  });

  it('for some of a page, with one licence too few: says so before, and the rest stays without', async () => {
    const ids = await many(14);
    await buying(desk(database.data, h.firmId), { quantity: 2 });
    const first = await admin.type('/clientes');
    const second = await admin.press(button(first, 'Próxima'));
    let view = await admin.press(button(second, 'Contratar para vários clientes'));
    const options = view.blocks.flatMap((block) =>
      block.kind === 'choice' ? block.options.map((each) => each.value) : [],
    );
    expect(options).toEqual(ids.slice(8));
    view = await admin.press(menu(view, 'Escolher desta página'), ids.slice(11));
    expect(labels(view)).toEqual(['Só os 3 escolhidos', 'Todos os 14 elegíveis', 'Cancelar']);
    const short = await preview(view, 'Só os 3 escolhidos', { payer: 'O escritório' });
    expect(shown(short)).toContain('Há 2 licenças disponíveis para 3 clientes: fica 1 cliente sem plano.');
    expect(labels(short)).toContain('Registrar compra');
    const done = await admin.press(button(short, 'Contratar para 2 clientes'));
    expect(shown(done)).toContain('Plano contratado para 2 clientes.');
    expect(shown(done)).toContain('1 cliente sem licença disponível\n- Loja 0013');
    expect(
      await db().client.findMany({
        where: { firmId: h.firmId, plan: 'Controle I' },
        select: { id: true },
        orderBy: { id: 'asc' },
      }),
    ).toEqual(ids.slice(11, 13).map((id) => ({ id })));
    expect(shown(await admin.press(button(short, 'Cancelar')))).toContain('Nada foi contratado.');
    await sound(database.data, h.firmId);
  });

  it('gives each the plan that fits its revenue, and leaves out those without one', async () => {
    const ids = await many(4);
    for (const [i, revenue] of [40_000, 40_001, 20_000_000].entries())
      await db().client.update({ where: { id: ids[i]! }, data: { revenue } });
    const chosen = await admin.press('licenses.bulk');
    const view = await preview(chosen, 'Todos os 4 elegíveis', { plan: 'Plano sugerido pelo faturamento' });
    expect(shown(view)).toContain('1 cliente sem faturamento informado\n- Loja 0003');
    const again = await admin.open(button(view, 'Corrigir'));
    expect(Object.fromEntries(again.fields.map((field) => [field.name, field.value]))).toMatchObject({
      plan: 'fit',
      startsOn: '16/11/2026',
    });
    expect(shown(await admin.press(button(view, 'Contratar para 3 clientes')))).toContain(
      '1 cliente sem faturamento informado\n- Loja 0003',
    );
    expect(
      (await db().client.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } })).map(
        (client) => client.plan,
      ),
    ).toEqual(['Essencial I', 'Essencial II', 'Performance III', '']);
  });

  it('counts in the database what the one rule says of each', async () => {
    const ctx = desk(database.data, h.firmId);
    await buying(ctx, { quantity: 5, recurrence: 'monthly', purchasedOn: '2026-10-31' });
    const ids = await many(12);
    const terms = [
      {},
      { recurrence: 'monthly' },
      { recurrence: 'monthly', autoRenew: false },
      { payer: 'firm' },
    ] as const;
    for (const [i, id] of ids.slice(0, 10).entries()) await contracting(ctx, id, terms[i % 4]);
    await changeSimply(ctx, ids[4]!, 'cancel');
    await changeSimply(ctx, ids[5]!, 'block');
    await changeSimply(ctx, ids[6]!, 'transfer');
    expect(cancel.name).toBe('cancel');
    for (const [i, situation] of ['connected', 'invited', 'requested', 'Em análise'].entries())
      await situate(database.data, h.firmId, ids[i + 7]!, situation);
    for (const [i, situation] of ['connected', 'requested'].entries())
      await situate(database.data, h.firmId, ids[i + 10]!, situation);
    for (const day of ['2026-11-16', '2026-12-16', '2026-12-17', '2028-01-01']) {
      const at = desk(database.data, h.firmId, noon(day));
      const clients = await db().client.findMany({ where: { firmId: h.firmId }, select: standingSelect(at.now) });
      const wanted = { open: 0, has: 0, pending: 0 };
      for (const client of clients) {
        const reason = reasonAgainst('contract', standingOf(client, at.now, day));
        wanted[reason === undefined ? 'open' : reason === 'state' ? 'has' : 'pending']++;
      }
      expect(await verdictsOf(at, { filter: {} }), day).toEqual(wanted);
    }
  });

  it('is for administrators of the firm only, and says so when there is nobody', async () => {
    const [id] = await many(1);
    await db().client.update({ where: { id }, data: { analystId: h.analyst.memberId } });
    expect(shown(await h.analyst.press('licenses.bulk'))).toContain('Só um administrador');
    expect(shown(await h.outsider.press('licenses.bulk'))).toContain('Nenhum cliente deste filtro');
    const theirs = await h.outsider.ask({ kind: 'press', id: `licenses.bulkRun|||||||||||${'x'}` });
    expect(said(theirs)).toContain('antiga');
    expect(await plans()).toBe(0);
  });
});
