import type { Ctx } from '../../kit/ctx.ts';
import { cut } from '../../kit/text.ts';
import { type Block, type Button, type Line, note, type Press, plainLine, text, type View } from '../../kit/view.ts';
import type { NamedSchedule } from '../reads/schedules.ts';
import { type Placed, stepsOf } from '../schema.ts';
import { instantText, ruleText } from './parts.ts';

/** What a schedule is called: its kind and when it is due. */
export const scheduleName = (ctx: Ctx, { kind, rule }: Pick<Placed, 'kind' | 'rule'>): string =>
  `${ctx.w.digests.kind[kind]}, ${ruleText(ctx.w, rule)}`;

/** What schedules are called beside each other: by where they go too, where kind and time are the same. */
export function scheduleNames(ctx: Ctx, all: readonly Placed[]): Map<string, string> {
  const alike = (key: (each: Placed) => string) => (one: Placed) => all.filter((each) => key(each) === key(one));
  const byName = alike((each) => scheduleName(ctx, each));
  const whole = (each: Placed) => `${scheduleName(ctx, each)}, ${whereText(ctx, each)}`;
  const byWhole = alike(whole);
  return new Map(
    all.map((each) => {
      if (byName(each).length < 2) return [each.id, scheduleName(ctx, each)];
      const same = byWhole(each);
      return [each.id, same.length < 2 ? whole(each) : `${whole(each)} (${same.indexOf(each) + 1})`];
    }),
  );
}

interface Channel {
  channel: string;
  platform: string;
  workspace: string;
  channelName?: string;
}

/** A channel as whoever looks may know it: by its name where they are, else as it was called, else by the platform it is on. */
export function channelLine(ctx: Ctx, { channel, platform, workspace, channelName = '' }: Channel): Line {
  const say = ctx.w.digests.where;
  const on = ctx.w.firms.platform[platform] ?? platform;
  if (platform !== ctx.place.platform || workspace !== ctx.place.workspace)
    return channelName ? say.named(channelName, on) : say.elsewhere(on);
  return channel === ctx.place.channel ? say.here : { channel, ...(channelName ? { name: channelName } : {}) };
}

export function whereLine(ctx: Ctx, schedule: Placed): Line {
  const { place, channel, person } = schedule;
  const say = ctx.w.digests.where;
  if (place === 'channel') return channelLine(ctx, schedule);
  if (place === 'member') return say.member(cut(person, 40));
  return place === 'mail' ? cut(say.mail(channel), 60) : say[place];
}

/** The same where nothing but text can stand. */
export const whereText = (ctx: Ctx, schedule: Placed): string => {
  const line = whereLine(ctx, schedule);
  if (typeof line !== 'object' || !('channel' in line)) return plainLine(line);
  const { channelName, platform } = schedule;
  const say = ctx.w.digests.where;
  return channelName ? say.channel(`#${channelName}`) : say.elsewhere(ctx.w.firms.platform[platform] ?? platform);
};

const stateOf = (ctx: Ctx, { paused }: NamedSchedule): string => {
  const say = ctx.w.digests;
  return paused === ''
    ? say.active
    : say.paused[paused === 'nobody' || paused === 'gone' || paused === 'left' ? paused : 'asked'];
};

const nextText = (ctx: Ctx, schedule: NamedSchedule): string => {
  if (!schedule.nextAt) return stateOf(ctx, schedule);
  return schedule.nextAt <= ctx.now ? ctx.w.digests.now : instantText(ctx, schedule.nextAt);
};

/** All that is scheduled, and what can be done from there. */
export function listView(
  ctx: Ctx,
  all: readonly NamedSchedule[],
  open: Press,
  buttons: readonly Button[],
  none: string,
  said?: string,
): View {
  const say = ctx.w.digests;
  const names = scheduleNames(ctx, all);
  const list: Block[] =
    all.length === 0
      ? [text(none)]
      : [
          {
            kind: 'table',
            caption: say.scheduleCaption(all.length),
            columns: Object.values(say.scheduleColumn).map((label) => ({ label })),
            rows: all.map((each) => [
              { bold: say.kind[each.kind] },
              cut(ruleText(ctx.w, each.rule), 60),
              whereLine(ctx, each),
              nextText(ctx, each),
            ]),
          },
          {
            kind: 'choice',
            label: say.pick,
            press: open,
            options: all.map((each) => ({
              value: each.id,
              label: cut(names.get(each.id)!, 75),
              description: cut(whereText(ctx, each), 75),
            })),
          },
        ];
  return {
    title: said ?? ctx.w.news.schedules(all.length),
    ...(said ? { tone: 'good' } : {}),
    blocks: [...list, { kind: 'buttons', buttons }],
  };
}

/** One schedule. */
export function scheduleView(
  ctx: Ctx,
  schedule: NamedSchedule,
  { last, outside }: { last: Date | undefined; outside: boolean },
  buttons: readonly Button[],
  said?: string,
): View {
  const { digests: say, format } = ctx.w;
  const facts = [
    { label: say.fact.when, value: ruleText(ctx.w, schedule.rule) },
    { label: say.fact.where, value: whereLine(ctx, schedule) },
    { label: say.fact.next, value: { bold: nextText(ctx, schedule) } },
    { label: say.fact.last, value: last ? instantText(ctx, last) : say.noLast },
    ...(schedule.kind === 'expiry'
      ? [{ label: say.fact.steps, value: format.list(stepsOf(schedule.steps).map(String)) }]
      : []),
    { label: say.fact.holiday, value: say.holiday[schedule.onHoliday] },
    { label: say.fact.empty, value: schedule.sendEmpty ? say.sends : say.staysQuiet },
  ];
  return {
    title: say.kind[schedule.kind],
    tone: schedule.paused ? 'warn' : said ? 'good' : 'plain',
    blocks: [
      ...(said ? [text({ bold: said })] : []),
      { kind: 'facts', facts },
      ...(outside ? [note(say.leaves(cut(schedule.channel, 80)))] : []),
      { kind: 'buttons', buttons },
    ],
  };
}
