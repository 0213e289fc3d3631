import type { Command, Shortcut } from '../kit/definition.ts';
import { fieldsOf } from '../kit/field.ts';
import type { Press, View } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';

/** Every command this person may use, a line each, and a menu to look closer. */
export const overview = (
  w: Words,
  commands: readonly Command[],
  shortcuts: readonly Shortcut[],
  press: Press,
): View => ({
  title: w.help.heading,
  blocks: [
    { kind: 'text', text: w.help.intro },
    { kind: 'facts', facts: commands.map((each) => ({ label: `/${each.name}`, value: each.summary(w) })) },
    ...(shortcuts.length > 0
      ? [
          { kind: 'text' as const, text: { bold: w.shortcuts.heading } },
          {
            kind: 'facts' as const,
            facts: shortcuts.map(({ on, title, summary }) => ({
              label: title(w),
              value: `${summary(w)} · ${w.shortcuts.on[on].toLowerCase()}`,
            })),
          },
        ]
      : []),
    {
      kind: 'choice',
      label: w.help.choose,
      press,
      options: commands.map((each) => ({ label: `/${each.name}`, value: each.name, description: each.summary(w) })),
    },
  ],
});

/** Examples name a client of the demo's; whoever has clients reads one of their own there. */
function example(w: Words, typed: string, client: { name: string; document: string | undefined } | undefined): string {
  if (!client) return typed;
  const { name, word, document } = w.help.sample;
  const own: Readonly<Record<string, string>> = {
    [name]: client.name,
    [word]: client.name.split(' ')[0]!,
    ...(client.document ? { [document]: client.document } : {}),
  };
  return own[typed] ?? typed;
}

/** One command: what it does, its options, examples to copy. */
export const commandHelp = (
  w: Words,
  command: Command,
  client?: { name: string; document: string | undefined },
): View => {
  const fields = fieldsOf(command.input);
  return {
    title: `/${command.name}`,
    blocks: [
      { kind: 'text', text: command.summary(w) },
      ...(command.examples(w).length > 0
        ? [
            {
              kind: 'facts' as const,
              facts: command.examples(w).map((each) => ({
                label: each.does,
                value: { code: `/${command.name} ${example(w, each.typed, client)}`.trim() },
              })),
            },
          ]
        : []),
      ...(fields.length > 0
        ? [
            { kind: 'text' as const, text: { bold: w.help.options } },
            {
              kind: 'facts' as const,
              facts: fields.map((each) => {
                const named = each.words(w);
                const choices = each.choices?.map((choice) => choice.label(w)).join(', ');
                return {
                  label: each.rest ? named.label : `${named.typed}:`,
                  value: choices ?? named.hint ?? named.label,
                };
              }),
            },
          ]
        : []),
    ],
  };
};
