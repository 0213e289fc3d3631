import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import type { View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { type NamedSchedule, scheduleOf } from '../reads/schedules.ts';
import { usualSteps } from '../schema.ts';
import { createSchedule, editSchedule, type Wanted } from '../service/schedules.ts';
import { ruleText } from '../views/parts.ts';
import { channel, empty, holiday, kind, ownPlace, place, steps, to, when } from './fields.ts';
import { ownTarget, targetOf } from './place.ts';
import { card } from './schedule.ts';

const one = z.object({ id: z.uuid() });
const maybe = z.object({ id: z.uuid().optional() });
const usual = { onHoliday: 'next', steps: usualSteps, sendEmpty: false } as const;

/** Makes a new schedule, or changes the one that was opened. */
async function save(ctx: Ctx, id: string | undefined, wanted: Wanted): Promise<View> {
  if (!id) return card(ctx, await createSchedule(ctx, wanted, usual), ctx.w.digests.created);
  await editSchedule(ctx, id, wanted);
  return card(ctx, id, ctx.w.digests.saved);
}

async function current(ctx: Ctx, id: string): Promise<NamedSchedule> {
  const schedule = await scheduleOf(ctx, id);
  if (!schedule) throw new UserError('gone', (w) => w.digests.gone);
  return schedule;
}

const firms = form({
  name: 'digests.form',
  command: 'resumo',
  permission: 'manage',
  answers: 'update',
  title: (w) => w.digests.newTitle,
  submit: (w) => w.digests.save,
  input: maybe,
  fields: z.object({ kind, when, place, channel, to }),
  run: async (ctx, { id }, values) =>
    save(ctx, id, { kind: values.kind, rule: values.when, ...(await targetOf(ctx, values.place, values)) }),
});

/** An analyst's own: it goes to nobody else, and tells of their own clients. */
const own = form({
  name: 'digests.ownForm',
  command: 'resumo',
  permission: 'digest',
  answers: 'update',
  title: (w) => w.digests.newTitle,
  submit: (w) => w.digests.save,
  input: maybe,
  fields: z.object({ kind, when, place: ownPlace }),
  run: async (ctx, { id }, values) =>
    save(ctx, id, { kind: values.kind, rule: values.when, ...(await ownTarget(ctx, values.place)) }),
});

const tuning = form({
  name: 'digests.tuneForm',
  command: 'resumo',
  permission: 'digest',
  answers: 'update',
  title: (w) => w.digests.tuneTitle,
  submit: (w) => w.digests.save,
  input: one,
  fields: z.object({ holiday, steps, empty }),
  run: async (ctx, { id }, values) => {
    const sendEmpty = values.empty === 'yes';
    await editSchedule(ctx, id, { onHoliday: values.holiday, sendEmpty, steps: values.steps ?? usualSteps });
    return card(ctx, id, ctx.w.digests.saved);
  },
});

const isAnalyst = (ctx: Ctx) => ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';

const create = action({
  ...pressed.create,
  command: 'resumo',
  answers: 'form',
  run: async (ctx) => {
    const values = { kind: 'expiry', when: ctx.w.digests.presets[0] };
    return isAnalyst(ctx)
      ? own.open({}, { ...values, place: 'member' })
      : firms.open({}, { ...values, place: 'channel', channel: ctx.place.channel });
  },
});

export const edit = action({
  ...pressed.edit,
  command: 'resumo',
  answers: 'form',
  run: async (ctx, { id }) => {
    const schedule = await current(ctx, id);
    return firms.open(
      { id },
      {
        kind: schedule.kind,
        when: ruleText(ctx.w, schedule.rule),
        place: schedule.place,
        channel: schedule.place === 'channel' ? schedule.channel : undefined,
        to: schedule.place === 'mail' ? schedule.channel : schedule.person || undefined,
      },
    );
  },
});

const editOwn = action({
  ...pressed.editOwn,
  command: 'resumo',
  answers: 'form',
  run: async (ctx, { id }) => {
    const { kind, rule, place } = await current(ctx, id);
    return own.open({ id }, { kind, when: ruleText(ctx.w, rule), place: place === 'mail' ? 'mail' : 'member' });
  },
});

const tune = action({
  ...pressed.tune,
  command: 'resumo',
  answers: 'form',
  run: async (ctx, { id }) => {
    const { onHoliday, steps, sendEmpty } = await current(ctx, id);
    return tuning.open(
      { id },
      { holiday: onHoliday, steps: steps.replaceAll(',', ', '), empty: sendEmpty ? 'yes' : 'no' },
    );
  },
});

export const editActions = [create, edit, editOwn, tune];
export const editForms = [firms, own, tuning];
