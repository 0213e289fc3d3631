// What can be typed next: a command, one of its options, or a value of an option.

import { fold } from './dom.js';

const quoted = (value) => (/\s/.test(value) ? `"${value}"` : value);
const nameOf = (option) => option.typed ?? option.name;
const called = (option, name) => fold(nameOf(option)) === fold(name) || fold(option.name) === fold(name);

function commandsFor(typed, commands) {
  const wanted = fold(typed);
  const begins = commands.filter((command) => fold(command.name).startsWith(wanted));
  const others = commands.filter((command) => !begins.includes(command));
  const contains = wanted.length > 1 ? others.filter((command) => fold(`${command.name} ${command.summary}`).includes(wanted)) : [];
  return {
    kind: 'commands',
    first: !commands.some((command) => command.name === typed),
    items: [...begins, ...contains].map(({ name, summary }) => ({ label: `/${name}`, description: summary, value: `/${name} ` })),
  };
}

/** The value of the last option, while it is still being typed. */
function valuesFor(text, command, people) {
  const match = /^(.*\s)([\p{L}_-]+):("?)([^":]*)$/su.exec(text);
  const option = match && command.options.find((each) => called(each, match[2]));
  if (!option || (match[3] === '' && /\s$/.test(match[4]))) return undefined;
  const head = `${match[1]}${match[2]}:`;
  const typed = match[4];
  const several = option.kind === 'choices' ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const item = ({ label, description, value }) => ({ label, description, value: `${head}${quoted(several + value)} ` });
  if (option.kind === 'search') return { kind: 'values', items: [], search: { command: command.name, field: option.name, typed }, item };
  const choices = option.kind === 'user' ? people.map(({ id, name }) => ({ label: name, value: id })) : (option.choices ?? []);
  const wanted = fold(typed.slice(several.length));
  const left = choices.filter(({ label, value }) => fold(label).includes(wanted) || fold(value).includes(wanted));
  // The words that people read are understood as well, and stand better in what they typed.
  const shown = (each) => (option.kind === 'user' ? each : { ...each, value: each.label });
  return left.length > 0 ? { kind: 'values', items: left.map((each) => item(shown(each))) } : undefined;
}

/** The names of the options that are not there yet; words without a name search where the command searches with them. */
function optionsFor(text, command) {
  const parts = text.slice(command.name.length + 1).match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  const named = parts.filter((part) => /^[\p{L}_-]+:/u.test(part));
  const used = named.map((part) => part.slice(0, part.indexOf(':')));
  const last = /\S*$/.exec(text)[0];
  const before = text.slice(0, text.length - last.length);
  const options = command.options.filter(
    (option) => option.kind !== 'file' && !used.some((name) => called(option, name)) && fold(nameOf(option)).startsWith(fold(last)),
  );
  const items = options.map((option) => ({
    label: `${nameOf(option)}:`,
    description: option.hint ?? option.label,
    value: `${before}${nameOf(option)}:`,
  }));
  const typed = parts.filter((part) => !named.includes(part)).join(' ');
  const taker = command.options.find((option) => option.rest) ?? command.options[0];
  if (!typed || taker?.kind !== 'search' || used.some((name) => called(taker, name))) return { kind: 'options', items };
  const head = [`/${command.name}`, ...named, `${nameOf(taker)}:`].join(' ');
  return {
    kind: 'options',
    items,
    search: { command: command.name, field: taker.name, typed: typed.replaceAll('"', '') },
    item: ({ label, description, value }) => ({ label, description, value: `${head}${quoted(value)} ` }),
  };
}

/**
 * What `text` can become, as `items`; what `search` finds is added to them through `item`. `first`: Enter takes the first of them, because
 * what stands there makes no sense alone.
 */
export function complete(text, commands, people) {
  const name = /^\/(\S*)$/.exec(text);
  if (name) return commandsFor(name[1], commands);
  const command = commands.find((each) => text.startsWith(`/${each.name} `));
  return command && (valuesFor(text, command, people) ?? optionsFor(text, command));
}
