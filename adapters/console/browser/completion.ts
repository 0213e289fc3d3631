// What can be typed next: a command, one of its options, or a value of an option.

import type { Option } from '../../../src/kit/view.ts';
import type { ConsoleCommand, Person } from '../wire.ts';
import { fold } from './text.ts';

type CommandOption = ConsoleCommand['options'][number];

/** What stands there when an option of a list is taken. */
type Taken = (option: Option) => Option;

/**
 * What a text can become, as `items`; what `search` finds is added to them through `item`. `first`: Enter takes the first of them, because
 * what stands there makes no sense alone.
 */
export interface Completion {
  kind: 'commands' | 'options' | 'values';
  items: readonly Option[];
  first?: boolean;
  more?: { search: { command: string; field: string; typed: string }; item: Taken };
}

const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);
const nameOf = (option: CommandOption) => option.typed ?? option.name;
const isCalled = (option: CommandOption, name: string) =>
  fold(nameOf(option)) === fold(name) || fold(option.name) === fold(name);

function commandsFor(typed: string, commands: readonly ConsoleCommand[]): Completion {
  const wanted = fold(typed);
  const begins = commands.filter((command) => fold(command.name).startsWith(wanted));
  const others = commands.filter((command) => !begins.includes(command));
  const contains =
    wanted.length > 1 ? others.filter((command) => fold(`${command.name} ${command.summary}`).includes(wanted)) : [];
  return {
    kind: 'commands',
    first: !commands.some((command) => command.name === typed),
    items: [...begins, ...contains].map(({ name, summary }) => ({
      label: `/${name}`,
      description: summary,
      value: `/${name} `,
    })),
  };
}

/** The value of the last option, while it is still being typed. */
function valuesFor(text: string, command: ConsoleCommand, people: readonly Person[]): Completion | undefined {
  const [, before = '', name = '', quote = '', typed = ''] = /^(.*\s)([\p{L}_-]+):("?)([^":]*)$/su.exec(text) ?? [];
  const option = name ? command.options.find((each) => isCalled(each, name)) : undefined;
  if (!option || (quote === '' && /\s$/.test(typed))) return undefined;
  const head = `${before}${name}:`;
  const several = option.kind === 'choices' ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const item: Taken = ({ label, description, value }) => ({
    label,
    description,
    value: `${head}${quoted(several + value)} `,
  });
  if (option.kind === 'search')
    return { kind: 'values', items: [], more: { search: { command: command.name, field: option.name, typed }, item } };
  const choices =
    option.kind === 'user' ? people.map((each) => ({ label: each.name, value: each.id })) : (option.choices ?? []);
  const wanted = fold(typed.slice(several.length));
  const left = choices.filter(({ label, value }) => fold(label).includes(wanted) || fold(value).includes(wanted));
  // The words that people read are understood as well, and stand better in what they typed.
  const shown = (each: Option) => (option.kind === 'user' ? each : { ...each, value: each.label });
  return left.length > 0 ? { kind: 'values', items: left.map((each) => item(shown(each))) } : undefined;
}

/** The names of the options that are not there yet; words without a name search where the command searches with them. */
function optionsFor(text: string, command: ConsoleCommand): Completion {
  const parts: readonly string[] = text.slice(command.name.length + 1).match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  const named = parts.filter((part) => /^[\p{L}_-]+:/u.test(part));
  const used = named.map((part) => part.slice(0, part.indexOf(':')));
  const last = /\S*$/.exec(text)?.[0] ?? '';
  const before = text.slice(0, text.length - last.length);
  const options = command.options.filter(
    (option) =>
      option.kind !== 'file' &&
      !used.some((name) => isCalled(option, name)) &&
      fold(nameOf(option)).startsWith(fold(last)),
  );
  const items = options.map((option) => ({
    label: `${nameOf(option)}:`,
    description: option.hint ?? option.label,
    value: `${before}${nameOf(option)}:`,
  }));
  const typed = parts.filter((part) => !named.includes(part)).join(' ');
  const taker = command.options.find((option) => option.rest) ?? command.options[0];
  if (!typed || taker?.kind !== 'search' || used.some((name) => isCalled(taker, name)))
    return { kind: 'options', items };
  const head = [`/${command.name}`, ...named, `${nameOf(taker)}:`].join(' ');
  const item: Taken = ({ label, description, value }) => ({ label, description, value: `${head}${quoted(value)} ` });
  return {
    kind: 'options',
    items,
    more: { search: { command: command.name, field: taker.name, typed: typed.replaceAll('"', '') }, item },
  };
}

export function complete(
  text: string,
  commands: readonly ConsoleCommand[],
  people: readonly Person[],
): Completion | undefined {
  const name = /^\/(\S*)$/.exec(text);
  if (name) return commandsFor(name[1] ?? '', commands);
  const command = commands.find((each) => text.startsWith(`/${each.name} `));
  return command && (valuesFor(text, command, people) ?? optionsFor(text, command));
}
