import type { AccountProblem } from '../../accounts/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Item, Standing } from '../reads/items.ts';
import type { Job } from '../reads/jobs.ts';
import { lacksText } from './zip.ts';

/** What leads on from a job. */
export interface JobLeads {
  follow(id: string): Press;
  retry(id: string): Press;
  count(id: string): Press;
  link(id: string): Press;
  receipts: Press;
  zip: Press;
}

/** Why something failed, as the end of a sentence: what has no code of its own went wrong here. */
export const reasonText = (w: Words, error: string): string =>
  Object.hasOwn(w.documents.why, error) ? w.documents.why[error as AccountProblem] : w.documents.broken;

/** So many clients a card names. */
export const mostNamed = 10;

const failed = (w: Words, job: Job, failures: readonly Item[]): Block[] => {
  if (failures.length === 0) return [];
  const say = w.documents.card;
  return [
    {
      kind: 'table',
      caption: say.failures(job.failed),
      columns: [{ label: say.client }, { label: say.reason }],
      rows: failures.map((each) => [cut(each.client, 60), reasonText(w, each.error)]),
    },
    ...(job.failed > failures.length ? [note(say.more(job.failed - failures.length))] : []),
  ];
};

/** What came in part, and what it lacks. */
const inPart = (w: Words, { partials, partial }: Standing): Block[] => {
  if (partial === 0) return [];
  const say = w.documents.card;
  return [
    {
      kind: 'table',
      caption: say.partials(partial),
      columns: [{ label: say.client }, { label: say.lacks }],
      rows: partials.map((each) => [cut(each.client, 60), lacksText(w, each.detail)]),
    },
    ...(partial > partials.length ? [note(say.more(partial - partials.length))] : []),
    note(say.notCounted),
  ];
};

const without = (w: Words, standing: Standing, press: Press): Block[] => {
  const { receipts, receiptCount, clientsWithout } = standing;
  if (receiptCount === 0) return [];
  const say = w.documents.card;
  return [
    text(say.receipts(receiptCount, clientsWithout)),
    {
      kind: 'choice',
      label: say.seeReceipts,
      press,
      options: receipts.map((each) => ({
        value: each.id,
        label: cut(each.client, 75),
        description: w.documents.receiptsCaptionOf(each.receiptCount),
      })),
    },
  ];
};

/** How far a job has come, or what came of it. */
function jobNews(w: Words, job: Job, { partial }: Standing): string {
  const say = w.documents.card;
  const how =
    job.state !== 'done'
      ? say.working(job.ready + job.failed, job.total)
      : job.ready === 0
        ? say.nothing
        : partial > 0
          ? say.partly(job.ready, partial)
          : say.done(job.ready);
  return w.news.told(w.documents.heading(w.format.competence(job.month)), how);
}

/**
 * How a job stands. Its files can be had until `until`: by a press that makes a link for the presser, or by `link`, which opens for whoever
 * has it. `zips` are those that can be had in the chat.
 */
export function jobCard(
  { w }: Pick<Ctx, 'w'>,
  job: Job,
  standing: Standing,
  { leads, link, until, zips }: { leads: JobLeads; link?: string; until?: string; zips: readonly Item[] },
): View {
  const say = w.documents.card;
  const done = job.state === 'done';
  const { partial } = standing;
  const buttons: Button[] = [
    ...(link
      ? [{ label: say.download, style: 'primary' as const, url: link }]
      : until
        ? [{ label: say.download, style: 'primary' as const, press: leads.link(job.id) }]
        : []),
    ...(done && job.failed + partial > 0
      ? [{ label: job.failed > 0 ? say.retry : say.retryRest, press: leads.retry(job.id) }]
      : job.failed > 0
        ? [{ label: say.retry, press: leads.retry(job.id) }]
        : []),
    ...(done && partial > 0 ? [{ label: say.count, press: leads.count(job.id) }] : []),
    ...(done ? [] : [{ label: say.refresh, press: leads.follow(job.id) }]),
  ];
  const fetched = done ? say.fetchedDone(standing.fetched) : say.fetched(standing.fetched);
  return {
    title: jobNews(w, job, standing),
    tone: !done ? 'plain' : job.ready === 0 ? 'bad' : job.failed + partial > 0 ? 'warn' : 'good',
    blocks: [
      ...(standing.fetched > 0 ? [text(fetched)] : []),
      ...failed(w, job, standing.failures),
      ...inPart(w, standing),
      ...without(w, standing, leads.receipts),
      ...(zips.length > 0
        ? [{ kind: 'choice' as const, label: say.one, press: leads.zip, options: zips.slice(0, 25).map(zipOption(w)) }]
        : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
      ...(until ? [note(link ? say.openUntil(until) : say.downloadUntil(until))] : []),
    ],
  };
}

const zipOption =
  (w: Words) =>
  ({ id, client, bytes }: Item) => ({ value: id, label: cut(client, 75), description: w.format.bytes(bytes) });
