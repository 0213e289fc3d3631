import type { Ctx } from '../../kit/ctx.ts';
import { cut, orDash } from '../../kit/text.ts';
import { type Button, type Line, note, type Press, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Item } from '../reads/items.ts';

export interface ZipLeads {
  receipts(id: string): Press;
  ask(clientId: string): Press;
  retry(item: Item): Press;
  count(id: string): Press;
  link(jobId: string): Press;
}

const countsText = (w: Words, { counts }: Item['detail']): string => {
  const say = w.documents.counts;
  const kinds = ['receivables', 'payables', 'settlements', 'xml', 'services'] as const;
  return kinds.flatMap((kind) => (counts[kind] ? [say[kind](counts[kind])] : [])).join(' · ');
};

/** What could not be had, in few words: the ZIP itself has it all. */
export function lacksText(w: Words, { lacks }: Item['detail']): string {
  if (lacks.length === 0) return w.documents.nothingMissing;
  const say = w.documents;
  const lines = [
    ...new Set(
      lacks.map(({ step, count, why }) => say.lack(say.step[step], count ? say.items(count) : undefined, say.why[why])),
    ),
  ];
  return cut(lines.join(' '), 500);
}

/** One client's month: the ZIP itself or, when it is too long for a message, the way to it: a press, or a `link` that opens for all. */
export function zipView(
  { w }: Pick<Ctx, 'w'>,
  item: Item,
  { leads, bytes, link, until }: { leads: ZipLeads; bytes?: Uint8Array; link?: string; until: string },
): View {
  const say = w.documents;
  const facts: { label: string; value: Line }[] = [
    { label: say.zipFacts.documents, value: countsText(w, item.detail) || say.nothingMissing },
    { label: say.zipFacts.lacks, value: lacksText(w, item.detail) },
    {
      label: say.zipFacts.receipts,
      value: item.receiptCount === 0 ? say.nothingMissing : say.receiptsCaptionOf(item.receiptCount),
    },
    { label: say.zipFacts.size, value: w.format.bytes(item.bytes) },
  ];
  const buttons: Button[] = [
    ...(link
      ? [{ label: say.link, style: 'primary' as const, url: link }]
      : bytes
        ? []
        : [{ label: say.link, style: 'primary' as const, press: leads.link(item.jobId) }]),
    ...(item.lacking > 0 ? [{ label: say.card.retryRest, press: leads.retry(item) }] : []),
    ...(item.lacking > 0 ? [{ label: say.card.count, press: leads.count(item.id) }] : []),
    ...(item.receiptCount > 0 ? [{ label: say.seeMissing, press: leads.receipts(item.id) }] : []),
    ...(item.receiptCount > 0 ? [{ label: say.ask, press: leads.ask(item.clientId) }] : []),
  ];
  return {
    title: say.zipReady(cut(item.client, 80), w.format.competence(item.month)),
    tone: item.detail.lacks.length > 0 ? 'warn' : 'good',
    blocks: [
      { kind: 'facts', facts },
      ...(item.lacking > 0 ? [note(say.card.notCounted)] : []),
      ...(bytes ? [] : [note(say[link ? 'sizeOpen' : 'sizeLink'](w.format.bytes(item.bytes), until))]),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
    ...(bytes ? { files: [{ name: item.file, type: 'application/zip', bytes }] } : {}),
  };
}

/** So many lines a message takes. */
const mostLines = 20;

/** What was paid and has no paper, of one client. */
export function receiptsView({ w }: Pick<Ctx, 'w'>, item: Item, leads: ZipLeads): View {
  const say = w.documents;
  const month = w.format.competence(item.month);
  const shown = item.receipts.slice(0, mostLines);
  if (shown.length === 0)
    return {
      tone: 'good',
      title: say.receiptsTitle(cut(item.client, 80)),
      blocks: [{ kind: 'text', text: say.receiptsNone(month) }],
    };
  return {
    title: say.receiptsTitle(cut(item.client, 80)),
    tone: 'warn',
    blocks: [
      { kind: 'text', text: say.receiptsLead(item.receiptCount, month) },
      {
        kind: 'table',
        caption: say.receiptsCaption,
        columns: [
          { label: say.column.paidOn },
          { label: say.column.description },
          { label: say.column.supplier },
          { label: say.column.total, align: 'right' },
        ],
        rows: shown.map((each) => [
          orDash(each.paidOn, w.format.day),
          cut(each.description, 50),
          cut(each.party, 40),
          orDash(each.cents, w.format.money),
        ]),
      },
      ...(item.receiptCount > shown.length ? [note(say.receiptsMore(item.receiptCount - shown.length))] : []),
      { kind: 'buttons', buttons: [{ label: say.ask, style: 'primary', press: leads.ask(item.clientId) }] },
    ],
  };
}
