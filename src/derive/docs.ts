import { can } from '../firms/roles.ts';
import type { Command } from '../kit/definition.ts';
import { type Field, fieldsOf } from '../kit/field.ts';
import type { Registry } from '../kit/registry.ts';
import type { Words } from '../kit/words.ts';
import { words } from '../words/index.ts';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string) => `\`${cell(text)}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => ' --- ').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

const who = (w: Words, { permission }: Pick<Command, 'permission'>) =>
  can('visitor')(permission) ? w.docs.everybody : can('analyst')(permission) ? w.docs.members : w.docs.admins;

const optionRow = (w: Words, field: Field): string[] => {
  const { typed, label, hint } = field.words(w);
  const meaning = [hint ?? label, ...(field.required ? [w.docs.required] : [])].join('; ');
  return [
    field.rest ? `${code(`${typed}:`)} ${w.docs.rest}` : code(`${typed}:`),
    cell(meaning),
    (field.choices ?? []).map((choice) => code(choice.label(w).toLowerCase().replaceAll(' ', '-'))).join(' '),
  ];
};

const section = (w: Words, command: Command): string[] => {
  const fields = fieldsOf(command.input);
  return [
    `### /${command.name}`,
    '',
    `${command.summary(w)}.`.replace(/([.!?])\.$/, '$1'),
    '',
    `${w.docs.who}: ${who(w, command)}.`,
    '',
    ...(fields.length > 0
      ? [
          ...table(
            [w.docs.option, w.docs.meaning, w.docs.values],
            fields.map((field) => optionRow(w, field)),
          ),
          '',
        ]
      : []),
    ...(command.examples(w).length > 0
      ? [
          ...table(
            [w.docs.typed, w.docs.does],
            command.examples(w).map((each) => [code(`/${command.name} ${each.typed}`.trim()), cell(each.does)]),
          ),
          '',
        ]
      : []),
  ];
};

const shortcutsOf = (w: Words, registry: Registry): string[] =>
  registry.shortcuts.size === 0
    ? []
    : [
        `### ${w.shortcuts.heading}`,
        '',
        w.docs.shortcuts,
        '',
        ...table(
          [w.docs.shortcut, w.docs.where, w.docs.does, w.docs.who],
          [...registry.shortcuts.values()].map((each) => [
            each.title(w),
            w.shortcuts.on[each.on].toLowerCase(),
            cell(each.summary(w)),
            who(w, each),
          ]),
        ),
        '',
      ];

/** `docs/commands.md`: every command, in every language. */
export const commandDocs = (registry: Registry): string =>
  [
    '# /comandos · /commands',
    '',
    '<!-- Generated from the definitions in src/ by `npm run derive`: change them, not this page. -->',
    '',
    ...Object.values(words).flatMap((w) => [
      `## ${w.docs.language}`,
      '',
      w.docs.intro,
      '',
      ...[...registry.commands.values()].flatMap((command) => section(w, command)),
      ...shortcutsOf(w, registry),
    ]),
  ].join('\n');
