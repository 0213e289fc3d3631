import { daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import {
  type Block,
  type Button,
  type Line,
  note,
  type Option,
  type Press,
  type RowAct,
  type Tone,
  type View,
} from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { situationLabel } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import { type Chip, type Filter, orderIn } from '../filter.ts';
import type { FilterPart } from '../reads/filter-parts.ts';
import { type ClientPage, type PagePosition, pageSize, type Row } from '../reads/page.ts';
import { filterMenu, furtherMenus } from './menus.ts';

/** What a list is made of. */
export interface Listed {
  filter: Filter;
  told: readonly FilterPart[];
  page: ClientPage;
  count: number;
  /** Whose clients the list can be narrowed to; none for whoever sees only their own. */
  analysts: readonly Option[];
  /** Of a list that nothing narrows: how many plans are overdue, and how many end within seven days. */
  urgent: { overdue: number; soon: number };
  today: string;
}

/** Where its buttons lead. */
export interface Ways {
  page(filter: Filter, place?: PagePosition): Press;
  /** The same list with one filter more, which is picked. */
  narrow(filter: Filter): Press;
  /** The list by name, from a letter on, which is picked. */
  letter(filter: Filter): Press;
  without(filter: Filter, drop?: Chip | 'all'): Press;
  open: Press;
  /** The forms, one behind the other. */
  forms(filter: Filter): readonly Press[];
  export(filter: Filter): Press;
  share(filter: Filter, place?: PagePosition): Press;
  own(filter: Filter): Press;
  /** Asking those of the list to authorise their account. Only for those who may. */
  ask?(filter: Filter): Press;
  /** Contracting a plan for many. Only for those who may. */
  contract?(filter: Filter, place?: PagePosition): Press;
}

/** What a phone shows of a row: who it is, how they stand, and until when; the number is on the card. */
function line(w: Words, row: Row, today: string): Line[] {
  const { expiresOn } = row;
  const due =
    expiresOn && w.clients.card.when(w.format.day(expiresOn), w.clients.card.relative(daysBetween(today, expiresOn)));
  return [
    cut(row.name, 60),
    situationLabel(w, row.situation),
    due ? (expiresOn < today ? `⚠️ ${due}` : due) : w.clients.list.noPlan,
    cut(row.plan, 30),
  ];
}

/** One way to all filters; what has no room in the first form is in the menu. */
export const formButtons = (w: Words, filter: Filter, ways: Pick<Ways, 'forms'>): Button[] =>
  ways.forms(filter).map((press, page) => ({
    label: w.clients.list.forms[page] ?? w.clients.list.form(page + 1),
    aside: page > 0,
    press,
  }));

export const filtersLine = (w: Words, told: readonly FilterPart[]): Block[] =>
  told.length > 0 ? [note(w.clients.list.filters, told.map((each) => `${each.label}: ${each.value}`).join(' · '))] : [];

function turning(w: Words, { filter, page }: Listed, ways: Ways): Button[] {
  const [first, last] = [page.rows[0]!, page.rows.at(-1)!];
  const before: PagePosition = page.page === 2 ? { page: 1 } : { page: page.page - 1, anchor: first.id, way: 'before' };
  return [
    ...(page.page > 1 ? [{ label: w.clients.list.previous, press: ways.page(filter, before) }] : []),
    ...(page.more
      ? [{ label: w.clients.list.next, press: ways.page(filter, { page: page.page + 1, anchor: last.id }) }]
      : []),
  ];
}

const dropMenu = (w: Words, { filter, told }: Listed, ways: Ways): Block[] =>
  told.length === 0
    ? []
    : [
        {
          kind: 'choice',
          label: w.clients.list.drop,
          press: ways.without(filter),
          options: [
            ...told.map((each) => ({ value: each.key, label: cut(`${each.label}: ${each.value}`, 75) })),
            ...(told.length > 1 ? [{ value: 'all', label: w.clients.list.dropAll }] : []),
          ],
        },
      ];

/** How many there are, unless the headline says it, where in them this is, and the rows themselves. */
const rows = (w: Words, { filter, told, page, count, today }: Listed, acts?: readonly (readonly RowAct[])[]): Block => {
  const { column, caption, ordered } = w.clients.list;
  const pages = Math.max(1, Math.ceil(count / pageSize));
  return {
    kind: 'table',
    caption: caption(told.length > 0 ? undefined : count, page.page, pages, ordered[orderIn(filter)]),
    columns: [column.name, column.situation, column.expiry, column.plan].map((label) => ({ label })),
    rows: page.rows.map((row) => line(w, row, today)),
    ...(acts ? { acts } : {}),
  };
};

/** Where this very page begins, for showing it again elsewhere. */
const placeOf = (page: ClientPage): PagePosition | undefined =>
  page.page > 1 ? { page: page.page, anchor: page.rows[0]!.id, way: 'at' } : undefined;

/** A list of more than three pages is entered at a letter. */
const letterMenu = (w: Words, { count, filter }: Listed, ways: Ways): Block[] =>
  count <= 3 * pageSize
    ? []
    : [
        {
          kind: 'choice',
          label: w.clients.list.letter,
          press: ways.letter(filter),
          options: letters.map((label, i) => ({ label, value: i === 0 ? '0' : label[0]!.toLowerCase() })),
        },
      ];
/** No menu holds more than 25. */
const letters = ['0–9', ...'ABCDEFGHIJKLMNOPQRSTUV', 'W–Z'];

/** What a list says first: what is late and what is next, or what it was narrowed to. */
const listNews = (w: Words, { told, count, urgent: { overdue, soon } }: Listed): string =>
  told.length > 0
    ? w.clients.list.only(count, told.map((each) => `${each.label}: ${each.value}`).join(' · '))
    : w.news.parts([...(overdue > 0 ? [w.news.overdue(overdue)] : []), ...(soon > 0 ? [w.news.soon(soon, 7)] : [])]) ||
      w.news.calm;

const listTone = ({ told, urgent: { overdue, soon } }: Listed): Tone =>
  told.length > 0 ? 'plain' : overdue > 0 ? 'bad' : soon > 0 ? 'warn' : 'plain';

/** What every list begins with: its news, in full below where they are too long for a headline, and its rows. */
function beginning(
  w: Words,
  listed: Listed,
  acts?: readonly (readonly RowAct[])[],
): { title: string; tone: Tone; first: Block[] } {
  const news = listNews(w, listed);
  const title = cut(news, 140);
  return {
    title,
    tone: listTone(listed),
    first: [...(title === news ? [] : filtersLine(w, listed.told)), rows(w, listed, acts)],
  };
}

/** A page of the list, with everything that can be done from it. */
export function listView(w: Words, listed: Listed, ways: Ways, acts: readonly (readonly RowAct[])[]): View {
  const { first, ...news } = beginning(w, listed, acts);
  return {
    ...news,
    blocks: [...(listed.page.lost ? [note(w.clients.list.lost)] : []), ...first, ...below(w, listed, ways)],
  };
}

/** What can be done with a list, and with its clients. */
const below = (w: Words, listed: Listed, ways: Ways): Block[] => [
  {
    kind: 'choice',
    label: w.clients.list.open,
    press: ways.open,
    options: listed.page.rows.map((row) => ({
      value: row.id,
      label: cut(row.name, 75),
      description: [row.document ? maskDocument(row.document) : '', situationLabel(w, row.situation)]
        .filter(Boolean)
        .join(' · '),
    })),
  },
  filterMenu(w, listed.filter, ways),
  ...letterMenu(w, listed, ways),
  ...dropMenu(w, listed, ways),
  // A long list that is narrowed has no room for all of them on Discord.
  ...(listed.count > 3 * pageSize && listed.told.length > 0
    ? []
    : furtherMenus(w, listed.filter, listed.analysts, ways)),
  {
    kind: 'buttons',
    buttons: [
      ...turning(w, listed, ways),
      ...(ways.ask && listed.filter.access?.includes('missing')
        ? [{ label: w.connections.access.buttonMany, style: 'primary' as const, press: ways.ask(listed.filter) }]
        : []),
      ...formButtons(w, listed.filter, ways),
      { label: w.clients.list.export, aside: true, press: ways.export(listed.filter) },
      { label: w.clients.list.share, aside: true, press: ways.share(listed.filter, placeOf(listed.page)) },
      ...(ways.contract
        ? [
            {
              label: w.licenses.bulkButton,
              aside: true,
              press: ways.contract(listed.filter, placeOf(listed.page)),
            },
          ]
        : []),
    ],
  },
];

/** The same page for everybody in the channel: nothing to turn, because what it shows depends on who looks. */
export function sharedView(w: Words, listed: Listed, ways: Ways, by: string): View {
  const { first, ...news } = beginning(w, listed);
  const own: Block = { kind: 'buttons', buttons: [{ label: w.clients.list.seeOwn, press: ways.own(listed.filter) }] };
  return { ...news, blocks: [...first, note(w.clients.list.sharedBy(by)), own] };
}
