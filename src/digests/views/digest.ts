import type { Ctx } from '../../kit/ctx.ts';
import { addDays, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Press, text, type View } from '../../kit/view.ts';
import type { Row } from '../reads/digest.ts';
import { type Content, cancelDays, changes, letterDays } from '../schema.ts';
import { buttonFor, deedText } from './parts.ts';

/** Where a digest's own buttons lead. */
export interface Ways {
  client: Press;
  go(command: 'conexoes' | 'carteira' | 'clientes'): Press;
}

/** What a digest shows, whether it stands somewhere or is only looked at. */
export interface Digest {
  content: Content;
  rows: readonly Row[];
  /** Whose clients, when it is not the whole firm. */
  analyst: string;
  /** What is said above it: that it is late, who asked for it, that it is a preview. */
  heads: readonly string[];
  requests: readonly { id: string; companyName: string; direction: string; since: string }[];
  /** The chart of a summary. */
  chart?: { png: Uint8Array; alt: string };
}

type Of<K extends Content['kind']> = Extract<Content, { kind: K }>;

/** The essentials of a plan's renewal: whether it renews itself, and until when that can be stopped. */
function renewal(ctx: Ctx, row: Row, today: string): string {
  const say = ctx.w.digests.renewal;
  const left = daysBetween(today, row.listedFor);
  if (left < 0) return say.overdue;
  if (!row.autoRenew) return say.manual;
  return left >= cancelDays ? say.open(ctx.w.format.day(addDays(row.listedFor, -cancelDays))) : say.closed;
}

const menu = (ctx: Ctx, rows: readonly Row[], press: Press, describe: (row: Row) => string): Block[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'choice',
          label: ctx.w.digests.open,
          press,
          options: rows.map((row) => ({ value: row.id, label: cut(row.name, 75), description: cut(describe(row), 75) })),
        },
      ];

const buttons = (list: readonly Button[]): Block[] => (list.length > 0 ? [{ kind: 'buttons', buttons: list }] : []);

/** How many there are in each group, as people read it. */
export function groupsOf(ctx: Ctx, { counts, steps }: Of<'expiry'>): { label: string; count: number }[] {
  const say = ctx.w.digests;
  return counts.map((count, i) => ({
    label: i === 0 ? say.overdue : say.within(i === 1 ? 0 : steps[i - 2]! + 1, steps[i - 1]!),
    count,
  }));
}

export const groupOf = ({ steps, today }: Of<'expiry'>, day: string): number => {
  const left = daysBetween(today, day);
  return left < 0
    ? 0
    : 1 +
        Math.max(
          0,
          steps.findIndex((step) => left <= step),
        );
};

/** A client in one line of a letter. */
export const letterLine = (ctx: Ctx, { today }: Of<'expiry'>, row: Row): string =>
  [
    cut(row.name, 60),
    `${ctx.w.digests.term(daysBetween(today, row.listedFor))}, ${ctx.w.format.day(row.listedFor)}`,
    row.plan,
    renewal(ctx, row, today),
  ]
    .filter(Boolean)
    .join(' · ');

function expiry(ctx: Ctx, content: Of<'expiry'>, { rows }: Digest, ways: Ways): Block[] {
  const { digests: say, format } = ctx.w;
  const { counts, steps, today } = content;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [text(say.nothing.expiry(steps.at(-1)!))];
  const acted = rows.some(({ deeds }) => deeds.length > 0);
  const line = (row: Row): Line[] => {
    const left = daysBetween(today, row.listedFor);
    const term = say.term(left);
    return [
      cut(row.name, 40),
      left < 0 ? { bold: term } : term,
      format.day(row.listedFor),
      renewal(ctx, row, today),
      ...(acted ? [cut(deedText(ctx.w, row.deeds), 60)] : []),
    ];
  };
  const column = say.column;
  const list = { expiry: `..${addDays(today, steps.at(-1)!)}`, order: 'expiry' };
  return [
    {
      kind: 'facts',
      facts: groupsOf(ctx, content).flatMap(({ label, count }) => (count > 0 ? [{ label, value: format.number(count) }] : [])),
    },
    {
      kind: 'table',
      caption: say.caption(rows.length, total),
      columns: [column.client, column.term, column.expires, column.renewal, ...(acted ? [column.done] : [])].map((label) => ({ label })),
      rows: rows.map(line),
    },
    note(say.notices(letterDays, cancelDays)),
    ...menu(ctx, rows, ways.client, (row) => [say.term(daysBetween(today, row.listedFor)), row.plan].filter(Boolean).join(' · ')),
    ...buttons(buttonFor(ctx, 'clients.own', say.list(total), list, 'primary')),
  ];
}

function documents(ctx: Ctx, content: Of<'documents'>, { rows }: Digest, ways: Ways): Block[] {
  const { digests: say, format } = ctx.w;
  if (content.count === 0) return [text(say.nothing.documents)];
  const acted = rows.some(({ deeds }) => deeds.length > 0);
  const day = (row: Row) => (row.lastExportOn ? format.day(row.lastExportOn) : say.never);
  const list = { situation: 'connected', order: 'exported' };
  return [
    text(say.documentsText(content.count, content.never)),
    {
      kind: 'table',
      caption: say.caption(rows.length, content.count),
      columns: [say.column.client, say.column.exported, ...(acted ? [say.column.done] : [])].map((label) => ({ label })),
      rows: rows.map((row) => [cut(row.name, 40), day(row), ...(acted ? [cut(deedText(ctx.w, row.deeds), 60)] : [])]),
    },
    ...menu(ctx, rows, ways.client, day),
    ...buttons(buttonFor(ctx, 'clients.own', say.go.clientes, list, 'primary')),
  ];
}

function requests(ctx: Ctx, content: Of<'requests'>, { requests: listed }: Digest, ways: Ways): Block[] {
  const { digests: say, format } = ctx.w;
  if (content.received + content.sent === 0) return [text(say.nothing.requests)];
  const what = (direction: string) => say.requestKind[direction === 'client_to_firm' ? 'client_to_firm' : 'firm_to_client'];
  const open = ctx.registry.actions.get('connections.open');
  return [
    {
      kind: 'facts',
      facts: (['received', 'sent'] as const).map((key) => ({ label: say.requests[key], value: format.number(content[key]) })),
    },
    ...(listed.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: say.caption(listed.length, content.received + content.sent),
            columns: Object.values(say.requestColumn).map((label) => ({ label })),
            rows: listed.map((each) => [cut(each.companyName, 40), what(each.direction), format.day(each.since)]),
          },
        ]
      : []),
    ...(open && listed.length > 0
      ? [
          {
            kind: 'choice' as const,
            label: say.openRequest,
            press: { action: open.name, input: {} },
            options: listed.map((each) => ({ value: each.id, label: cut(each.companyName, 75), description: what(each.direction) })),
          },
        ]
      : []),
    ...buttons([{ label: say.go.conexoes, style: 'primary', press: ways.go('conexoes') }]),
  ];
}

function portfolio(ctx: Ctx, content: Of<'portfolio'>, { chart }: Digest, ways: Ways): Block[] {
  const { digests: say, format } = ctx.w;
  const quiet = changes.every((key) => content.changes[key] === 0);
  const to = ctx.registry.commands.has('carteira') ? 'carteira' : 'clientes';
  return [
    note(say.since(format.day(content.since), format.day(content.today))),
    quiet
      ? text(say.nothing.portfolio)
      : { kind: 'facts', facts: changes.map((key) => ({ label: say.change[key], value: format.number(content.changes[key]) })) },
    ...(chart ? [{ kind: 'image' as const, name: 'carteira.png', alt: chart.alt, png: chart.png }] : []),
    ...buttons([{ label: say.go[to], style: 'primary', press: ways.go(to) }]),
  ];
}

/** A digest as a channel shows it. Its buttons say who may when they are pressed. */
export function digestView(ctx: Ctx, digest: Digest, ways: Ways): View {
  const { content } = digest;
  const say = ctx.w.digests;
  const title = say.title[content.kind];
  const blocks = (() => {
    switch (content.kind) {
      case 'expiry':
        return expiry(ctx, content, digest, ways);
      case 'documents':
        return documents(ctx, content, digest, ways);
      case 'requests':
        return requests(ctx, content, digest, ways);
      case 'portfolio':
        return portfolio(ctx, content, digest, ways);
    }
  })();
  return {
    title: digest.analyst ? say.titleOf(title, cut(digest.analyst, 60)) : title,
    tone: content.kind === 'expiry' && content.counts[0]! > 0 ? 'warn' : 'plain',
    blocks: [...digest.heads.map((head) => note(head)), ...blocks],
  };
}
