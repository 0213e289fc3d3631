// The frame around the conversation.

import { el, fill, icon } from './dom.js';
import { createPeopleMenu } from './people.js';

const mark = (size, more = {}) => el('img', { src: '/console/assets/icon.svg', alt: '', width: size, height: size, ...more });

/** What stands in the conversation while nothing is said. */
export const createWelcome = ({ words, commands, say }) =>
  el(
    'div',
    { class: 'welcome-card' },
    mark(56),
    el('h2', {}, words.welcomeTitle),
    el('p', {}, words.welcomeText),
    el(
      'div',
      { class: 'starts' },
      commands
        .slice(0, 6)
        .map(({ name, summary }) =>
          el(
            'button',
            { type: 'button', class: 'start', on: { click: () => say(`/${name}`) } },
            el('strong', {}, `/${name}`),
            el('span', {}, summary),
          ),
        ),
    ),
  );

const commandList = ({ words, commands, say }) => [
  el('h2', { id: 'commands' }, words.commands),
  el(
    'ul',
    { class: 'commands', 'aria-labelledby': 'commands' },
    commands.map(({ name, summary }) =>
      el(
        'li',
        {},
        el(
          'button',
          { type: 'button', title: summary, on: { click: () => say(`/${name}`) } },
          el('span', { class: 'command-name' }, `/${name}`),
          el('span', { class: 'command-about' }, summary),
        ),
      ),
    ),
  ),
];

/** `parts`: words, commands, me, people, pick(chosen), say(text), taker, and the elements offline, conversation, trouble, composer. */
export function createShell(parts) {
  const { words, taker } = parts;
  return el(
    'div',
    { class: 'shell' },
    el(
      'aside',
      { class: 'side' },
      el('p', { class: 'brand' }, mark(30), el('span', {}, words.name), el('span', { class: 'place' }, words.place)),
      el('h2', {}, words.channels),
      el('p', { class: 'channel' }, icon('hash'), words.channel),
      commandList(parts),
      createPeopleMenu(parts),
    ),
    el(
      'main',
      { class: 'main' },
      el(
        'header',
        { class: 'bar-top' },
        mark(30, { class: 'bar-icon' }),
        el('div', { class: 'bar-words' }, el('h1', {}, icon('hash'), words.channel), el('p', {}, words.channelAbout)),
        createPeopleMenu(parts),
      ),
      parts.offline,
      parts.conversation,
      el('div', { class: 'bottom' }, parts.trouble, parts.composer),
      el(
        'div',
        { class: 'drop-cover', 'aria-hidden': 'true' },
        icon('attach'),
        el('p', {}, taker ? fill(words.dropHere, { command: taker.command }) : words.noFiles),
      ),
    ),
  );
}
