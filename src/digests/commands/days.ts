import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import { type Block, note, text, type View } from '../../kit/view.ts';
import { daysOff } from '../reads/days.ts';
import { addDaysOff, removeDayOff } from '../service/days.ts';
import { dayFields } from './fields.ts';
import { back } from './schedule.ts';

const base = { command: 'resumo', permission: 'manage', input: z.object({}) } as const;

async function show(ctx: Ctx): Promise<View> {
  const { days, total } = await daysOff(ctx);
  const { digests: say, format } = ctx.w;
  const list: Block[] =
    days.length === 0
      ? [note(say.daysNone)]
      : [
          {
            kind: 'table',
            caption: say.daysCaption(total),
            columns: [say.field.day, say.field.dayName].map(({ label }) => ({ label })),
            rows: days.map(({ day, name }) => [format.day(day), cut(name, 60)]),
          },
          {
            kind: 'choice',
            label: say.dropDay,
            press: drop.press({}),
            options: days.map(({ id, day, name }) => ({ value: id, label: cut(`${format.day(day)}, ${name}`, 75) })),
          },
        ];
  return {
    title: say.daysHeading,
    blocks: [
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

const days = action({ ...base, name: 'digests.days', answers: 'update', run: (ctx) => show(ctx) });

const add = action({ ...base, name: 'digests.addDay', answers: 'form', run: async () => addForm.open({}) });

const addForm = form({
  ...base,
  name: 'digests.dayForm',
  answers: 'update',
  title: (w) => w.digests.addDay,
  submit: (w) => w.digests.save,
  fields: dayFields,
  run: async (ctx, _, values) => {
    await addDaysOff(ctx, values);
    return show(ctx);
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

export const dayActions = [days, add, drop];
export const dayForms = [addForm];
