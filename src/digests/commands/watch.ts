import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import { longestPlace } from '../../kit/incoming.ts';
import { type Block, note, type Span, text, type View } from '../../kit/view.ts';
import { type Watching, watching } from '../../notices/reads/notices.ts';
import { topicsOf } from '../../notices/schema.ts';
import { watch } from '../../notices/service/watch.ts';
import * as pressed from '../presses.ts';
import { channelLine } from '../views/schedules.ts';
import { topicChoices } from './fields.ts';
import { back } from './schedule.ts';

const base = { command: 'resumo', permission: 'manage', input: z.object({}) } as const;

function table(ctx: Ctx, all: readonly Watching[]): Block {
  const { digests: say } = ctx.w;
  const told = topicsOf(ctx.registry)
    .map((topic) => [topic, all.filter((each) => each.topic === topic.name)] as const)
    .filter(([, some]) => some.length > 0);
  return {
    kind: 'table',
    caption: say.watchHeading,
    columns: Object.values(say.watchColumn).map((label) => ({ label })),
    rows: told.map(([topic, some]) => [
      { bold: topic.label(ctx.w) },
      some.flatMap((each, i): Span[] => [...(i > 0 ? [', '] : []), ...[channelLine(ctx, each)].flat()]),
    ]),
  };
}

async function show(ctx: Ctx, said?: string): Promise<View> {
  const all = await watching(ctx);
  const say = ctx.w.digests;
  const { platform, workspace, channel } = ctx.place;
  const here = all.filter(
    (each) => each.platform === platform && each.workspace === workspace && each.channel === channel,
  );
  return {
    title: say.watchHeading,
    ...(said ? { tone: 'good' } : {}),
    blocks: [
      ...(said ? [text({ bold: said })] : []),
      text(say.watchText),
      all.length === 0 ? note(say.watchNone) : table(ctx, all),
      ...(channel
        ? [
            {
              kind: 'choice' as const,
              label: say.watchHere,
              press: pick.press({ channel }),
              options: topicsOf(ctx.registry).map(({ name, label }) => ({ value: name, label: label(ctx.w) })),
              selected: here.map(({ topic }) => topic),
              many: true,
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          { label: say.watchElsewhere, press: elsewhere.press({}) },
          { label: say.back, press: back.press({}) },
        ],
      },
    ],
  };
}

const chosen = (ctx: Ctx, picked: readonly string[]) =>
  topicsOf(ctx.registry).flatMap(({ name }) => (picked.includes(name) ? [name] : []));

const open = action({ ...base, ...pressed.watch, answers: 'update', run: (ctx) => show(ctx) });

const pick = action({
  ...base,
  name: 'digests.topics',
  answers: 'update',
  input: z.object({ channel: z.string().min(1).max(longestPlace) }),
  run: async (ctx, { channel }, picked) => {
    await watch(ctx, channel, chosen(ctx, picked));
    return show(ctx, ctx.w.digests.watchSaved);
  },
});

const elsewhere = action({
  ...base,
  name: 'digests.watchElse',
  answers: 'form',
  run: async () => elsewhereForm.open({}),
});

const elsewhereForm = form({
  ...base,
  name: 'digests.watchForm',
  answers: 'update',
  title: (w) => w.digests.watchHeading,
  submit: (w) => w.digests.save,
  fields: z.object({ channel: field.channel((w) => w.digests.field.watched), topics: topicChoices }),
  run: async (ctx, _, { channel, topics: picked = [] }) => {
    await watch(ctx, channel, chosen(ctx, picked));
    return show(ctx, ctx.w.digests.watchSaved);
  },
});

export const watchActions = [open, pick, elsewhere];
export const watchForms = [elsewhereForm];
