import { type Block, type Button, note, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Chip, Filter } from '../filter.ts';
import type { FilterPart } from '../reads/filter-parts.ts';
import { filtersLine, formButtons, type Ways } from './list.ts';
import { filterMenu } from './menus.ts';

/** How many clients there would be without one of the filters. */
export interface Without {
  key: Chip;
  count: number;
}

const dropButtons = (
  w: Words,
  filter: Filter,
  told: readonly FilterPart[],
  found: readonly Without[],
  ways: Ways,
): Button[] =>
  found.map(({ key, count }) => ({
    label: w.clients.list.dropOne(told.find((each) => each.key === key)!.label, count),
    press: ways.without(filter, key),
  }));

/** Nothing was found: which filter to drop, and what that would show. */
export function nothingView(
  w: Words,
  filter: Filter,
  told: readonly FilterPart[],
  without: readonly Without[],
  ways: Ways,
): View {
  const say = w.clients.list;
  const found = without.filter((each) => each.count > 0).sort((a, b) => b.count - a.count);
  const lead = found.length === 0 ? say.nothingAtAll : told.length > 1 ? say.nothingBut : say.nothing;
  const blocks: Block[] = [
    ...filtersLine(w, told),
    {
      kind: 'buttons',
      buttons: [
        ...dropButtons(w, filter, told, found, ways),
        ...(told.length > 1 ? [{ label: say.dropAll, press: ways.without(filter, 'all') }] : []),
      ],
    },
    { kind: 'buttons', buttons: formButtons(w, filter, ways) },
    filterMenu(w, filter, ways),
  ];
  return {
    title: lead,
    tone: 'warn',
    blocks: blocks.filter((block) => block.kind !== 'buttons' || block.buttons.length > 0),
  };
}

/** There is nothing to filter yet. */
export const emptyView = (w: Words, analyst: boolean): View => ({
  title: w.news.empty,
  blocks: [note(analyst ? w.clients.list.emptyAnalyst : w.clients.list.empty)],
});
