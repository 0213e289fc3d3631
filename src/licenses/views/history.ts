import { dayAt } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { noPlan } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import { titleFor } from '../../terms/news.ts';
import type { Happened, Past } from '../reads/history.ts';

/** What happened, in words; a move says to or from whom. */
function what(w: Words, { kind, otherClientId, other, state }: Happened): string {
  if (otherClientId) {
    const name = cut(other || w.licenses.goneClient, 60);
    return state === 'transferred' ? w.licenses.movedTo(name) : w.licenses.movedFrom(name);
  }
  return Object.hasOwn(w.licenses.kind, kind) ? w.licenses.kind[kind as keyof Words['licenses']['kind']] : kind;
}

const who = (w: Words, { source, who: name }: Happened): string =>
  source === 'import' ? w.licenses.byImport(name) : source === 'system' || !name ? w.licenses.byClock : name;

const payer = (w: Words, event: Happened) =>
  event.payer === 'client' || event.payer === 'firm' ? w.licenses.payer[event.payer] : '';
const day = (value: string, format: (day: string) => string) => (value === '' || value === noPlan ? '' : format(value));

/** A page of a licence's history, the latest first. */
export function historyView(
  w: Words,
  { name, timeZone }: { name: string; timeZone: string },
  { events, total }: { events: readonly Happened[]; total: number },
  buttons: readonly Button[],
): View {
  const { column } = w.licenses;
  const list: Block =
    events.length === 0
      ? text(w.licenses.historyNone)
      : {
          kind: 'table',
          caption: w.licenses.historyCaption(total),
          columns: [column.when, column.what, column.plan, column.payer, column.expires, column.who].map((label) => ({
            label,
          })),
          rows: events.map((event) => [
            w.format.day(dayAt(event.at, timeZone)),
            { bold: what(w, event) },
            cut(event.plan, 30),
            payer(w, event),
            day(event.expiresOn, w.format.day),
            cut(who(w, event), 40),
          ]),
        };
  return { title: titleFor(w, name, w.news.history(total)), blocks: [list, { kind: 'buttons', buttons }] };
}

export const sheetHeader = (w: Words): string[] => {
  const { column } = w.licenses;
  return [
    column.client,
    column.document,
    column.when,
    column.what,
    column.state,
    column.plan,
    column.payer,
    column.recurrence,
    column.starts,
    column.trialEnds,
    column.expires,
    column.renewal,
    column.lot,
    column.source,
    column.who,
  ];
};

/** The history of a client as lines of a file; `format` is how the file writes days. */
export const sheetRows = (
  w: Words,
  { client, events }: Past,
  timeZone: string,
  format: (day: string) => string,
): string[][] =>
  events.map((event) => [
    client.name,
    client.document ? maskDocument(client.document) : '',
    format(dayAt(event.at, timeZone)),
    what(w, event),
    w.licenses.state[event.state],
    event.plan,
    payer(w, event),
    w.licenses.recurrence[event.recurrence],
    day(event.startsOn, format),
    day(event.trialEndsOn, format),
    day(event.expiresOn, format),
    w.kit[event.autoRenew ? 'yes' : 'no'],
    event.lot,
    w.licenses.source[event.source] ?? event.source,
    who(w, event),
  ]);
