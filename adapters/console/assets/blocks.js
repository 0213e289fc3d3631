// A view as elements. What the view says is text and stays text.

import { el, icon, readableSize } from './dom.js';
import { createMenu } from './menu.js';

/** Links lead to the web, to mail or to this server; an address of any other kind is shown as text. */
function safeUrl(url) {
  try {
    const { protocol } = new URL(url, location.href);
    return ['http:', 'https:', 'mailto:'].includes(protocol);
  } catch {
    return false;
  }
}

const outward = (url) => ({ href: url, target: '_blank', rel: 'noopener noreferrer' });

/** What the console's own channels are called here, by their ids. */
const channels = new Map();
export const nameChannel = (id, name) => channels.set(id, name);
const channelName = (id) => `#${channels.get(id) ?? id}`;

function span(each) {
  if (typeof each === 'string') return each;
  if ('bold' in each) return el('strong', {}, each.bold);
  if ('code' in each) return el('code', {}, each.code);
  if ('channel' in each) return channelName(each.channel);
  return safeUrl(each.url) ? el('a', outward(each.url), each.link) : `${each.link} (${each.url})`;
}

const line = (value) => (Array.isArray(value) ? value : [value]).map(span);

const plainSpan = (each) => (typeof each === 'string' ? each : (each.bold ?? each.code ?? each.link ?? channelName(each.channel)));
const plain = (value) => (Array.isArray(value) ? value : [value]).map(plainSpan).join('');

/** Short facts stand side by side, long ones below each other. */
function facts({ facts: all }) {
  const long = all.some((fact) => plain(fact.value).length > 36);
  return el(
    'dl',
    { class: long ? 'facts long' : 'facts' },
    all.map((fact) => el('div', {}, el('dt', {}, fact.label), el('dd', {}, line(fact.value)))),
  );
}

/** The roles are said again: a phone shows the rows as cards, and some browsers then forget that this is a table. */
function table({ caption, columns, rows }) {
  const cell = (row, column, i) =>
    el(
      i === 0 ? 'th' : 'td',
      {
        role: i === 0 ? 'rowheader' : 'cell',
        scope: i === 0 ? 'row' : undefined,
        class: column.align,
        'data-label': column.label,
        'data-empty': plain(row[i] ?? '') === '',
        // Numbers and dates are not to be broken in two.
        'data-short': i > 0 && plain(row[i] ?? '').length <= 20,
      },
      line(row[i] ?? ''),
    );
  return el(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption },
    el(
      'table',
      { role: 'table' },
      el('caption', {}, caption),
      el(
        'thead',
        { role: 'rowgroup' },
        el(
          'tr',
          { role: 'row' },
          columns.map((column) => el('th', { role: 'columnheader', scope: 'col', class: column.align }, column.label)),
        ),
      ),
      el(
        'tbody',
        { role: 'rowgroup' },
        rows.map((row) =>
          el(
            'tr',
            { role: 'row' },
            columns.map((column, i) => cell(row, column, i)),
          ),
        ),
      ),
    ),
  );
}

function groups({ groups: all }) {
  return all.map(({ heading, items, rest }) =>
    el(
      'section',
      { class: 'group' },
      el('h4', {}, heading),
      items.length > 0 &&
        el(
          'ul',
          {},
          items.map((item) => el('li', {}, line(item))),
        ),
      rest && el('p', { class: 'note' }, rest),
    ),
  );
}

function image({ url, alt }) {
  return el('a', { class: 'picture', ...outward(url) }, el('img', { src: url, alt }));
}

function buttons({ buttons: all }, room) {
  const look = (each) => ['button', each.style].filter(Boolean).join(' ');
  return el(
    'div',
    { class: 'buttons' },
    all.map((each) => {
      if (!('url' in each))
        return el(
          'button',
          { type: 'button', class: look(each), on: { click: (event) => room.press(event.currentTarget, each.press) } },
          each.label,
        );
      if (!safeUrl(each.url)) return el('span', {}, `${each.label} (${each.url})`);
      return el(
        'a',
        { class: look(each), ...outward(each.url) },
        each.label,
        icon('external'),
        el('span', { class: 'unseen' }, ` (${room.words.opensTab})`),
      );
    }),
  );
}

function choice(block, room) {
  const menu = createMenu({
    ...block,
    words: room.words,
    picked: (options) =>
      room.press(
        menu.querySelector('button'),
        block.press,
        options.map((option) => option.value),
      ),
  });
  return menu;
}

function search(block, room) {
  const menu = createMenu({
    label: block.label,
    words: room.words,
    search: (typed) => room.suggest({ id: block.press, typed }),
    picked: (options) =>
      room.press(
        menu.querySelector('button'),
        block.press,
        options.map((option) => option.value),
      ),
  });
  return menu;
}

const makers = {
  text: (block) => el('p', { class: 'text' }, line(block.text)),
  note: (block) => el('p', { class: 'note' }, line(block.text)),
  facts,
  table,
  groups,
  image,
  buttons,
  choice,
  search,
};

function file({ name, size, url }, room) {
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'file', href: `${url}?lang=${encodeURIComponent(room.words.lang)}`, download: name },
      icon('file'),
      el(
        'span',
        { class: 'file-words' },
        el('span', { class: 'file-name' }, name),
        el('span', { class: 'file-size' }, readableSize(size, room.words.lang)),
      ),
      el('span', { class: 'unseen' }, room.words.download),
      icon('download'),
    ),
  );
}

/** Neighbouring menus stand in one row. */
function grouped(blocks) {
  const groups = [];
  for (const block of blocks) {
    const menu = block.kind === 'choice' || block.kind === 'search';
    if (menu && groups.at(-1)?.menu) groups.at(-1).blocks.push(block);
    else groups.push({ menu, blocks: [block] });
  }
  return groups;
}

/** `room` is what the view stands in: words, press(button, id, picked?), suggest({id, typed}). */
export function renderView(view, room) {
  const tone = view.tone && view.tone !== 'plain' ? view.tone : undefined;
  return el(
    'div',
    { class: 'card', 'data-tone': tone, tabindex: '-1' },
    tone && el('span', { class: 'tone' }, icon(tone)),
    el(
      'div',
      { class: 'blocks' },
      view.title && el('h3', {}, view.title),
      grouped(view.blocks).map(({ menu, blocks }) => {
        const elements = blocks.map((block) => makers[block.kind]?.(block, room));
        return menu ? el('div', { class: 'menus' }, elements) : elements;
      }),
      view.files.length > 0 &&
        el(
          'ul',
          { class: 'files' },
          view.files.map((each) => file(each, room)),
        ),
    ),
  );
}

/** The beginning of what a view says, for those who hear it. */
export const spoken = (view) =>
  [view.title, ...view.blocks.filter((block) => block.kind === 'text').map((block) => plain(block.text))]
    .filter(Boolean)
    .slice(0, 3)
    .join('. ');
