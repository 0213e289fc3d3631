import type { Action, Command, Contributions, Feature, Form, Shortcut } from './definition.ts';
import { fieldsOf } from './field.ts';
import type { Words } from './words.ts';

export interface Registry {
  commands: ReadonlyMap<string, Command>;
  actions: ReadonlyMap<string, Action>;
  forms: ReadonlyMap<string, Form>;
  shortcuts: ReadonlyMap<string, Shortcut>;
  /** What all features give of a kind. */
  given<K extends keyof Contributions>(kind: K): readonly Contributions[K][];
}

function index<T extends { name: string }>(definitions: readonly T[], kind: string): Map<string, T> {
  const map = new Map<string, T>();
  for (const definition of definitions) {
    if (map.has(definition.name)) throw new Error(`two ${kind} are called ${definition.name}`);
    map.set(definition.name, definition);
  }
  return map;
}

/** What a menu shows of a shortcut's title, and how many shortcuts a platform takes: those of messages and from anywhere together. */
const longestTitle = 24;
const mostShortcuts = 10;

function checkShortcuts(shortcuts: readonly Shortcut[], languages: readonly Words[]): void {
  if (shortcuts.filter(({ on }) => on !== 'person').length > mostShortcuts)
    throw new Error(`there are more than ${mostShortcuts} shortcuts`);
  for (const w of languages) {
    const said = shortcuts.map(({ on, title }) => `${on}: ${title(w)}`);
    if (new Set(said).size < said.length) throw new Error('two shortcuts are called the same');
    for (const { name, title } of shortcuts)
      if (title(w).length > longestTitle) throw new Error(`shortcut ${name}: ${title(w)} is too long`);
  }
}

/** All definitions of all features by name. Refuses at start what the platforms would refuse later. */
export function createRegistry(features: readonly Feature[], languages: readonly Words[]): Registry {
  const gathered = new Map<keyof Contributions, readonly unknown[]>();
  const registry: Registry = {
    given<K extends keyof Contributions>(kind: K) {
      // Every row of every list asks for it.
      const known =
        gathered.get(kind) ?? features.flatMap((feature): readonly unknown[] => feature.gives?.[kind] ?? []);
      gathered.set(kind, known);
      return known as readonly Contributions[K][];
    },
    commands: index(features.flatMap((feature) => feature.commands ?? []) as Command[], 'commands'),
    actions: index(features.flatMap((feature) => feature.actions ?? []) as Action[], 'actions'),
    forms: index(features.flatMap((feature) => feature.forms ?? []) as Form[], 'forms'),
    shortcuts: index(
      features.flatMap((feature) => feature.shortcuts ?? []),
      'shortcuts',
    ),
  };
  for (const command of registry.commands.values()) {
    if (fieldsOf(command.input).length > 25) throw new Error(`/${command.name} has more than 25 options`);
    for (const field of fieldsOf(command.input)) {
      for (const w of languages) {
        if (!/^[-_\p{L}\p{N}]{1,32}$/u.test(field.words(w).typed))
          throw new Error(`/${command.name}: ${field.words(w).typed} is no option name`);
      }
    }
  }
  for (const form of registry.forms.values()) {
    if (fieldsOf(form.fields).length > 5) throw new Error(`form ${form.name} has more than 5 fields`);
    if (registry.actions.has(form.name)) throw new Error(`a form and an action are both called ${form.name}`);
  }
  checkShortcuts([...registry.shortcuts.values()], languages);
  for (const { name } of [...registry.actions.values(), ...registry.forms.values(), ...registry.shortcuts.values()]) {
    if (!/^[a-z][a-zA-Z.]{1,39}$/.test(name)) throw new Error(`${name} is no name for an action`);
  }
  return registry;
}
