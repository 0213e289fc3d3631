import { addDays, type Day, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Tone, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { noPlan } from '../../terms/client.ts';
import { held, type LicenseState, type Terms } from '../../terms/licence.ts';
import { dueNews, titleFor } from '../../terms/news.ts';
import { planFor, planName } from '../../terms/plans.ts';
import type { Licensed } from '../reads/license.ts';
import { noticeOf } from '../schema/notice.ts';

const tones: Readonly<Record<LicenseState, Tone>> = {
  none: 'plain',
  trial: 'plain',
  active: 'good',
  expiring: 'warn',
  expired: 'bad',
  blocked: 'bad',
  cancelled: 'plain',
  transferred: 'plain',
};

/** A day, and how far it is from today. */
const dated = (w: Words, day: Day, today: Day) =>
  w.clients.card.when(w.format.day(day), w.clients.card.relative(daysBetween(today, day)));

function facts(w: Words, { state, terms, lot }: Licensed, today: Day): { label: string; value: Line }[] {
  const { fact } = w.licenses;
  const known = terms && held(terms) ? terms : null;
  const all: [string, Line | undefined][] = [
    [fact.state, { bold: w.licenses.state[state] }],
    [fact.plan, known ? cut(known.plan, 60) : undefined],
    [
      fact.payer,
      known
        ? known.nextPayer
          ? w.licenses.payerUntil(w.format.day(known.expiresOn))
          : w.licenses.payer[known.payer]
        : undefined,
    ],
    [fact.lot, lot && cut(lot.name, 60)],
    [fact.recurrence, known ? w.licenses.recurrence[known.recurrence] : undefined],
    [fact.starts, known?.startsOn ? w.format.day(known.startsOn) : undefined],
    [fact.trial, state === 'trial' ? dated(w, addDays(terms!.trialEndsOn, -1), today) : undefined],
    [
      fact.expires,
      known ? (known.expiresOn === noPlan ? w.licenses.unknownDay : dated(w, known.expiresOn, today)) : undefined,
    ],
    [fact.renewal, known ? w.kit[known.autoRenew ? 'yes' : 'no'] : undefined],
  ];
  return all.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** What the notice periods mean for a licence that renews itself. */
export function renewalNotes(w: Words, terms: Terms, today: Day): string[] {
  const { until, late, left } = noticeOf('renewal', today, terms.expiresOn);
  return [late ? w.licenses.renewalLate(w.format.day(until), left) : w.licenses.renewalNotice(w.format.day(until))];
}

function notes(w: Words, { state, terms, lot, revenue }: Licensed, today: Day): string[] {
  const say = w.licenses;
  if (!terms || !held(terms)) {
    const fits = planFor(revenue);
    return fits ? [say.suggested(planName(fits), w.format.money(revenue! * 100))] : [];
  }
  const runs = state === 'trial' || state === 'active' || state === 'expiring';
  return [
    ...(terms.startsOn > today ? [say.startsLater(w.format.day(terms.startsOn))] : []),
    ...(state === 'trial' ? [say.trialNote(w.format.day(addDays(terms.trialEndsOn, -1)))] : []),
    ...(state === 'blocked' ? [say.blockedNote] : []),
    ...(lot
      ? [say.lotNote(cut(lot.name, 60), terms.autoRenew && !terms.nextPayer ? w.format.day(lot.renewsOn) : undefined)]
      : []),
    ...(terms.nextPayer ? [say.payerNextNote(w.format.day(terms.expiresOn), lot !== undefined)] : []),
    ...(runs && terms.autoRenew && !lot && !terms.nextPayer ? renewalNotes(w, terms, today) : []),
    ...(runs && !terms.autoRenew && !terms.nextPayer && terms.expiresOn !== noPlan
      ? [say.willEnd(w.format.day(terms.expiresOn))]
      : []),
  ];
}

/** How a licence stands, as its card says it first. */
function licenceNews(w: Words, { state, terms }: Licensed, today: Day): string {
  const day = terms && terms.expiresOn !== noPlan ? terms.expiresOn : undefined;
  switch (state) {
    case 'none':
      return w.news.noLicence;
    case 'blocked':
    case 'cancelled':
    case 'transferred':
      return w.news[state];
    case 'trial':
      return w.news.trial(w.format.day(addDays(terms!.trialEndsOn, -1)));
    default:
      return day && terms
        ? dueNews(w, { expiresOn: day, autoRenew: terms.autoRenew && !terms.nextPayer }, today)
        : w.licenses.state[state];
  }
}

/** A client's licence, what it means, and what can be done with it. `said`: what has just been done. */
export const licenseCard = (
  w: Words,
  licensed: Licensed,
  today: Day,
  buttons: readonly Button[],
  { said, why }: { said?: string; why?: string } = {},
): View => ({
  title: titleFor(w, licensed.name, said ?? licenceNews(w, licensed, today), said !== undefined),
  tone: said ? 'good' : tones[licensed.state],
  blocks: [
    { kind: 'facts', facts: facts(w, licensed, today) },
    ...notes(w, licensed, today).map((line): Block => note(line)),
    ...(why ? [note(why)] : []),
    { kind: 'buttons', buttons },
  ],
});

/** Asks before something is done, and says what should be known. */
export const askCard = (question: string, lines: readonly string[], yes: Button, no: Button): View => ({
  tone: 'warn',
  blocks: [text({ bold: question }), ...lines.map((line) => text(line)), { kind: 'buttons', buttons: [yes, no] }],
});
