import type { Filter } from '../clients/filter.ts';
import type { FilterPart, Names } from '../clients/reads/filter-parts.ts';
import { asTyped } from '../clients/typed.ts';
import { cut } from '../kit/text.ts';
import { type Block, type Button, type Line, note, type Press, text, type View } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';

/** A filter as its command is typed; undefined where it takes more than a line can say. */
export function commandOf(w: Words, filter: Filter, names: Names): string | undefined {
  const { or, not, order, limit, ...keys } = filter;
  const plain = Object.keys(keys).length > 0 ? asTyped(w, [keys], names) : '';
  const inner = (conditions: Filter['or']) =>
    conditions?.length ? asTyped(w, conditions, names)?.replaceAll(/:"([^" ]+)"/g, ':$1') : '';
  const [any, except] = [inner(or), inner(not)];
  if (plain === undefined || any === undefined || except === undefined || `${any}${except}`.includes('"'))
    return undefined;
  const { field, order: orders } = w.clients;
  return [
    '/clientes',
    plain.replaceAll(/:"([^" ]+)"/g, ':$1'),
    any && `${field.any.typed}:"${any}"`,
    except && `${field.except.typed}:"${except}"`,
    order && `${field.order.typed}:"${orders[order]}"`,
    limit !== undefined && `${field.limit.typed}:${limit}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What was understood and how many there are, before the list itself. */
export function foundView(
  w: Words,
  count: number,
  told: readonly FilterPart[],
  command: string | undefined,
  list: View,
): View {
  const lead =
    told.length > 0
      ? [{ bold: w.ask.found(count) }, ` · ${told.map((each) => `${each.label}: ${each.value}`).join(' · ')}`]
      : [{ bold: w.ask.everybody(count) }];
  return {
    ...list,
    title: undefined,
    blocks: [
      text(...lead),
      ...list.blocks.filter((block) => !isSaid(w, block)),
      ...(command ? [note(w.ask.command, { code: cut(command, 500) })] : []),
    ],
  };
}
const isSaid = (w: Words, block: Block): boolean =>
  block.kind === 'note' && Array.isArray(block.text) && block.text[0] === w.clients.list.filters;

/** A reading that may have been meant. */
export interface Perhaps {
  label: string;
  press: Press;
}

export const unclearView = (
  w: Words,
  lines: readonly string[],
  perhaps: readonly Perhaps[],
  more: readonly Button[] = [],
): View => ({
  tone: 'warn',
  blocks: [
    ...lines.map((line) => text(line)),
    ...(perhaps.length > 0 ? [text(w.ask.perhaps)] : []),
    ...(perhaps.length + more.length > 0
      ? [
          {
            kind: 'buttons' as const,
            buttons: [...perhaps.map(({ label, press }): Button => ({ label: cut(label, 75), press })), ...more],
          },
        ]
      : []),
  ],
});

export const factView = (w: Words, name: string, label: string, value: Line, open: Press): View => ({
  blocks: [
    { kind: 'facts', facts: [{ label, value }] },
    { kind: 'buttons', buttons: [{ label: w.ask.open, press: open }] },
  ],
  title: cut(name, 120),
});

export const helloView = (w: Words, help: Press, examples: readonly string[], lead: string = w.ask.hello): View => ({
  blocks: [
    text(lead),
    { kind: 'groups', groups: [{ heading: w.ask.try, items: examples.map((each) => ({ code: each })) }] },
    { kind: 'buttons', buttons: [{ label: w.ask.help, press: help }] },
  ],
});

/** An act is prepared, and a person's press does it. */
export const actView = (
  w: Words,
  what: string,
  filled: readonly string[],
  buttons: readonly Button[],
  below?: View,
): View => ({
  blocks: [
    text({ bold: what }),
    ...filled.map((line) => text(line)),
    ...(buttons.length > 0 ? [note(w.ask.notYet), { kind: 'buttons' as const, buttons }] : []),
    ...(below?.blocks ?? []),
  ],
});
