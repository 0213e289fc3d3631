import type { Asked } from './incoming.ts';
import { type Button, namedActs, type Press, type RowAct, type View } from './view.ts';

/** So many acts stand as buttons, a link among them; whatever else can be done is in one menu. */
export const mostButtons = 3;

/** The id of that menu: what is picked from it is the id of the act itself. */
export const menuId = '=acts';

/** What is asked, once the page is taken for the command behind it, and what is picked from the menu of acts for a press. */
export type Said = Exclude<Asked, { kind: 'home' }>;

export function readAsked(asked: Asked, home: string): Said {
  if (asked.kind === 'home') return { kind: 'command', command: home, options: {} };
  return asked.kind === 'press' && asked.id === menuId ? { kind: 'press', id: asked.picked?.[0] ?? '' } : asked;
}

/** What the acts in the menu are, before they are ids. */
export interface Acts {
  kind: 'acts';
  buttons: readonly { label: string; press: Press }[];
}

/** A menu holds no more on any platform; what is more has another. */
const mostInMenu = 25;
const menusOf = (buttons: Acts['buttons']): Acts[] =>
  Array.from({ length: Math.ceil(buttons.length / mostInMenu) }, (_, i) => ({
    kind: 'acts',
    buttons: buttons.slice(i * mostInMenu, (i + 1) * mostInMenu),
  }));

/** Who stays a button rather than others: what is rare stays only when it is the act that the state calls for. */
const rank = ({ style }: Button): number => (style === 'danger' ? 1 : 0);

/** What stands beside no row: it is in the menu, behind the name of its row. */
const furtherOf = ({ blocks }: View): RowAct[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? namedActs(block, 1) : []));

/**
 * One act first, two more beside it, and the rest, the rare and the dangerous ones, in a menu below. The order of those that stay is the
 * view's own. Each row of a table has its own first act beside it, and its others in that menu.
 */
export function arranged(view: View): readonly (View['blocks'][number] | Acts)[] {
  const all = view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const first = all.find(({ style }) => style === 'primary');
  // No menu can hold a link.
  const fixed = all.filter((button) => button === first || 'url' in button);
  const free = all.filter((button) => !fixed.includes(button) && !button.aside).sort((a, b) => rank(a) - rank(b));
  const kept = new Set([...fixed, ...free.slice(0, Math.max(0, mostButtons - fixed.length))]);
  const menu = [
    ...all.filter((button): button is Extract<Button, { press: Press }> => !kept.has(button) && 'press' in button),
    ...furtherOf(view),
  ];
  const last = view.blocks.findLastIndex((block) => block.kind === 'buttons' || (block.kind === 'table' && block.acts));
  return view.blocks.flatMap((block, at): (View['blocks'][number] | Acts)[] => {
    const acts = at === last ? menusOf(menu) : [];
    if (block.kind === 'table' && block.acts)
      return [{ ...block, acts: block.acts.map((row) => row.slice(0, 1)) }, ...acts];
    if (block.kind !== 'buttons') return [block];
    const buttons = block.buttons
      .filter((button) => kept.has(button))
      .map((button) => {
        const { aside: _aside, ...stays } = button;
        return stays.style === 'primary' && button !== first ? { ...stays, style: undefined } : stays;
      });
    return [...(buttons.length > 0 ? [{ ...block, buttons: buttons as Button[] }] : []), ...acts];
  });
}
