import { can } from '../firms/roles.ts';
import type { Command, Shortcut } from '../kit/definition.ts';
import { fieldsOf } from '../kit/field.ts';
import type { CommandEntry, ShortcutEntry } from '../kit/platform.ts';
import type { Registry } from '../kit/registry.ts';
import type { Locale, Say } from '../kit/words.ts';
import { words } from '../words/index.ts';

type Told = Record<Locale, string>;

const told = (say: Say): Told => ({ 'pt-BR': say(words['pt-BR']), en: say(words.en) });

const entry = (command: Command): CommandEntry => ({
  name: command.name,
  admins: ![can('visitor'), can('analyst')].some((may) => may(command.permission)),
  title: told(command.title),
  description: told(command.summary),
  options: fieldsOf(command.input).map((field) => ({
    field: field.name,
    name: told((w) => field.words(w).typed),
    description: told((w) => field.words(w).hint ?? field.words(w).label),
    kind: field.kind,
    required: field.required,
    choices: field.choices?.map((choice) => ({ value: choice.value, label: told(choice.label) })),
    autocomplete: field.complete !== undefined,
    rest: field.rest ?? false,
  })),
});

/** Every command of the registry, as data. */
export const commandList = (registry: Registry): readonly CommandEntry[] => [...registry.commands.values()].map(entry);

const shortcutEntry = ({ name, on, title, summary }: Shortcut): ShortcutEntry => ({
  name,
  on,
  title: told(title),
  description: told(summary),
});

/** Every shortcut of the registry, as data. */
export const shortcutList = (registry: Registry): readonly ShortcutEntry[] =>
  [...registry.shortcuts.values()].map(shortcutEntry);
