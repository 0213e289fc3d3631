import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askedBelow } from '../../adapters/slack/unfurl.ts';
import { registry as bot } from '../../src/core.ts';
import { commandList } from '../../src/derive/commands.ts';
import { commandDocs } from '../../src/derive/docs.ts';
import { envExample } from '../../src/derive/env.ts';
import { command } from '../../src/kit/definition.ts';
import { field, fieldsOf } from '../../src/kit/field.ts';
import { readTyped } from '../../src/kit/parse.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { readValues } from '../../src/kit/values.ts';
import { words } from '../../src/words/index.ts';

const registry = createRegistry(
  [
    {
      commands: [
        command({
          name: 'somar',
          title: (w) => (w.docs.language === 'English' ? 'add' : 'somar'),
          summary: (w) => w.help.summary,
          permission: 'manage',
          answers: 'private',
          examples: (w) => [{ typed: 'renovar:sim a|b', does: w.help.exampleAll }],
          input: z.object({
            page: z.number().optional(),
            command: field.search(
              (w) => w.help.command,
              async () => [],
              { rest: true },
            ),
            renew: field.yesNo(() => ({ typed: 'renovar', label: 'Renovar' })).optional(),
          }),
          run: async () => ({ blocks: [] }),
        }),
      ],
    },
  ],
  Object.values(words),
);

describe('what is made from the definitions', () => {
  it('lists a command with what people see of it, in every language', () => {
    expect(commandList(registry)).toEqual([
      {
        name: 'somar',
        admins: true,
        title: { 'pt-BR': 'somar', en: 'add' },
        description: { 'pt-BR': words['pt-BR'].help.summary, en: words.en.help.summary },
        options: [
          {
            field: 'command',
            name: { 'pt-BR': 'comando', en: 'command' },
            description: { 'pt-BR': words['pt-BR'].help.command.hint, en: words.en.help.command.hint },
            kind: 'search',
            required: true,
            choices: undefined,
            autocomplete: true,
            rest: true,
          },
          {
            field: 'renew',
            name: { 'pt-BR': 'renovar', en: 'renovar' },
            description: { 'pt-BR': 'Renovar', en: 'Renovar' },
            kind: 'choice',
            required: false,
            choices: [
              { value: 'yes', label: { 'pt-BR': 'Sim', en: 'Yes' } },
              { value: 'no', label: { 'pt-BR': 'Não', en: 'No' } },
            ],
            autocomplete: false,
            rest: false,
          },
        ],
      },
    ]);
  });

  it('documents it: who may, every option with its values, examples to copy', () => {
    const [, portuguese = '', english = ''] = commandDocs(registry).split(/^## /m);
    for (const part of [
      '### /somar',
      'Quem pode: administradores.',
      '`comando:` ou o texto solto',
      'obrigatória',
      '`renovar:`',
      '`sim` `não`',
    ])
      expect(portuguese).toContain(part);
    for (const part of ['### /somar', 'Who may: administrators.', '`command:`', '`yes` `no`'])
      expect(english).toContain(part);
    // A bar would end the cell of the table.
    expect(portuguese).toContain('`/somar renovar:sim a\\|b`');
  });

  it('names every variable once, all of them commented out', () => {
    const lines = envExample().trim().split('\n').filter(Boolean);
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([]);
    const names = lines.flatMap((line) => /^# ([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'SLACK_BOT_TOKEN', 'DISCORD_TOKEN', 'CONSOLE', 'LOG_LEVEL']),
    );
  });
});

describe('what is documented', () => {
  const languages = Object.values(words);
  const today = '2026-11-16';

  it.each([...bot.commands.values()].map((each) => [each.name, each] as const))(
    '/%s takes its examples as they stand',
    (_, { input, examples }) => {
      for (const w of languages)
        for (const { typed } of examples(w)) readValues(input, readTyped(typed, input, languages), today, languages);
    },
  );

  it('takes every value as it is written there', () => {
    for (const { input } of bot.commands.values()) {
      for (const field of fieldsOf(input)) {
        for (const w of languages) {
          for (const choice of field.choices ?? []) {
            const value = choice.label(w).toLowerCase().replaceAll(' ', '-');
            const raw = readTyped(`${field.words(w).typed}:${value}`, input, languages);
            const read = readValues(z.object({ [field.name]: field.schema }), raw, today, languages)[field.name];
            expect(Array.isArray(read) ? read : [read], value).toEqual([choice.value]);
          }
        }
      }
    }
  });
});

it('knows what the button below a link asks, and answers it in private', () => {
  const asked = askedBelow('see:clients');
  expect(asked?.kind === 'typed' && bot.commands.get(asked.command)?.answers).toBe('private');
});
