import { daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Press, type Span, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { situationLabel } from '../../terms/client.ts';
import { maskDocument } from '../../terms/document.ts';
import { tabs } from '../fields/licence.ts';
import { type Chip, type Filter, plain } from '../filter.ts';
import { type Page, type Place, pageSize, type Row } from '../reads/page.ts';
import type { Told } from '../reads/told.ts';

/** What a list is made of. */
export interface Listed {
  filter: Filter;
  told: readonly Told[];
  page: Page;
  count: number;
  today: string;
  /** Those of the page with whom an invitation or a request is open. */
  waiting: ReadonlySet<string>;
}

/** Where its buttons lead. */
export interface Ways {
  page(filter: Filter, place?: Place): Press;
  without(filter: Filter, drop?: Chip | 'all'): Press;
  open: Press;
  /** The forms, one behind the other. */
  forms(filter: Filter): readonly Press[];
  export(filter: Filter): Press;
  share(filter: Filter, place?: Place): Press;
  own(filter: Filter): Press;
  /** Contracting a plan: for one of the page's clients, and for many. Only for those who may. */
  contract?: { one: Press; many(filter: Filter, place?: Place): Press };
}

const bold = (text: string, when: boolean): Span => (when ? { bold: text } : text);

/** The essentials first: a phone shows the beginning of a row. */
function line(w: Words, row: Row, today: string): Line[] {
  const overdue = row.expiresOn !== undefined && daysBetween(row.expiresOn, today) > 0;
  return [
    cut(row.name, 60),
    situationLabel(w, row.situation),
    row.expiresOn ? [bold(w.format.day(row.expiresOn), overdue)] : w.clients.list.noPlan,
    cut(row.plan, 30),
    row.lastExportOn ? w.format.day(row.lastExportOn) : w.clients.list.neverExported,
    row.document ? maskDocument(row.document) : '',
  ];
}

export const tabButtons = (w: Words, filter: Filter, ways: Pick<Ways, 'page'>): Block => ({
  kind: 'buttons',
  buttons: tabs.map(
    (tab): Button => ({
      label: w.clients.tab[tab],
      press: ways.page(plain({ ...filter, tab: [tab] })),
      ...((filter.tab ?? ['all']).includes(tab) ? { style: 'primary' } : {}),
    }),
  ),
});

export const formButtons = (w: Words, filter: Filter, ways: Pick<Ways, 'forms'>): Button[] =>
  ways.forms(filter).map((press, page) => ({ label: w.clients.list.forms[page] ?? w.clients.list.form(page + 1), press }));

export const filtersLine = (w: Words, told: readonly Told[]): Block[] =>
  told.length > 0 ? [note(w.clients.list.filters, told.map((each) => `${each.label}: ${each.value}`).join(' · '))] : [];

function turning(w: Words, { filter, page }: Listed, ways: Ways): Button[] {
  const [first, last] = [page.rows[0]!, page.rows.at(-1)!];
  const before: Place = page.page === 2 ? { page: 1 } : { page: page.page - 1, anchor: first.id, way: 'before' };
  return [
    ...(page.page > 1 ? [{ label: w.clients.list.previous, press: ways.page(filter, before) }] : []),
    ...(page.more ? [{ label: w.clients.list.next, press: ways.page(filter, { page: page.page + 1, anchor: last.id }) }] : []),
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

/** How many there are, where in them this is, and the rows themselves. */
const rows = (w: Words, { filter, page, count, today }: Listed): Block => {
  const { column, caption, ordered } = w.clients.list;
  const pages = Math.max(1, Math.ceil(count / pageSize));
  return {
    kind: 'table',
    caption: caption(count, page.page, pages, ordered[filter.order ?? 'name']),
    columns: [column.name, column.situation, column.expiry, column.plan, column.exported, column.document].map((label) => ({ label })),
    rows: page.rows.map((row) => line(w, row, today)),
  };
};

/** Where this very page begins, for showing it again elsewhere. */
const placeOf = (page: Page): Place | undefined => (page.page > 1 ? { page: page.page, anchor: page.rows[0]!.id, way: 'at' } : undefined);

/** The clients of the page for whom a plan can be contracted: those without one, and with no invitation open. */
const contractMenu = (w: Words, { page, waiting }: Listed, { contract }: Ways): Block[] => {
  const open = page.rows.filter((row) => row.plan === '' && (row.situation === 'connected' || !waiting.has(row.id)));
  if (!contract || open.length === 0) return [];
  const options = open.map((row) => ({ value: row.id, label: cut(row.name, 75), description: situationLabel(w, row.situation) }));
  return [{ kind: 'choice', label: w.licenses.rowContract, press: contract.one, options }];
};

/** A page of the list, with everything that can be done from it. */
export const listView = (w: Words, listed: Listed, ways: Ways): View => ({
  title: w.clients.list.heading,
  blocks: [
    ...(listed.page.lost ? [note(w.clients.list.lost)] : []),
    ...filtersLine(w, listed.told),
    tabButtons(w, listed.filter, ways),
    rows(w, listed),
    {
      kind: 'choice',
      label: w.clients.list.open,
      press: ways.open,
      options: listed.page.rows.map((row) => ({
        value: row.id,
        label: cut(row.name, 75),
        description: [row.document ? maskDocument(row.document) : '', situationLabel(w, row.situation)].filter(Boolean).join(' · '),
      })),
    },
    ...contractMenu(w, listed, ways),
    ...dropMenu(w, listed, ways),
    {
      kind: 'buttons',
      buttons: [
        ...turning(w, listed, ways),
        ...formButtons(w, listed.filter, ways),
        { label: w.clients.list.export, press: ways.export(listed.filter) },
        { label: w.clients.list.share, press: ways.share(listed.filter, placeOf(listed.page)) },
        ...(ways.contract ? [{ label: w.licenses.bulkButton, press: ways.contract.many(listed.filter, placeOf(listed.page)) }] : []),
      ],
    },
  ],
});

/** The same page for everybody in the channel: nothing to turn, because what it shows depends on who looks. */
export const sharedView = (w: Words, listed: Listed, ways: Ways, by: string): View => ({
  title: w.clients.list.heading,
  blocks: [
    ...filtersLine(w, listed.told),
    rows(w, listed),
    note(w.clients.list.sharedBy(by)),
    { kind: 'buttons', buttons: [{ label: w.clients.list.seeOwn, press: ways.own(listed.filter) }] },
  ],
});
