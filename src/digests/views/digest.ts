import { activities, imported } from '../../activity/schema.ts';
import type { Chart } from '../../charts/schema.ts';
import type { Filter } from '../../clients/filter.ts';
import { ownList } from '../../clients/presses.ts';
import { askAccessMany, openRequest } from '../../connections/presses.ts';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, note, text, type View } from '../../kit/view.ts';
import type { Row } from '../reads/digest.ts';
import { type Content, isEmpty, mostListed } from '../schema.ts';
import { expiryBlocks } from './expiry.ts';
import { actsMenu, buttonsOf, type DigestPresses, deedText, menu, rowLine, shortDay } from './parts.ts';

/** What a digest shows, whether it stands somewhere or is only looked at. */
export interface Digest {
  content: Content;
  rows: readonly Row[];
  /** Whose clients, when it is not the whole firm. */
  analyst: string;
  /** What is said above it: that it is late, who asked for it, that it is a preview. */
  heads: readonly string[];
  /** What can be done with clients that are listed, in their order. */
  acts: readonly { name: string; act: Button }[];
  requests: readonly { id: string; companyName: string; direction: string; since: string }[];
  /** The chart of a summary. */
  chart?: Chart;
}

type Of<K extends Content['kind']> = Extract<Content, { kind: K }>;

function documents(ctx: Ctx, content: Of<'documents'>, { rows, acts }: Digest, ways: DigestPresses): Block[] {
  const { digests: say } = ctx.w;
  if (content.count === 0) return [text(say.nothing.documents)];
  const day = (row: Row) =>
    row.lastExportOn ? say.exportedOn(shortDay(ctx, content.today, row.lastExportOn)) : say.neverExported;
  const list: Filter = { situation: ['connected'], exported: ['not-this-month'], order: 'exported' };
  const missing: Filter = { exported: ['not-this-month'], access: ['missing'] };
  const unauthorized = ctx.provider ? (content.unauthorized ?? 0) : 0;
  const left = content.count - rows.length;
  return [
    {
      kind: 'groups',
      groups: [
        {
          heading: say.documentsText(content.count, content.never),
          items: rows.map((row) => rowLine(row, [deedText(ctx.w, row.deeds) || day(row)])),
          ...(left > 0 ? { rest: say.rest(left, rows.length) } : {}),
        },
      ],
    },
    ...menu(ctx, rows, ways.client, day),
    ...(unauthorized > 0 ? [text(say.unauthorized(unauthorized))] : []),
    ...buttonsOf([
      ...buttonFor(ctx, ownList, say.go.clientes, list, 'primary'),
      ...(unauthorized > 0 ? buttonFor(ctx, askAccessMany, ctx.w.connections.access.button, missing) : []),
    ]),
    ...actsMenu(acts),
  ];
}

function requests(ctx: Ctx, content: Of<'requests'>, { requests: listed, acts }: Digest, ways: DigestPresses): Block[] {
  const { digests: say } = ctx.w;
  if (content.received + content.sent === 0) return [text(say.nothing.requests)];
  const open = ctx.registry.actions.has(openRequest.name);
  const seats = {
    received: Math.min(content.received, mostListed),
    sent: Math.min(content.sent, Math.max(0, mostListed - content.received)),
  };
  const groups = (['received', 'sent'] as const).flatMap((key) => {
    const mine = listed.filter(({ direction }) => (direction === 'client_to_firm') === (key === 'received'));
    // Those that were answered meanwhile are gone; those that had no room are still waiting.
    const rest = content[key] - seats[key];
    if (mine.length + rest === 0) return [];
    return {
      heading: say.requestGroup[key](mine.length + rest),
      items: mine.map((each) =>
        rowLine({ name: each.companyName }, [say.sinceDay(shortDay(ctx, content.today, each.since))]),
      ),
      ...(rest > 0 ? { rest: say.rest(rest, mine.length) } : {}),
    };
  });
  if (groups.length === 0) return [text(say.nothing.requests)];
  return [
    { kind: 'groups', groups },
    ...(open && listed.length > 0
      ? [
          {
            kind: 'choice' as const,
            label: say.openRequest,
            press: openRequest.press({}),
            options: listed.map((each) => ({ value: each.id, label: cut(each.companyName, 75) })),
          },
        ]
      : []),
    ...buttonsOf([{ label: say.go.conexoes, style: 'primary', press: ways.go('conexoes') }]),
    ...actsMenu(acts),
  ];
}

function portfolio(ctx: Ctx, content: Of<'portfolio'>, { chart }: Digest, ways: DigestPresses): Block[] {
  const { digests: say, format } = ctx.w;
  const files = imported.map((key) => ({ key, count: content.imported?.[key] ?? 0 })).filter(({ count }) => count > 0);
  const facts = [
    ...activities.map((key) => ({ label: say.change[key], value: format.number(content.changes[key] ?? 0) })),
    ...(files.length > 0
      ? [{ label: say.byImport, value: format.list(files.map(({ key, count }) => say.imported[key](count))) }]
      : []),
  ];
  const to = ctx.registry.commands.has('carteira') ? 'carteira' : 'clientes';
  return [
    note((content.first ? say.firstSince : say.since)(format.day(content.since), format.day(content.today))),
    isEmpty({ content, clients: [] }) ? text(say.nothing.portfolio) : { kind: 'facts', facts },
    ...(chart ? [{ kind: 'image' as const, name: 'carteira.png', ...chart }] : []),
    ...buttonsOf([{ label: say.go[to], style: 'primary', press: ways.go(to) }]),
  ];
}

/** Those that still wait, and those that had no room in it: who was answered meanwhile is gone. */
function waitingIn(content: Of<'requests'>, listed: Digest['requests'], key: 'received' | 'sent'): number {
  const seats = {
    received: Math.min(content.received, mostListed),
    sent: Math.min(content.sent, Math.max(0, mostListed - content.received)),
  };
  const mine = listed.filter(({ direction }) => (direction === 'client_to_firm') === (key === 'received'));
  return mine.length + content[key] - seats[key];
}

/** What a digest says first. */
function digestNews({ w }: Ctx, { content, requests: listed }: Digest): string {
  const { digest: say } = w.news;
  switch (content.kind) {
    case 'expiry': {
      const [overdue = 0, ...due] = content.counts;
      return say.expiry(
        overdue,
        due.reduce((sum, n) => sum + n, 0),
        content.steps.at(-1)!,
      );
    }
    case 'documents':
      return say.documents(content.count);
    case 'requests':
      return say.requests(waitingIn(content, listed, 'received'), waitingIn(content, listed, 'sent'));
    case 'portfolio':
      return say.portfolio(
        activities.reduce((sum, key) => sum + (content.changes[key] ?? 0), 0) +
          imported.reduce((sum, key) => sum + (content.imported?.[key] ?? 0), 0),
      );
  }
}

/** A digest as a channel shows it. Its buttons say who may when they are pressed. */
export function digestView(ctx: Ctx, digest: Digest, ways: DigestPresses): View {
  const { content } = digest;
  const title = digestNews(ctx, digest);
  const blocks = (() => {
    switch (content.kind) {
      case 'expiry':
        return expiryBlocks(ctx, content, digest, ways);
      case 'documents':
        return documents(ctx, content, digest, ways);
      case 'requests':
        return requests(ctx, content, digest, ways);
      case 'portfolio':
        return portfolio(ctx, content, digest, ways);
    }
  })();
  return {
    title: digest.analyst ? ctx.w.news.digestOf(title, cut(digest.analyst, 60)) : title,
    tone: content.kind === 'expiry' && content.counts[0]! > 0 ? 'warn' : 'plain',
    blocks: [...digest.heads.map((head) => note(head)), ...blocks],
  };
}
