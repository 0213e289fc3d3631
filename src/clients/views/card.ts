import { daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Option, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { stateOf } from '../../licenses/schema/state.ts';
import { held, termsOf } from '../../licenses/schema/terms.ts';
import { maskDocument } from '../document.ts';
import type { Client } from '../reads/client.ts';
import { chargeStates, payers, situationLabel } from '../schema.ts';

const dated = (w: Words, day: string, today: string): string =>
  w.clients.card.when(w.format.day(day), w.clients.card.relative(daysBetween(today, day)));

/** What is known of a client, as the portal's record has it. What nobody filled in is left out where it says nothing. */
function facts(w: Words, client: Client, today: string): { label: string; value: Line }[] {
  const { facts: label, ...say } = w.clients.card;
  const charges = chargeStates.find((each) => each === client.charges);
  const payer = payers.find((each) => each === client.payer && each !== 'none');
  const expiry = client.expiresOn && dated(w, client.expiresOn, today);
  const overdue = client.expiresOn !== undefined && client.expiresOn < today;
  const all: [string, Line | undefined][] = [
    [label.tradeName, client.tradeName],
    [label.document, client.document ? { code: maskDocument(client.document) } : say.unknown],
    [label.situation, situationLabel(w, client.situation)],
    [label.plan, client.plan || say.noPlan],
    [label.license, client.license && held(client.license) ? w.licenses.state[stateOf(termsOf(client.license), today)] : undefined],
    [label.payer, payer && w.clients.payer[payer]],
    [label.expiry, expiry && (overdue ? { bold: expiry } : expiry)],
    [label.renewal, client.expiresOn && w.kit[client.autoRenew ? 'yes' : 'no']],
    [label.exported, client.lastExportOn ? dated(w, client.lastExportOn, today) : say.never],
    [w.accounts.label, client.grant ? accessLine(w, client.grant) : undefined],
    [label.charges, charges && w.clients.charge[charges]],
    [label.contact, client.contactName],
    [label.email, client.email || say.unknown],
    [label.phone, client.phone || say.unknown],
    [label.analyst, client.analyst?.name ?? say.nobody],
    [label.revenue, client.revenue === null ? undefined : w.format.money(client.revenue * 100)],
    [label.account, client.account?.email],
    [label.notes, client.notes && cut(client.notes, 500)],
  ];
  return all.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** How the authorisation of their account in the ERP stands. */
function accessLine(w: Words, { state, status }: { state: string; status: string }): Line | undefined {
  const say = w.accounts.state;
  if (state === 'blocked') return { bold: say.blocked(status) };
  if (state === 'active') return say.active;
  return state === 'revoked' || state === 'expired' ? { bold: say[state] } : undefined;
}

/** One client's record, with what can be done next. */
export const cardView = (w: Words, client: Client, today: string, next: readonly Button[], said?: string): View => ({
  title: cut(client.name, 120),
  tone: said ? 'good' : client.expiresOn !== undefined && client.expiresOn < today ? 'warn' : 'plain',
  blocks: [
    ...(said ? [text({ bold: said })] : []),
    { kind: 'facts', facts: facts(w, client, today) },
    ...(next.length > 0 ? [{ kind: 'buttons' as const, buttons: next }] : []),
  ],
});

const searchBlock = (w: Words, press: Press): Block => ({
  kind: 'search',
  label: w.clients.card.searchLabel,
  press,
  otherwise: w.clients.card.searchOtherwise,
});

/** Nobody was named yet: a menu that searches. */
export const whichView = (w: Words, open: Press): View => ({ title: w.clients.card.searchTitle, blocks: [searchBlock(w, open)] });

/** Several clients fit. */
export const severalView = (w: Words, count: number, options: readonly Option[], open: Press): View => ({
  title: w.clients.card.searchTitle,
  blocks: [
    text(w.clients.card.several(count)),
    ...(count > options.length ? [note(w.clients.card.severalMore)] : []),
    { kind: 'choice', label: w.clients.card.choose, press: open, options },
  ],
});

/** None fits; `near` is the one that was probably meant. */
export const noneView = (w: Words, typed: string, near: { name: string; press: Press } | undefined, search: Press): View => ({
  tone: 'warn',
  blocks: [
    text(w.clients.card.none(cut(typed, 60))),
    ...(near
      ? [
          {
            kind: 'buttons' as const,
            buttons: [{ label: w.clients.card.nearest(cut(near.name, 50)), style: 'primary' as const, press: near.press }],
          },
        ]
      : []),
    note(w.clients.card.noneHint),
    searchBlock(w, search),
  ],
});
