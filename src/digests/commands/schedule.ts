import { z } from 'zod';
import { buttonFor } from '../../kit/button-for.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { type Button, text, type View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { goesOutside, lastSent, type NamedSchedule, previewOf, scheduleOf, schedules } from '../reads/schedules.ts';
import { isEmpty, usualSteps } from '../schema.ts';
import { createSchedule, pauseSchedule, removeSchedule, resumeSchedule, sendNow } from '../service/schedules.ts';
import { listView, scheduleName, scheduleView } from '../views/schedules.ts';
import { previewCard } from './card.ts';

const one = z.object({ id: z.uuid() });
const base = { command: 'resumo', permission: 'digest', answers: 'update', input: one } as const;

const isAnalyst = (ctx: Ctx) => ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';

/** What is scheduled; `said` is what was just done. */
export async function list(ctx: Ctx, said?: string): Promise<View> {
  const all = await schedules(ctx);
  const say = ctx.w.digests;
  const mayStart = all.length === 0 && ctx.place.channel !== undefined && !isAnalyst(ctx);
  const buttons: Button[] = [
    ...(mayStart ? [{ label: say.first, style: 'primary' as const, press: first.press({}) }] : []),
    ...buttonFor(ctx, pressed.create, say.create, {}, mayStart ? undefined : 'primary'),
    ...buttonFor(ctx, pressed.watch, say.watch, {}),
    ...buttonFor(ctx, pressed.days, say.daysOff, {}),
  ];
  return listView(ctx, all, openSchedule.press({}), buttons, isAnalyst(ctx) ? say.noneOwn : say.none, said);
}

async function here(ctx: Ctx, id: string): Promise<NamedSchedule> {
  const schedule = z.uuid().safeParse(id).success ? await scheduleOf(ctx, id) : undefined;
  if (!schedule) throw new UserError('gone', (w) => w.digests.gone);
  return schedule;
}

/** One schedule with all that can be done with it. */
export async function card(ctx: Ctx, id: string, said?: string): Promise<View> {
  const schedule = await here(ctx, id);
  const say = ctx.w.digests;
  const of = { id };
  const buttons: Button[] = [
    { label: say.see, style: 'primary', press: see.press(of) },
    { label: say.send, press: send.press(of) },
    ...buttonFor(ctx, isAnalyst(ctx) ? pressed.editOwn : pressed.edit, say.edit, of),
    ...buttonFor(ctx, pressed.tune, say.tune, of),
    schedule.paused ? { label: say.resume, press: resume.press(of) } : { label: say.pause, press: pause.press(of) },
    { label: say.remove, style: 'danger', press: removeAsk.press(of) },
    { label: say.back, press: back.press({}) },
  ];
  const facts = { last: await lastSent(ctx, id), outside: await goesOutside(ctx, schedule) };
  return scheduleView(ctx, schedule, facts, buttons, said);
}

export const openSchedule = action({
  ...base,
  name: 'digests.open',
  input: z.object({ id: z.uuid().optional() }),
  run: (ctx, { id }, picked) => card(ctx, picked[0] ?? id ?? ''),
});

/** The same in private, from a message that is for others too. */
export const showSchedule = action({
  ...base,
  name: 'digests.show',
  answers: 'private',
  run: (ctx, { id }) => card(ctx, id),
});

export const back = action({ ...base, name: 'digests.list', input: z.object({}), run: (ctx) => list(ctx) });

/** The digest that nearly every firm wants, in one press. */
const first = action({
  ...base,
  name: 'digests.first',
  permission: 'manage',
  input: z.object({}),
  run: async (ctx) => {
    const { platform, workspace, channel, channelName } = ctx.place;
    if (!channel) throw new UserError('no-channel', (w) => w.digests.noChannelHere);
    const id = await createSchedule(
      ctx,
      {
        kind: 'expiry',
        rule: 'weekdays 08:00',
        place: 'channel',
        platform,
        workspace,
        channel,
        channelName: (await channelName?.(channel))?.slice(0, 100) ?? '',
        memberId: null,
      },
      { onHoliday: 'next', steps: usualSteps, sendEmpty: false },
    );
    return card(ctx, id, ctx.w.digests.created);
  },
});

const see = action({
  ...base,
  name: 'digests.see',
  answers: 'private',
  run: async (ctx, { id }) => {
    const schedule = await here(ctx, id);
    const made = await previewOf(ctx, schedule);
    const say = ctx.w.digests;
    return previewCard(ctx, made, [say.preview, ...(isEmpty(made) && !schedule.sendEmpty ? [say.previewEmpty] : [])]);
  },
});

const send = action({
  ...base,
  name: 'digests.send',
  run: async (ctx, { id }) => {
    const count = await sendNow(ctx, id);
    if (count === 0) throw new UserError('nobody', (w) => w.digests.nobody);
    return card(ctx, id, ctx.w.digests.sentNow(count));
  },
});

const pause = action({
  ...base,
  name: 'digests.pause',
  undoneBy: 'digests.resume',
  run: async (ctx, { id }) => {
    await pauseSchedule(ctx, id);
    return card(ctx, id);
  },
});

export const resume = action({
  ...base,
  name: 'digests.resume',
  run: async (ctx, { id }) => {
    await resumeSchedule(ctx, id);
    return card(ctx, id);
  },
});

export const removeAsk = action({
  ...base,
  name: 'digests.removeAsk',
  run: async (ctx, { id }) => {
    const schedule = await here(ctx, id);
    const say = ctx.w.digests;
    return {
      tone: 'warn',
      blocks: [
        text(say.removeAsk(scheduleName(ctx, schedule))),
        {
          kind: 'buttons',
          buttons: [
            { label: say.removeYes, style: 'danger', press: remove.press({ id }) },
            { label: say.keep, press: openSchedule.press({ id }) },
          ],
        },
      ],
    };
  },
});

const remove = action({
  ...base,
  name: 'digests.remove',
  run: async (ctx, { id }) => {
    if (!(await removeSchedule(ctx, id))) throw new UserError('gone', (w) => w.digests.gone);
    return list(ctx, ctx.w.digests.removed);
  },
});

export const digestCommand = command({
  name: 'resumo',
  title: (w) => w.digests.command,
  summary: (w) => w.digests.summary,
  permission: 'digest',
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.digests.example }],
  input: z.object({}),
  run: (ctx) => list(ctx),
});

export const scheduleActions = [openSchedule, showSchedule, back, first, see, send, pause, resume, removeAsk, remove];
