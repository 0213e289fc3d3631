import fc from 'fast-check';
import { expect } from 'vitest';
import { everyClient } from '../../src/clients/reads/export.ts';
import { removeClient, restoreClient } from '../../src/clients/service/remove.ts';
import { requestsPage } from '../../src/connections/reads/requests.ts';
import { accept, acceptInvitation, cancel, decline, declineInvitation, disconnect } from '../../src/connections/service/answer.ts';
import { ask } from '../../src/connections/service/ask.ts';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import { invite } from '../../src/connections/service/invite.ts';
import type { Data } from '../../src/data/client.ts';
import { contextOf } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import { addDays } from '../../src/kit/days.ts';
import { UserError } from '../../src/kit/errors.ts';
import { packageOf, packagesOf, totalsOf } from '../../src/licenses/reads/packages.ts';
import { contractMany } from '../../src/licenses/service/bulk.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { changePayer, changeRenewal, changeSimply, contract, give, move, register } from '../../src/licenses/service/license.ts';
import { cancelPackage, editPackage } from '../../src/licenses/service/packages.ts';
import { glanceOf } from '../../src/portfolio/reads/glance.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { house } from '../house.ts';
import { cnpj, deskOf, importing } from '../portfolio/desk.ts';
import { buying, desk, free, noon, parts, wish } from './scene.ts';
import { sound } from './sound.ts';

const count = 4;
const who = fc.nat({ max: count - 1 });
const plan = fc.constantFrom('Controle I', 'Controle II');
const payer = fc.constantFrom('client' as const, 'firm' as const);
const does = <T extends string>(...names: T[]) => fc.constantFrom(...names);

/** Anything that anybody can do to licences, packages, connections and lists; and time. */
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: does('contract'), who, plan, payer, autoRenew: fc.boolean() }) },
  fc.record({ do: does('register'), who, plan, autoRenew: fc.boolean() }),
  { weight: 3, arbitrary: fc.record({ do: does('payer'), who, payer }) },
  fc.record({ do: does('renewal'), who, on: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ do: does('block', 'unblock', 'cancel', 'transfer'), who }) },
  fc.record({ do: does('move'), who, to: who }),
  fc.record({ do: does('give'), who, lot: fc.nat() }),
  fc.record({ do: does('many'), plan, payer }),
  { weight: 2, arbitrary: fc.record({ do: does('buy'), plan, quantity: fc.integer({ min: 1, max: 3 }) }) },
  fc.record({ do: does('edit'), lot: fc.nat(), quantity: fc.integer({ min: 1, max: 3 }), autoRenew: fc.boolean() }),
  fc.record({ do: does('cancelPackage'), lot: fc.nat() }),
  { weight: 4, arbitrary: fc.record({ do: does('invite', 'accept', 'decline', 'withdraw', 'ask', 'disconnect'), who }) },
  { weight: 2, arbitrary: fc.record({ do: does('remove', 'restore'), who }) },
  fc.record({ do: does('import'), who, plan: fc.option(plan, { nil: undefined }), payer }),
  { weight: 3, arbitrary: fc.record({ do: does('wait'), days: fc.constantFrom(1, 40, 200, 366) }) },
  fc.record({ do: does('purge') }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

interface Own {
  plan: string;
  payer: 'client' | 'firm';
  until: string;
  auto: boolean;
  trial: boolean;
  blocked: boolean;
  over: boolean;
  /** Cancelled or gone to another firm: history. */
  ended: boolean;
  lot?: Lot;
  clientNext: boolean;
}
interface Lot {
  id: string;
  plan: string;
  quantity: number;
  renews: string;
  auto: boolean;
  cancelled: boolean;
}
interface One {
  id: string;
  document: string;
  situation: string;
  /** What stood there before anybody was asked. */
  before: string;
  removed: boolean;
  gone: boolean;
  own?: Own;
  /** Open requests, by who asked. */
  invited: boolean;
  asked: boolean;
}

const inYears = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
const rolled = (day: string, today: string): string => (day < today ? rolled(inYears(day, 1), today) : day);

/**
 * The model: what a person with a notebook would have written down, with years alone for periods. It knows nothing of how the product does it;
 * it is told only what was done, and whether that was taken or refused.
 */
function createModel(today: string, ids: readonly string[]) {
  const clients: One[] = ids.map((id, i) => ({
    id,
    document: cnpj(i + 1),
    situation: 'not_connected',
    before: 'not_connected',
    removed: false,
    gone: false,
    invited: false,
    asked: false,
  }));
  const lots: Lot[] = [];
  let now = today;
  const has = ({ own }: One) => own !== undefined && !own.ended;
  const usedOf = (lot: Lot) => clients.filter((one) => !one.gone && has(one) && one.own!.lot === lot).length;
  const isOver = (lot: Lot) => lot.renews < now;
  const freeIn = (lot: Lot) => (lot.cancelled || isOver(lot) ? 0 : lot.quantity - usedOf(lot));
  const best = (name: string) =>
    lots
      .filter((lot) => lot.plan === name && freeIn(lot) > 0)
      .sort((a, b) => (a.renews < b.renews ? 1 : a.renews > b.renews ? -1 : a.id < b.id ? -1 : 1))[0];
  const ofLot = (lot: Lot): Own => ({
    plan: lot.plan,
    payer: 'firm',
    until: lot.renews,
    auto: lot.auto,
    trial: false,
    blocked: false,
    over: false,
    ended: false,
    lot,
    clientNext: false,
  });
  const open = (one: One) => !one.own || one.own.ended || one.own.over;
  return {
    clients,
    lots,
    open,
    has,
    usedOf,
    isOver,
    freeIn,
    take: (one: One, name: string) => {
      const lot = best(name)!;
      one.own = ofLot(lot);
    },
    takeFrom: (one: One, lot: Lot) => {
      one.own = ofLot(lot);
    },
    best,
    settle: (one: One, as?: string) => {
      if (one.situation === 'connected') return;
      const shown = one.situation === 'invited' || one.situation === 'requested';
      if (one.asked || one.invited) {
        if (!shown) one.before = one.situation;
        one.situation = as ?? (one.asked ? 'requested' : 'invited');
      } else if (shown) one.situation = one.before;
    },
    /** What the days bring. */
    wait: (to: string) => {
      now = to;
      for (const lot of lots) if (lot.auto && lot.renews < now) lot.renews = rolled(lot.renews, now);
      for (const one of clients) {
        const { own } = one;
        if (!own || own.ended || one.gone) continue;
        own.trial = false;
        if (own.clientNext && own.until < now) {
          Object.assign(own, { payer: 'client', lot: undefined, clientNext: false, auto: true });
          if (!own.blocked) own.until = rolled(own.until, now);
        }
        if (own.blocked || own.over || own.until >= now) continue;
        if (own.auto) own.until = rolled(own.until, now);
        else own.over = true;
      }
    },
    today: () => now,
  };
}

/** What is done to the product, and then written into the notebook, when it was taken. */
async function act(
  data: Data,
  at: () => Ctx,
  model: ReturnType<typeof createModel>,
  what: Deed,
  emailOf: (one: One) => string,
): Promise<void> {
  const ctx = at();
  const { today } = ctx;
  const next = inYears(today, 1);
  const one = 'who' in what ? model.clients[what.who]! : model.clients[0]!;
  const lot = 'lot' in what ? model.lots[what.lot % Math.max(1, model.lots.length)] : undefined;
  const fresh = (more: Partial<Own>): Own => ({
    plan: '',
    payer: 'client',
    until: next,
    auto: true,
    trial: false,
    blocked: false,
    over: false,
    ended: false,
    clientNext: false,
    ...more,
  });
  const client = () => contextOf(parts(data), { firm: ctx.firm, actor: { kind: 'client', id: '' }, from: 'portal', now: ctx.now });
  const waiting = async (direction: string) =>
    (await data.db.connectionRequest.findFirst({ where: { clientId: one.id, state: 'pending', direction } }))?.id ?? '';
  const agreement = { ip: '', userAgent: '', registration: { name: 'Cliente' } };
  switch (what.do) {
    case 'contract': {
      const { plan: name, payer: pays, autoRenew } = what;
      const taken = pays === 'firm' ? model.best(name) : undefined;
      await contract(ctx, one.id, wish({ plan: name, payer: pays, autoRenew, startsOn: today }));
      if (pays === 'client') one.own = fresh({ plan: name, auto: autoRenew, trial: true });
      else model.takeFrom(one, taken!);
      return;
    }
    case 'register':
      await register(ctx, one.id, { plan: what.plan, recurrence: 'yearly', expiresOn: next, autoRenew: what.autoRenew });
      one.own = fresh({ plan: what.plan, auto: what.autoRenew });
      return;
    case 'payer': {
      const own = one.own;
      const taken = own && model.best(own.plan);
      await changePayer(ctx, one.id, what.payer);
      if (what.payer === 'client') own!.clientNext = true;
      else if (own!.clientNext) own!.clientNext = false;
      else model.takeFrom(one, taken!);
      return;
    }
    case 'renewal':
      await changeRenewal(ctx, one.id, what.on);
      one.own!.auto = what.on;
      return;
    case 'block':
    case 'unblock':
    case 'cancel':
    case 'transfer': {
      await changeSimply(ctx, one.id, what.do);
      const own = one.own!;
      if (what.do === 'block') Object.assign(own, { blocked: true, over: false, trial: false });
      else if (what.do === 'unblock') {
        own.blocked = false;
        if (own.until < today && own.auto) own.until = rolled(own.until, today);
        else own.over = own.until < today;
      } else Object.assign(own, { ended: true, lot: undefined, clientNext: false });
      return;
    }
    case 'move': {
      const to = model.clients[what.to]!;
      await move(ctx, one.id, to.id);
      const own = one.own!;
      to.own = { ...own, clientNext: false, blocked: false, trial: false };
      if (to.own.until < today && to.own.auto) to.own.until = rolled(to.own.until, today);
      else to.own.over = to.own.until < today;
      Object.assign(own, { ended: true, lot: undefined, clientNext: false });
      return;
    }
    case 'give':
      await give(ctx, lot?.id ?? one.id, one.id);
      model.takeFrom(one, lot!);
      return;
    case 'many': {
      const alive = model.clients.filter((each) => !each.gone && !each.removed);
      const able = alive.filter((each) => model.open(each) && (each.situation === 'connected' || !(each.invited || each.asked)));
      const frees = new Map(model.lots.map((each) => [each, model.freeIn(each)]));
      const inOrder = model.lots
        .filter((each) => each.plan === what.plan)
        .sort((a, b) => (a.renews !== b.renews ? (a.renews < b.renews ? 1 : -1) : a.id < b.id ? -1 : 1));
      const picks = able.map((each): [One, Lot | undefined] => {
        const from = inOrder.find((some) => frees.get(some)! > 0);
        if (from) frees.set(from, frees.get(from)! - 1);
        return [each, from];
      });
      const ids = alive.map((each) => each.id);
      const came = await contractMany(ctx, ids, {
        plan: what.plan,
        payer: what.payer,
        recurrence: 'yearly',
        startsOn: today,
        autoRenew: true,
      });
      for (const [each, from] of picks) {
        if (what.payer === 'client') each.own = fresh({ plan: what.plan, trial: true });
        else if (from) model.takeFrom(each, from);
      }
      expect(came.contracted).toBe(what.payer === 'client' ? picks.length : picks.filter(([, from]) => from).length);
      return;
    }
    case 'buy': {
      const { plan: name, quantity } = what;
      const id = await buying(ctx, { plan: name, quantity, purchasedOn: today });
      model.lots.push({ id, plan: name, quantity, renews: next, auto: true, cancelled: false });
      return;
    }
    case 'edit': {
      if (!lot || model.isOver(lot)) return;
      const { quantity, autoRenew } = what;
      await editPackage(ctx, lot.id, { name: lot.id, notes: '', quantity, autoRenew, renewsOn: lot.renews });
      if (autoRenew !== lot.auto)
        for (const { own } of model.clients) if (own?.lot === lot && !own.over) Object.assign(own, { auto: autoRenew, until: lot.renews });
      Object.assign(lot, { quantity, auto: autoRenew });
      return;
    }
    case 'cancelPackage':
      await cancelPackage(ctx, lot?.id ?? one.id);
      Object.assign(lot!, { cancelled: true, auto: false });
      for (const { own } of model.clients) if (own?.lot === lot) own!.auto = false;
      return;
    case 'invite':
      if (one.removed || one.gone) return;
      await invite(ctx, { name: 'Cliente', email: emailOf(one), clientId: one.id });
      one.invited = true;
      return model.settle(one, 'invited');
    case 'accept': {
      if (one.asked) await accept(ctx, await waiting('client_to_firm'));
      else await acceptInvitation(client(), await waiting('firm_to_client'), agreement);
      Object.assign(one, { situation: 'connected', invited: false, asked: false });
      return;
    }
    case 'decline':
      if (one.asked) await decline(ctx, await waiting('client_to_firm'), '');
      else await declineInvitation(client(), await waiting('firm_to_client'), '');
      one[one.asked ? 'asked' : 'invited'] = false;
      return model.settle(one);
    case 'withdraw':
      await cancel(ctx, await waiting('firm_to_client'));
      one.invited = false;
      return model.settle(one);
    case 'ask': {
      if (one.removed || one.gone || one.situation === 'connected') return;
      const said = {
        accountantEmail: `${ctx.firm.id}@example.com`,
        firmName: 'H',
        firmPhone: '11 4002-8922',
        responsible: '',
        firmDocument: '',
        service: '',
      };
      const nobody = { ...client(), firm: { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 } };
      await ask(nobody, emailOf(one), { ...said, name: 'Cliente', phone: '' }, { ip: '', userAgent: '' });
      one.asked = true;
      return model.settle(one, 'requested');
    }
    case 'disconnect':
      if (await disconnect(ctx, one.id)) one.situation = 'disconnected';
      return;
    case 'remove':
      if ((await removeClient(ctx, one.id)).kind === 'removed') one.removed = true;
      return;
    case 'restore':
      if (one.removed && (await restoreClient(ctx, one.id, ctx.now.getTime())).kind === 'restored') one.removed = false;
      return;
    case 'import': {
      if (one.gone) return;
      const { plan: name, payer: pays } = what;
      const [year, month, day] = next.split('-');
      const terms = name ? `${name};${pays === 'client' ? 'Cliente' : 'Contabilidade'};${day}/${month}/${year};Sim` : ';;;';
      await importing(
        deskOf(data, ctx.firm.id, ctx.now),
        `Nome;CNPJ;Plano;Pago por;Vencimento;Renovação automática\nCliente;${one.document};${terms}\n`,
      );
      one.removed = false;
      if (!name) return;
      const own = model.has(one) ? one.own : undefined;
      if (own && own.plan === name && own.payer === pays && own.until === next && own.auto) return;
      const stays = own?.blocked && next <= own.until;
      one.own = fresh({
        plan: name,
        payer: pays,
        blocked: Boolean(stays),
        lot: pays === 'firm' ? own?.lot : undefined,
        clientNext: pays === 'firm' && (own?.clientNext ?? false),
      });
      return;
    }
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const counted = (names: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
};

/** Holds every total against the notebook, and against the list it stands for. */
async function compare(ctx: Ctx, model: ReturnType<typeof createModel>): Promise<void> {
  const alive = model.clients.filter((one) => !one.gone && !one.removed);
  const owning = alive.filter(model.has);
  const running = model.lots.filter((lot) => !model.isOver(lot));
  const used = sum(running.map(model.usedOf));
  const lapsed = sum(running.map((lot) => (lot.cancelled ? lot.quantity - model.usedOf(lot) : 0)));
  const totals = await totalsOf(ctx);
  expect(totals).toEqual({
    quantity: sum(running.map((lot) => lot.quantity)),
    used,
    kept: model.clients.filter((one) => one.removed && !one.gone && model.has(one) && one.own!.lot && !model.isOver(one.own!.lot)).length,
    free: sum(running.map(model.freeIn)),
    lapsed,
    byClients: owning.filter((one) => one.own!.payer === 'client').length,
    withoutLot: owning.filter((one) => one.own!.payer === 'firm' && !one.own!.lot).length,
  });
  expect(totals.quantity).toBe(totals.used + totals.free + totals.lapsed);
  const { packages } = await packagesOf(ctx);
  for (const each of packages) {
    const { lot, holders, kept } = await packageOf(ctx, each.id);
    expect([lot.used, lot.free + lot.used + lot.lapsed]).toEqual([holders.length + kept, lot.quantity]);
    expect([lot.used, lot.free]).toEqual([each.used, each.free]);
    expect(lot.used).toBe(model.usedOf(model.lots.find((some) => some.id === lot.id)!));
  }
  const glance = await glanceOf(ctx);
  expect({
    total: glance.total,
    situations: Object.fromEntries([...glance.situations].sort()),
    plans: Object.fromEntries([...glance.plans].sort()),
    payers: glance.payers,
    overdue: glance.overdue,
  }).toEqual({
    total: alive.length,
    situations: counted(alive.map((one) => one.situation)),
    plans: counted(owning.map((one) => one.own!.plan)),
    payers: {
      client: totals.byClients,
      firm: owning.filter((one) => one.own!.payer === 'firm').length,
      none: alive.length - owning.length,
    },
    overdue: owning.filter((one) => one.own!.until < ctx.today).length,
  });
  const listed = async (filter: Parameters<typeof everyClient>[1]) => {
    let n = 0;
    for await (const _ of everyClient(ctx, filter)) n++;
    return n;
  };
  for (const [situation, n] of glance.situations) expect(await listed({ situation })).toBe(n);
  for (const tab of ['client', 'firm', 'none'] as const) expect(await listed({ tab })).toBe(glance.payers[tab]);
  expect(await listed({ expiry: 'overdue' })).toBe(glance.overdue);
  const [received, sent] = [await requestsPage(ctx, 'received'), await requestsPage(ctx, 'sent')];
  expect([received.total, sent.total]).toEqual([received.requests.length, sent.requests.length]);
  expect([received.total, sent.total]).toEqual([
    model.clients.filter((one) => one.asked).length,
    model.clients.filter((one) => one.invited).length,
  ]);
}

/** Runs random histories and holds the product to the model after each. */
export async function histories(data: Data, { runs, length, seed }: { runs: number; length: number; seed?: number }) {
  let done = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: length, size: 'max' }), async (deeds) => {
      const h = await house(data);
      await data.db.firm.update({ where: { id: h.firmId }, data: { email: `${h.firmId}@example.com` } });
      let today = '2026-01-12';
      const seeds = Array.from({ length: count }, (_, i) => ({
        name: 'Cliente',
        document: cnpj(i + 1),
        email: `${h.firmId}-${i}@example.com`,
      }));
      const ids = await free(data, h.firmId, seeds);
      const model = createModel(today, ids);
      const emailOf = (one: One) => `${h.firmId}-${model.clients.indexOf(one)}@example.com`;
      const at = () => desk(data, h.firmId, noon(today));
      await act(data, at, model, { do: 'buy', plan: 'Controle I', quantity: 2 }, emailOf);
      for (const what of deeds) {
        if (what.do === 'purge') {
          await purgeDeleted(parts(data), new Date(noon(today).getTime() + 11 * 60_000));
          for (const one of model.clients) one.gone ||= one.removed;
          continue;
        }
        if (what.do === 'wait') {
          today = addDays(today, what.days);
          if (today.endsWith('-02-29')) today = addDays(today, 1);
          await lookAtLicenses(parts(data), noon(today));
          await lookAtRequests(parts(data), noon(today));
          model.wait(today);
          for (const one of model.clients)
            if (what.days > 30) {
              // Nobody answers for ever; the model counts in whole months.
              Object.assign(one, { invited: false, asked: false });
              model.settle(one);
            }
          continue;
        }
        try {
          await act(data, at, model, what, emailOf);
          done++;
          kinds.add(what.do);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }
      const { version } = await data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } });
      const ctx = at();
      await compare({ ...ctx, firm: { ...ctx.firm, version } }, model);
      await sound(data, h.firmId);
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  return { done, kinds };
}
