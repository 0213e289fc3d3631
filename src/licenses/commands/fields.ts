import { addDays, readDay } from '../../kit/days.ts';
import { field } from '../../kit/field.ts';
import type { Words } from '../../kit/words.ts';
import { readMoney } from '../schema/money.ts';
import { plans } from '../schema/plans.ts';
import { paying, recurrences } from '../schema/terms.ts';

type Named = Parameters<typeof field.text>[0];

/** The largest purchase. */
export const mostLicenses = 100_000;

const planLabel = (w: Words, value: (typeof plans)[number] | 'fit') => (value === 'fit' ? w.licenses.fit : w.licenses.plan[value]);
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
  return /^\d{1,6}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= mostLicenses ? String(Number(plain)) : undefined;
};

/** What can be asked of somebody about licences. */
export const ask = {
  plan: field.choice(plans, (w) => w.licenses.field.plan, planLabel),
  planOrFit: field.choice(['fit', ...plans], (w) => w.licenses.field.plan, planLabel),
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
  quantity: field.text((w) => w.licenses.field.quantity, { max: 10, read: readCount, refuse: (w) => w.licenses.notNumber(mostLicenses) }),
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
