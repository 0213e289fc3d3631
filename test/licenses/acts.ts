import fc from 'fast-check';
import { expect } from 'vitest';
import { removeClient, restoreClient } from '../../src/clients/service/remove.ts';
import {
  accept,
  acceptInvitation,
  cancel,
  decline,
  declineInvitation,
  disconnect,
} from '../../src/connections/service/answer.ts';
import { ask } from '../../src/connections/service/ask.ts';
import { invite } from '../../src/connections/service/invite.ts';
import type { Data } from '../../src/data/client.ts';
import { contextOf } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import { contractMany } from '../../src/licenses/service/bulk.ts';
import {
  changePayer,
  changeRenewal,
  changeSimply,
  contract,
  give,
  move,
  register,
} from '../../src/licenses/service/license.ts';
import { cancelPackage, editPackage } from '../../src/licenses/service/packages.ts';
import { deskOf, importing } from '../portfolio/fixture.ts';
import { buying, parts, wish } from './fixture.ts';
import { type createModel, inYears, type Lot, type One, type Own, rolled } from './model.ts';

export const count = 4;
const who = fc.nat({ max: count - 1 });
const plan = fc.constantFrom('Controle I', 'Controle II');
const payer = fc.constantFrom('client' as const, 'firm' as const);
const does = <T extends string>(...names: T[]) => fc.constantFrom(...names);

/** Anything that anybody can do to licences, packages, connections and lists; and time. */
export const deed = fc.oneof(
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
  {
    weight: 4,
    arbitrary: fc.record({ do: does('invite', 'accept', 'decline', 'withdraw', 'ask', 'disconnect'), who }),
  },
  { weight: 2, arbitrary: fc.record({ do: does('remove', 'restore'), who }) },
  fc.record({ do: does('import'), who, plan: fc.option(plan, { nil: undefined }), payer }),
  { weight: 3, arbitrary: fc.record({ do: does('wait'), days: fc.constantFrom(1, 40, 200, 366) }) },
  fc.record({ do: does('purge') }),
);
export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** What is done to the product, and then written into the notebook, when it was taken. */
export async function act(
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
  const client = () =>
    contextOf(parts(data), { firm: ctx.firm, actor: { kind: 'client', id: '' }, from: 'portal', now: ctx.now });
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
      await register(ctx, one.id, {
        plan: what.plan,
        recurrence: 'yearly',
        expiresOn: next,
        autoRenew: what.autoRenew,
      });
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
      const able = alive.filter(
        (each) => model.open(each) && (each.situation === 'connected' || !(each.invited || each.asked)),
      );
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
        for (const { own } of model.clients)
          if (own?.lot === lot && !own.over) Object.assign(own, { auto: autoRenew, until: lot.renews });
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
      const terms = name
        ? `${name};${pays === 'client' ? 'Cliente' : 'Contabilidade'};${day}/${month}/${year};Sim`
        : ';;;';
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
