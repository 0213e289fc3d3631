import { addDays, type Day } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { maskDocument } from '../../terms/document.ts';
import { titleFor } from '../../terms/news.ts';
import { stateOf } from '../../terms/state.ts';
import type { Holder, Package, Totals } from '../reads/packages.ts';
import { noticeOf, regretDays } from '../schema/notice.ts';

/** The purchases, as the portal's Pagamentos has them, and what they come to. */
export function packagesView(
  w: Words,
  { packages, total, totals }: { packages: readonly Package[]; total: number; totals: Totals },
  { open, buttons, said }: { open: Press; buttons: readonly Button[]; said?: string },
): View {
  const { packageColumn: column, packageState, ...say } = w.licenses;
  const number = w.format.number;
  const list: Block[] =
    packages.length === 0
      ? [text(say.noPackages)]
      : [
          {
            kind: 'table',
            caption: say.packagesCaption(total),
            columns: [
              { label: column.name },
              { label: column.plan },
              { label: column.quantity, align: 'right' },
              { label: column.used, align: 'right' },
              { label: column.free, align: 'right' },
              { label: column.renews },
              { label: column.state },
            ],
            rows: packages.map((each) => [
              { bold: cut(each.name, 40) },
              cut(each.plan, 30),
              number(each.quantity),
              number(each.used),
              number(each.free),
              w.format.day(each.renewsOn),
              packageState[each.state],
            ]),
          },
          {
            kind: 'choice',
            label: say.details,
            press: open,
            options: packages.map((each) => ({
              value: each.id,
              label: cut(`${each.name} · ${each.plan}`, 75),
              description: `${column.quantity} ${number(each.quantity)} · ${column.free} ${number(each.free)}`,
            })),
          },
        ];
  return {
    title: said ?? (packages.length === 0 ? w.news.noPackages : w.news.packages(totals.free, totals.used)),
    ...(said ? { tone: 'good' as const } : {}),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: say.total, value: { bold: number(totals.quantity) } },
          ...(said || packages.length === 0
            ? [
                { label: say.used, value: number(totals.used) },
                { label: say.free, value: { bold: number(totals.free) } },
              ]
            : []),
          { label: say.byClients, value: number(totals.byClients) },
          ...(totals.withoutLot > 0 ? [{ label: say.withoutLot, value: number(totals.withoutLot) }] : []),
        ],
      },
      ...heldBack(w, totals),
      ...list,
      { kind: 'buttons', buttons },
    ],
  };
}

/** What stands between a number and its list, said where both are read. */
const heldBack = (w: Words, { kept, lapsed }: { kept: number; lapsed: number }): Block[] => [
  ...(kept > 0 ? [note(w.licenses.kept(kept))] : []),
  ...(lapsed > 0 ? [note(w.licenses.lapsed(lapsed))] : []),
];

/** Free licences by the names the portal gives them. */
const freeSlots = (w: Words, free: number): string => {
  if (free <= 0) return w.licenses.noFreeSlots;
  const shown = Math.min(free, 8);
  return w.licenses.freeSlots(Array.from({ length: shown }, (_, i) => w.licenses.slot(i + 1)).join(', '), free - shown);
};

/** What somebody who thinks of cancelling must know: regret, or notice, and what is owed. */
export function cancelNotes(w: Words, { purchasedOn, renewsOn }: Package, today: Day): string[] {
  const regret = addDays(purchasedOn, regretDays);
  const { until, late, left } = noticeOf('package', today, renewsOn);
  const day = w.format.day;
  return [
    today <= regret ? w.licenses.cancelRegret(day(regret)) : w.licenses.cancelOwed,
    late ? w.licenses.cancelLate(day(until), left) : w.licenses.cancelNotice(day(until)),
  ];
}

function facts(w: Words, lot: Package): { label: string; value: Line }[] {
  const { packageFact: fact, ...say } = w.licenses;
  const number = w.format.number;
  const each = w.format.money(Math.round(lot.priceCents / lot.quantity));
  return [
    { label: fact.state, value: { bold: say.packageState[lot.state] } },
    { label: fact.plan, value: cut(lot.plan, 60) },
    { label: fact.quantity, value: { bold: number(lot.quantity) } },
    { label: fact.used, value: number(lot.used) },
    { label: fact.free, value: number(lot.free) },
    { label: fact.purchased, value: w.format.day(lot.purchasedOn) },
    { label: lot.autoRenew ? fact.renews : fact.ends, value: w.format.day(lot.renewsOn) },
    { label: fact.recurrence, value: say.recurrence[lot.recurrence] },
    ...(lot.priceCents > 0 ? [{ label: fact.price, value: say.perLicense(w.format.money(lot.priceCents), each) }] : []),
    ...(lot.notes ? [{ label: fact.notes, value: cut(lot.notes, 300) }] : []),
  ];
}

/** One purchase: what it has, who uses it, what is free. */
export function packageView(
  w: Words,
  { lot, holders, kept, today }: { lot: Package; holders: readonly Holder[]; kept: number; today: Day },
  { open, buttons, said }: { open: Press; buttons: readonly Button[]; said?: string },
): View {
  const { holderColumn: column, ...say } = w.licenses;
  const list: Block[] =
    holders.length === 0
      ? kept > 0
        ? []
        : [text(say.nobodyYet)]
      : [
          {
            kind: 'table',
            caption: say.holdersCaption(lot.used - kept),
            columns: [column.client, column.state, column.expires, column.document].map((label) => ({ label })),
            rows: holders.map((each) => [
              cut(each.name, 60),
              say.state[stateOf(each.terms, today)],
              w.format.day(each.terms.expiresOn),
              each.document ? maskDocument(each.document) : '',
            ]),
          },
          {
            kind: 'choice',
            label: say.openHolder,
            press: open,
            options: holders.map((each) => ({ value: each.id, label: cut(each.name, 75) })),
          },
        ];
  return {
    title: titleFor(w, lot.name, said ?? w.news.package[lot.state](w.format.day(lot.renewsOn)), said !== undefined),
    tone: said ? 'good' : lot.state === 'ends' ? 'warn' : 'plain',
    blocks: [
      { kind: 'facts', facts: facts(w, lot) },
      ...list,
      ...heldBack(w, { kept, lapsed: lot.lapsed }),
      ...(lot.state === 'active' || lot.state === 'ends' ? [text(freeSlots(w, lot.free))] : []),
      ...(lot.state === 'active' || lot.state === 'ends' ? [note(cancelNotes(w, lot, today).at(-1)!)] : []),
      { kind: 'buttons', buttons },
    ],
  };
}
