import { quietDays } from '../../clients/gates.ts';
import { openClient } from '../../clients/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { titleFor } from '../../terms/news.ts';
import type { Askable, Asking } from '../reads/asking.ts';

/** Why a client is not asked, in words. */
export function whyNot({ w, firm, publicUrl }: Ctx, { name, asking }: Askable): string {
  const say = w.connections.access;
  switch (asking.kind) {
    case 'asked':
      return say.asked(w.format.day(dayAt(asking.at, firm.timeZone)), asking.who, quietDays);
    case 'no-account':
      return say.noAccount(cut(name, 100), `${publicUrl}/my-accountant`);
    default:
      return say.notMissing(cut(name, 100));
  }
}

/** One client was asked, or not, and why. */
export function askedView(ctx: Ctx, client: Askable): View {
  const { w } = ctx;
  const { id, name, asking } = client;
  const say = w.connections.access;
  return {
    title: titleFor(w, name, asking.kind === 'can' ? say.done : say.notDone, true),
    tone: asking.kind === 'can' ? 'good' : 'warn',
    blocks: [
      text(asking.kind === 'can' ? say.sentTo(asking.email) : whyNot(ctx, client)),
      { kind: 'buttons', buttons: [{ label: w.clients.card.open, press: openClient.press({ id }) }] },
    ],
  };
}

/** Why some are left out, a line each. */
const leftOut = (w: Words, found: Readonly<Record<'asked' | 'no-account', readonly string[]>>) => [
  ...(found.asked.length > 0 ? [text(w.connections.access.askedMany(found.asked.length, quietDays))] : []),
  ...(found['no-account'].length > 0 ? [text(w.connections.access.noAccountMany(found['no-account'].length))] : []),
];

/** Before many are written to: how many, and who is left out. */
export const askManyView = (
  w: Words,
  found: Readonly<Record<Asking['kind'], readonly string[]>>,
  filters: readonly string[],
  presses: { send: Press; stop: Press; list: Press },
): View => ({
  title: w.connections.access.askMany(found.can.length),
  tone: found.can.length > 0 ? 'plain' : 'warn',
  blocks: [
    ...(filters.length > 0 ? [note(w.clients.list.filters, filters.join(' · '))] : []),
    ...leftOut(w, found),
    ...(found.can.length > 0
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              { label: w.connections.access.send(found.can.length), style: 'primary' as const, press: presses.send },
              { label: w.connections.keep, press: presses.stop },
            ],
          },
        ]
      : [{ kind: 'buttons' as const, buttons: [{ label: w.connections.access.list, press: presses.list }] }]),
  ],
});

/** What came of it. */
export const askedManyView = (w: Words, sent: number, list: Press): View => ({
  title: w.connections.access.sentMany(sent),
  tone: sent > 0 ? 'good' : 'warn',
  blocks: [
    note(w.connections.access.follows),
    {
      kind: 'buttons',
      buttons: [{ label: w.connections.access.list, press: list }],
    },
  ],
});
