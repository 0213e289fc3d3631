import { ownList } from '../../clients/presses.ts';
import { openRequest } from '../../connections/presses.ts';
import { received } from '../../documents/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, note, type Press, text, type View } from '../../kit/view.ts';
import type { NoticeDetail } from '../../notices/reads/notices.ts';
import { topicsOf } from '../../notices/schema.ts';
import { go } from '../commands/open.ts';
import type { Placed } from '../schema.ts';
import { buttonFor } from './parts.ts';
import { scheduleName, whereText } from './schedules.ts';

/** So many of the clients who sent something have a button. */
const mostSenders = 3;

type Counted = NoticeDetail & { count: number };

/** A client who sends several documents does one thing; what failed in the same way is told once. */
function countedOf(told: readonly NoticeDetail[]): Counted[] {
  const events: Counted[] = [];
  const same = (a: NoticeDetail, b: NoticeDetail) =>
    a.topic === b.topic &&
    (a.topic === 'received' ? a.clientId === b.clientId : a.topic === 'failed' && a.detail === b.detail);
  for (const each of told) {
    const before = events.find((event) => same(event, each));
    if (before) before.count++;
    else events.push({ ...each, count: 1 });
  }
  return events;
}

function lineOf(ctx: Ctx, { topic, name, gone = 'removed', detail, count }: Counted): string {
  const { digests: say } = ctx.w;
  const who = topic === 'failed' ? cut(detail, 300) : cut(name, 80) || say.eventGone[gone];
  return (
    topicsOf(ctx.registry)
      .find((each) => each.name === topic)
      ?.line(ctx.w, who, count) ?? who
  );
}

/** By kind, in the order of the kinds; of one kind there is nothing to group. */
function blocksOf(ctx: Ctx, events: readonly Counted[]): Block[] {
  const kinds = topicsOf(ctx.registry).map((topic) => ({
    topic,
    some: events.filter((each) => each.topic === topic.name),
  }));
  const groups = kinds.filter(({ some }) => some.length > 0);
  if (groups.length < 2) return events.map((each) => text(lineOf(ctx, each)));
  return [
    {
      kind: 'groups',
      groups: groups.map(({ topic, some }) => ({
        heading: topic.label(ctx.w),
        items: some.map((each) => lineOf(ctx, each)),
      })),
    },
  ];
}

/** What can be done about a message that could not be delivered. */
export interface FailureSteps {
  resend(id: string): Press;
  correct(id: string, client: string): Press;
}

/** So many failures have buttons of their own. */
const mostFailures = 3;

/** An invitation is corrected where it waits, a client's letter here; all else can be sent again. */
function failureButtons(ctx: Ctx, events: readonly Counted[], { resend, correct }: FailureSteps): Button[] {
  const { digests: say } = ctx.w;
  const failed = events.filter(({ topic, outboxId }) => topic === 'failed' && outboxId).slice(0, mostFailures);
  return failed.flatMap(({ name, requestId, clientId, outboxId }): Button[] => {
    const who = cut(name, 40);
    if (requestId) return buttonFor(ctx, openRequest, say.openInvitation(who), { id: requestId }, 'primary');
    if (clientId) return [{ label: say.correct(who), style: 'primary', press: correct(outboxId!, clientId) }];
    return [{ label: say.again, press: resend(outboxId!) }];
  });
}

/** What happened within five minutes, in one message. */
export function noticesView(ctx: Ctx, told: readonly NoticeDetail[], total: number, steps: FailureSteps): View {
  const { digests: say } = ctx.w;
  const events = countedOf(told);
  const grave = topicsOf(ctx.registry).filter((topic) => topic.bad);
  const bad = told.some(({ topic }) => grave.some(({ name }) => name === topic));
  const requests = told.some(({ topic }) => topic === 'asked');
  const buttons = requests ? buttonFor(ctx, go, say.go.conexoes, { command: 'conexoes' }, 'primary') : [];
  const others = told.some(({ topic }) => topic === 'expiredLicense')
    ? buttonFor(ctx, ownList, say.go.clientes, { expiry: ['overdue'], order: 'expiry' })
    : [];
  const senders = events
    .filter(({ topic, clientId }) => topic === 'received' && clientId)
    .slice(0, mostSenders)
    .flatMap(({ clientId, name }) => buttonFor(ctx, received, say.receivedFrom(cut(name, 40)), { id: clientId! }));
  const all = [...buttons, ...others, ...senders, ...failureButtons(ctx, events, steps)];
  const count = events.length + total - told.length;
  return {
    ...(count > 1 ? { title: say.noticeTitle(count) } : {}),
    tone: bad ? 'warn' : 'plain',
    blocks: [
      ...blocksOf(ctx, events),
      ...(total > told.length ? [note(say.eventMore(total - told.length))] : []),
      ...(all.length > 0 ? [{ kind: 'buttons' as const, buttons: all }] : []),
    ],
  };
}

/** What can be done about a schedule that was paused. */
export interface PausedSteps {
  resume: Press;
  edit: Press;
  remove: Press;
}

/** A schedule was paused because it reaches nobody, with what can be done about it. */
export function pausedView(ctx: Ctx, schedule: Placed, reason: string, { resume, edit, remove }: PausedSteps): View {
  const { digests: say } = ctx.w;
  const what = scheduleName(ctx, schedule);
  const why = cut(ctx.w.notices.why(reason), 120);
  const said =
    schedule.paused === 'nobody'
      ? say.pausedText.nobody(what)
      : say.pausedText.gone(what, whereText(ctx, schedule), why);
  return {
    title: say.pausedTitle,
    tone: 'bad',
    blocks: [
      text(said),
      {
        kind: 'buttons',
        buttons: [
          { label: say.edit, style: 'primary', press: edit },
          { label: say.resume, press: resume },
          { label: say.remove, style: 'danger', press: remove },
        ],
      },
    ],
  };
}
