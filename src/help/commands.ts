import { z } from 'zod';
import type { Ctx } from '../kit/ctx.ts';
import { action, type Command, command, type Feature, type Shortcut } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { field } from '../kit/field.ts';
import { fold, nearest } from '../kit/text.ts';
import { someone } from './reads.ts';
import { commandHelp, overview } from './views.ts';

/** The commands this person may use. */
const mine = (ctx: Ctx): Command[] => [...ctx.registry.commands.values()].filter((each) => ctx.can(each.permission));

/** The shortcuts that this person may use, and finds where they are. */
const shortcutsFor = (ctx: Ctx): Shortcut[] =>
  [...ctx.registry.shortcuts.values()].filter(
    ({ on, permission }) => ctx.can(permission) && ctx.place.shortcuts?.includes(on),
  );

async function helpOn(ctx: Ctx, wanted: string) {
  const commands = mine(ctx);
  const name = fold(wanted).replace(/^\//, '');
  const found = commands.find((each) => each.name === name || fold(each.title(ctx.w)) === name);
  if (found) return commandHelp(ctx.w, found, await someone(ctx));
  const near = nearest(
    name,
    commands.map((each) => each.name),
  );
  throw new UserError('unknown-command', (w) => w.kit.unknownCommand(name.slice(0, 40), near));
}

export const helpCommand = action({
  name: 'help.command',
  command: 'ajuda',
  permission: 'see',
  answers: 'private',
  input: z.object({ name: z.string().optional() }),
  run: async (ctx, { name }, picked) => helpOn(ctx, picked[0] ?? name ?? 'ajuda'),
});

export const help: Feature = {
  commands: [
    command({
      name: 'ajuda',
      title: (w) => w.help.title,
      summary: (w) => w.help.summary,
      permission: 'see',
      answers: 'private',
      examples: (w) => [
        { typed: '', does: w.help.exampleAll },
        { typed: 'clientes', does: w.help.exampleOne },
      ],
      input: z.object({
        command: field
          .search(
            (w) => w.help.command,
            async (ctx, typed) =>
              mine(ctx)
                .filter((each) => each.name.includes(fold(typed)))
                .map((each) => ({ label: `/${each.name}`, value: each.name, description: each.summary(ctx.w) })),
            { rest: true },
          )
          .optional(),
      }),
      run: async (ctx, input) =>
        input.command
          ? helpOn(ctx, input.command)
          : overview(ctx.w, mine(ctx), shortcutsFor(ctx), helpCommand.press({})),
    }),
  ],
  actions: [helpCommand],
};
