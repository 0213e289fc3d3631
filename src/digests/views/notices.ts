import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, note, type Press, text, type View } from '../../kit/view.ts';
import type { NoticeDetail } from '../../notices/reads/notices.ts';
import { type Topic, topicsOf } from '../../notices/schema.ts';
import type { Placed } from '../schema.ts';
import { buttonsOf } from './parts.ts';
import { scheduleName, whereText } from './schedules.ts';

type Counted = NoticeDetail & { count: number };

/** A kind of event, and what is told of it. */
type Group = { topic: Topic; some: Counted[] };

/** By kind, in the order of the kinds; what is one thing is told once. */
const groupsOf = (ctx: Ctx, told: readonly NoticeDetail[]): Group[] =>
  topicsOf(ctx.registry).flatMap((topic) => {
    const some: Counted[] = [];
    const { name, oneBy } = topic;
    for (const each of told.filter((event) => event.topic === name)) {
      const before = oneBy && some.find((event) => event[oneBy] === each[oneBy]);
      if (before) before.count++;
      else some.push({ ...each, count: 1 });
    }
    return some.length > 0 ? [{ topic, some }] : [];
  });

function lineOf(ctx: Ctx, topic: Topic, { name, gone = 'removed', detail, count }: Counted): string {
  const who = topic.oneBy === 'detail' ? cut(detail, 300) : cut(name, 80) || ctx.w.digests.eventGone[gone];
  return topic.line(ctx.w, who, count);
}

/** Of one kind there is nothing to group. */
function blocksOf(ctx: Ctx, groups: readonly Group[]): Block[] {
  const lines = ({ topic, some }: Group) => some.map((each) => lineOf(ctx, topic, each));
  if (groups.length < 2) return groups.flatMap((group) => lines(group).map((line) => text(line)));
  return [
    {
      kind: 'groups',
      groups: groups.map((group) => ({ heading: group.topic.label(ctx.w), items: lines(group) })),
    },
  ];
}

/** What happened within five minutes, in one message. */
export function noticesView(ctx: Ctx, told: readonly NoticeDetail[], total: number): View {
  const { digests: say } = ctx.w;
  const groups = groupsOf(ctx, told);
  const count = groups.reduce((sum, { some }) => sum + some.length, 0) + total - told.length;
  return {
    ...(count > 1 ? { title: say.noticeTitle(count) } : {}),
    tone: groups.some(({ topic }) => topic.bad) ? 'warn' : 'plain',
    blocks: [
      ...blocksOf(ctx, groups),
      ...(total > told.length ? [note(say.eventMore(total - told.length))] : []),
      ...buttonsOf(groups.flatMap(({ topic, some }) => topic.buttons?.(ctx, some) ?? [])),
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
