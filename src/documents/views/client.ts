import { cut } from '../../kit/text.ts';
import { type Block, note, type Option, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';

const searchBlock = (w: Words, press: Press): Block => ({
  kind: 'search',
  label: w.clients.card.searchLabel,
  press,
  otherwise: w.documents.searchOtherwise,
});

/** Several clients fit what was typed. */
export const severalView = (w: Words, options: readonly Option[], pick: Press): View => ({
  blocks: [
    text(w.clients.card.several(options.length)),
    { kind: 'choice', label: w.clients.card.choose, press: pick, options },
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
