import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { cut, orDash } from '../../kit/text.ts';
import { type Block, type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { titleFor } from '../../terms/news.ts';
import { type Asking, whyNot } from '../reads/asking.ts';
import type { Received } from '../reads/received.ts';
import type { Receipt } from '../schema.ts';

type Reader = Pick<Ctx, 'w' | 'firm'>;

const stateText = (w: Words, { state, remoteState }: Received): string =>
  state === 'passed' && remoteState ? w.documents.captureState[remoteState] : w.documents.receivedState[state];

/** What a client sent, the newest first. */
export function receivedView(
  { w, firm }: Reader,
  client: { id: string; name: string },
  { items, count }: { items: readonly Received[]; count: number },
  asking: Asking,
  leads: { open: Press; ask: readonly Button[] },
): View {
  const say = w.documents;
  const column = say.receivedColumn;
  const list: Block[] =
    count === 0
      ? [text(asking.kind === 'can' ? `${say.receivedNone} ${say.receivedAsk}` : say.receivedNone)]
      : [
          {
            kind: 'table',
            caption: say.receivedCaption(count),
            columns: [
              { label: column.name },
              { label: column.when },
              { label: column.state },
              { label: column.size, align: 'right' },
            ],
            rows: items.map((each) => [
              cut(each.name, 50),
              w.format.day(dayAt(each.createdAt, firm.timeZone)),
              stateText(w, each),
              w.format.bytes(each.bytes),
            ]),
          },
          {
            kind: 'choice',
            label: say.receivedGet,
            press: leads.open,
            options: items.map((each) => ({
              value: each.id,
              label: cut(each.name, 75),
              description: cut(stateText(w, each), 75),
            })),
          },
        ];
  return {
    title: titleFor(w, client.name, w.news.received(count)),
    blocks: [
      ...list,
      ...(asking.kind === 'can' ? [] : [text(whyNot(w, asking))]),
      ...(leads.ask.length > 0 ? [{ kind: 'buttons' as const, buttons: [...leads.ask] }] : []),
    ],
  };
}

/** So many lines are shown before the letter is sent. */
const mostLines = 10;

/** Before a client is asked: to whom it goes, and what it says is missing. */
export function askView(
  { w }: Reader,
  {
    client,
    email,
    month,
    receipts,
    leads,
  }: {
    client: string;
    email: string;
    month: string;
    receipts: readonly Receipt[];
    leads: { send: Press; drop: Press };
  },
): View {
  const say = w.documents;
  const lines = receipts.slice(0, mostLines);
  return {
    title: say.askTitle(cut(client, 80)),
    blocks: [
      text(say.askText(email)),
      ...(lines.length > 0
        ? [
            {
              kind: 'table' as const,
              caption: `${say.askMissing} · ${w.format.month(month)}`,
              columns: [
                { label: say.column.paidOn },
                { label: say.column.description },
                { label: say.column.total, align: 'right' as const },
              ],
              rows: lines.map((each) => [
                orDash(each.paidOn, w.format.day),
                cut(each.description, 50),
                orDash(each.cents, w.format.money),
              ]),
            },
            ...(receipts.length > lines.length ? [note(say.letter.more(receipts.length - lines.length))] : []),
          ]
        : [note(say.askNothing)]),
      {
        kind: 'buttons',
        buttons: [
          { label: say.askSend, style: 'primary', press: leads.send },
          { label: say.askDrop, press: leads.drop },
        ],
      },
    ],
  };
}
