import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, note, type Option, type Press, text, type View } from '../../kit/view.ts';
import type { Job } from '../reads/jobs.ts';

type Reader = Pick<Ctx, 'w' | 'firm'>;

/** Nobody was named: a menu that searches, the whole portfolio, another month, and what was asked for before. */
export function whichView(
  { w, firm }: Reader,
  {
    month,
    count,
    own,
    jobs,
    months,
    leads,
  }: {
    month: string;
    count: number;
    own: boolean;
    jobs: readonly Job[];
    months: readonly Option[];
    leads: { client: Press; whole: Press; month: Press; job: Press };
  },
): View {
  const say = w.documents;
  const card = w.clients.card;
  const recent = jobs.map(
    (job): Option => ({
      value: job.id,
      label: cut(`${w.format.competence(job.month)} · ${say.clients(job.total)}`, 75),
      description: cut(w.connections.instant(job.createdAt, firm.timeZone), 75),
    }),
  );
  const blocks: Block[] = [
    text(say.which),
    { kind: 'search', label: card.searchLabel, press: leads.client, otherwise: say.searchOtherwise },
    ...(count > 0
      ? [
          {
            kind: 'buttons' as const,
            buttons: [{ label: own ? say.wholeOwn(count) : say.whole(count), press: leads.whole }],
          },
        ]
      : []),
    { kind: 'choice', label: say.otherMonth, press: leads.month, options: months, selected: [month] },
    ...(recent.length > 0 ? [{ kind: 'choice' as const, label: say.recent, press: leads.job, options: recent }] : []),
  ];
  return { title: say.heading(w.format.competence(month)), blocks };
}

/** Before many are taken: how many, and who is left out. */
export const previewView = (
  { w }: Reader,
  {
    month,
    ready,
    unauthorized,
    filters,
    shared,
    leads,
  }: {
    month: string;
    ready: number;
    unauthorized: number;
    filters: readonly string[];
    shared: boolean;
    leads: { begin: Press; drop: Press; ask?: Press };
  },
): View => ({
  title: w.documents.heading(w.format.competence(month)),
  blocks: [
    text({ bold: w.documents.preview(ready) }),
    ...(filters.length > 0 ? [note(w.clients.list.filters, filters.join(' · '))] : []),
    ...(unauthorized > 0 ? [text(w.documents.unauthorized(unauthorized))] : []),
    note(w.documents.goesTo[shared ? 'channel' : 'person']),
    {
      kind: 'buttons',
      buttons: [
        { label: w.documents.begin(ready), style: 'primary', press: leads.begin },
        ...(leads.ask ? [{ label: w.connections.access.button, press: leads.ask }] : []),
        { label: w.documents.drop, press: leads.drop },
      ],
    },
  ],
});

/** It has begun. */
export const startedView = (
  { w }: Reader,
  { what, month, shared, follow }: { what: string; month: string; shared: boolean; follow: Press },
): View => ({
  tone: 'good',
  blocks: [
    text(
      w.documents.started(
        cut(what, 100),
        w.format.competence(month),
        w.documents.goesTo[shared ? 'channel' : 'person'],
      ),
    ),
    { kind: 'buttons', buttons: [{ label: w.documents.follow, press: follow }] },
  ],
});
