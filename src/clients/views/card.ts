import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Option, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { titleFor } from '../../terms/news.ts';
import { type FieldName, fieldNames, fieldOf, labelOf } from '../fields.ts';
import type { Client } from '../reads/client.ts';
import { clientNews } from '../reads/news.ts';

/** What stands first on a card; every other field that has a line follows, and at last what may be long. */
const first: readonly FieldName[] = [
  ...([
    'tradeName',
    'document',
    'situation',
    'plan',
    'license',
    'payer',
    'expiresOn',
    'autoRenew',
    'lastExportOn',
    'access',
  ] as const),
  ...(['charges', 'contactName', 'email', 'phone', 'analyst', 'revenue', 'account'] as const),
];
const last: readonly FieldName[] = ['notes'];
const inOrder = [...first, ...fieldNames.filter((name) => !first.includes(name) && !last.includes(name)), ...last];

/** What is known of a client, as the portal's record has it. What nobody filled in is left out where it says nothing. */
const facts = (w: Words, client: Client, today: string): { label: string; value: Line }[] =>
  inOrder.flatMap((name) => {
    const { card } = fieldOf(name);
    if (card === false) return [];
    const value = card.line(w, client, today);
    return value ? [{ label: card.label?.(w) ?? labelOf(w, name), value }] : [];
  });

/** One client's record, with what can be done next. */
export function cardView(
  { w, today, provider }: Pick<Ctx, 'w' | 'today' | 'provider'>,
  client: Client,
  next: readonly Button[],
  said?: string,
): View {
  const news = clientNews(w, client, today, provider !== undefined);
  return {
    title: titleFor(w, client.name, said ?? news.said, said !== undefined),
    tone: said ? 'good' : news.tone,
    blocks: [
      { kind: 'facts', facts: facts(w, client, today) },
      ...(next.length > 0 ? [{ kind: 'buttons' as const, buttons: next }] : []),
    ],
  };
}

const searchBlock = (w: Words, press: Press): Block => ({
  kind: 'search',
  label: w.clients.card.searchLabel,
  press,
  otherwise: w.clients.card.searchOtherwise,
});

/** Nobody was named yet: a menu that searches. */
export const whichView = (w: Words, open: Press): View => ({
  title: w.clients.card.searchTitle,
  blocks: [searchBlock(w, open)],
});

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
export const noneView = (
  w: Words,
  typed: string,
  near: { name: string; press: Press } | undefined,
  search: Press,
): View => ({
  tone: 'warn',
  blocks: [
    text(w.clients.card.none(cut(typed, 60))),
    ...(near
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              { label: w.clients.card.nearest(cut(near.name, 50)), style: 'primary' as const, press: near.press },
            ],
          },
        ]
      : []),
    note(w.clients.card.noneHint),
    searchBlock(w, search),
  ],
});
