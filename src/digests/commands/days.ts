import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import { type Block, note, text, type View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { daysOff, type Recess } from '../reads/days.ts';
import { addDaysOff, type DaysOff, removeDayOff } from '../service/days.ts';
import { dayFields } from './fields.ts';
import { back } from './schedule.ts';

const base = { command: 'resumo', permission: 'manage', input: z.object({}) } as const;

/** A day off, or the first and the last of a recess. */
const spanText = ({ w }: Ctx, { day, until }: Pick<Recess, 'day' | 'until'>): string =>
  day === until ? w.format.day(day) : w.digests.span(w.format.day(day), w.format.day(until));

/** `said` is what was just done. */
async function show(ctx: Ctx, said?: string): Promise<View> {
  const { days, total } = await daysOff(ctx);
  const { digests: say } = ctx.w;
  const list: Block[] =
    days.length === 0
      ? [note(say.daysNone)]
      : [
          {
            kind: 'table',
            caption: say.daysCaption(total),
            columns: [say.field.day, say.field.dayName].map(({ label }) => ({ label })),
            rows: days.map((each) => [spanText(ctx, each), cut(each.name, 60)]),
          },
          {
            kind: 'choice',
            label: say.dropDay,
            press: drop.press({}),
            options: days.map((each) => ({ value: each.id, label: cut(`${spanText(ctx, each)}, ${each.name}`, 75) })),
          },
        ];
  return {
    title: say.daysHeading,
    ...(said ? { tone: 'good' } : {}),
    blocks: [
      ...(said ? [text({ bold: said })] : []),
      text(say.daysText),
      ...list,
      {
        kind: 'buttons',
        buttons: [
          { label: say.addDay, style: 'primary', press: add.press({}) },
          { label: say.back, press: back.press({}) },
        ],
      },
    ],
  };
}

const days = action({ ...base, ...pressed.days, answers: 'update', run: (ctx) => show(ctx) });

const add = action({ ...base, name: 'digests.addDay', answers: 'form', run: async () => addForm.open({}) });

const addForm = form({
  ...base,
  name: 'digests.dayForm',
  answers: 'update',
  title: (w) => w.digests.addDay,
  submit: (w) => w.digests.save,
  fields: dayFields,
  run: async (ctx, _, values) => {
    const added = await addDaysOff(ctx, values);
    if (added.kind === 'named') return askRename(ctx, values, added);
    return show(ctx, added.kind === 'there' ? ctx.w.digests.dayThere : ctx.w.digests.dayAdded);
  },
});

/** Asks first: somebody has given the day its name. */
function askRename(ctx: Ctx, values: DaysOff, { day, name }: { day: string; name: string }): View {
  const say = ctx.w.digests;
  return {
    title: say.daysHeading,
    tone: 'warn',
    blocks: [
      text(say.renameAsk(ctx.w.format.day(day), cut(name, 60), cut(values.name, 60))),
      {
        kind: 'buttons',
        buttons: [
          { label: say.renameYes, style: 'primary', press: rename.press(values) },
          { label: say.renameNo, press: days.press({}) },
        ],
      },
    ],
  };
}

const rename = action({
  ...base,
  name: 'digests.renameDay',
  answers: 'update',
  input: z.object({ day: z.iso.date(), name: z.string().min(1).max(60), until: z.iso.date().optional() }),
  run: async (ctx, values) => {
    await addDaysOff(ctx, values, { rename: true });
    return show(ctx, ctx.w.digests.dayAdded);
  },
});

const drop = action({
  ...base,
  name: 'digests.dropDay',
  answers: 'update',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => {
    const wanted = picked[0] ?? id ?? '';
    if (!(await removeDayOff(ctx, wanted))) throw new UserError('gone', (w) => w.digests.dayGone);
    return show(ctx);
  },
});

export const dayActions = [days, add, drop, rename];
export const dayForms = [addForm];
