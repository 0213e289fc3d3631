import { cnpj } from '../portfolio/fixture.ts';

export interface Own {
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
export interface Lot {
  id: string;
  plan: string;
  quantity: number;
  renews: string;
  auto: boolean;
  cancelled: boolean;
}
export interface One {
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

export const inYears = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
export const rolled = (day: string, today: string): string => (day < today ? rolled(inYears(day, 1), today) : day);

/**
 * The model: what a person with a notebook would have written down, with years alone for periods. It knows nothing of how the product does it;
 * it is told only what was done, and whether that was taken or refused.
 */
export function createModel(today: string, ids: readonly string[]) {
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
