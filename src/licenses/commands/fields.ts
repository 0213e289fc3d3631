import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, readDay } from '../../kit/days.ts';
import { field } from '../../kit/field.ts';
import { cut, fold } from '../../kit/text.ts';
import type { Option } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { paying, recurrences } from '../../terms/licence.ts';
import { readMoney } from '../../terms/money.ts';
import { type Plan, planName, planNamed, plans } from '../../terms/plans.ts';
import { words } from '../../words/index.ts';
import { freeByPlan } from '../reads/packages.ts';

type Named = Parameters<typeof field.text>[0];

/** The largest purchase. */
export const mostLicenses = 100_000;

const planLabel = (w: Words, value: Plan) => w.licenses.plan[value];

/** The plans, and how many licences of each are free in packages. */
async function planOptions(ctx: Ctx): Promise<Option[]> {
  const free = await freeByPlan(ctx);
  return plans.map((plan) => {
    const n = free.get(planName(plan)) ?? 0;
    return {
      value: plan,
      label: n > 0 ? `${planLabel(ctx.w, plan)} · ${ctx.w.licenses.nFree(n)}` : planLabel(ctx.w, plan),
    };
  });
}

/** A plan as it was picked or typed, with or without what stands behind its name. */
const readPlan = (typed: string): Plan | undefined => {
  const name = typed.split(' · ')[0]!.trim();
  return plans.find((plan) => plan === name) ?? planNamed(name);
};
const isFit = (typed: string) =>
  typed === 'fit' ||
  Object.values(words).some(({ licenses: { fit, field } }) =>
    [fit, ...(field.plan.formerValues ?? []).map(([was]) => was)].some((name) => fold(name) === fold(typed)),
  );

/** Whom a form about one client is for, said at its first field. */
export async function forClient(ctx: Ctx, { id }: { id: string }): Promise<{ plan?: string }> {
  const client = await clientOf(ctx, id);
  return client ? { plan: ctx.w.licenses.forClient(cut(client.name, 60)) } : {};
}
const recurrence = (words: Named) => field.choice(recurrences, words, (w, value) => w.licenses.recurrence[value]);

/** A day between so many days behind and so many ahead. */
const nearDay = (words: Named, { behind, ahead }: { behind: number; ahead: number }, refuse: (w: Words) => string) =>
  field.day(words, {
    read: (typed, today) => {
      const day = readDay(typed, today);
      return day && day >= addDays(today, -behind) && day <= addDays(today, ahead) ? day : undefined;
    },
    refuse,
  });

const readCount = (typed: string): string | undefined => {
  const plain = typed.replace(/[.\s]/g, '');
  return /^\d{1,6}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= mostLicenses
    ? String(Number(plain))
    : undefined;
};

/** What can be asked of somebody about licences. */
export const ask = {
  plan: field.choice(plans, (w) => w.licenses.field.plan, planLabel),
  /** The same, and which of them has licences. */
  planWithFree: field.pick((w) => w.licenses.field.plan, planOptions, { read: readPlan }),
  planOrFit: field.pick(
    (w) => w.licenses.field.plan,
    async (ctx) => [{ value: 'fit', label: ctx.w.licenses.fit }, ...(await planOptions(ctx))],
    { read: (typed) => (isFit(typed) ? 'fit' : readPlan(typed)) },
  ),
  payer: field.choice(
    paying,
    (w) => w.licenses.field.payer,
    (w, value) => w.licenses.payer[value],
  ),
  recurrence: recurrence((w) => w.licenses.field.recurrence),
  bought: recurrence((w) => w.licenses.field.bought),
  startsOn: nearDay(
    (w) => w.licenses.field.startsOn,
    { behind: 366, ahead: 90 },
    (w) => w.licenses.startTooFar,
  ),
  autoRenew: field.yesNo((w) => w.licenses.field.autoRenew),
  lotRenews: field.yesNo((w) => w.licenses.field.lotRenews),
  quantity: field.text((w) => w.licenses.field.quantity, {
    max: 10,
    read: readCount,
    refuse: (w) => w.licenses.notNumber(mostLicenses),
  }),
  purchasedOn: nearDay(
    (w) => w.licenses.field.purchasedOn,
    { behind: 3660, ahead: 0 },
    (w) => w.licenses.purchaseTooFar,
  ),
  price: field.text((w) => w.licenses.field.price, { max: 20, read: readMoney, refuse: (w) => w.licenses.notMoney }),
  name: field.text((w) => w.licenses.field.name, { max: 60 }),
  renewsOn: nearDay(
    (w) => w.licenses.field.renewsOn,
    { behind: 0, ahead: 3660 },
    (w) => w.licenses.renewsInPast,
  ),
  expiresOn: nearDay(
    (w) => w.licenses.field.expiresOn,
    { behind: 366, ahead: 3660 },
    (w) => w.licenses.expiryTooFar,
  ),
  notes: field.long((w) => w.licenses.field.notes, { max: 1000 }),
};
