// Where one types, with what can be typed next above it.

import { complete } from './completion.js';
import { el, icon, newId } from './dom.js';
import { createCursor, optionRow } from './menu.js';

/** `room` has words, commands, people, suggest, send(text) and sendFile(file); `send` promises whether it went out. */
export function createComposer(room) {
  const { words } = room;
  const listId = newId('list');
  const list = el('ul', { role: 'listbox', id: listId, class: 'options', 'aria-label': words.suggestions });
  const panel = el('div', { class: 'completion', hidden: true }, list);
  const input = el('textarea', {
    rows: '1',
    role: 'combobox',
    'aria-label': words.message,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: words.placeholder,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
    maxlength: '12000',
  });
  const cursor = createCursor(list, input);
  const picker = el('input', { type: 'file', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true' });
  const takesFiles = room.commands.some((command) => command.options.some((option) => option.kind === 'file'));
  const attach =
    takesFiles &&
    el(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': words.attach, title: words.attach, on: { click: () => picker.click() } },
      icon('attach'),
    );
  const slash = el(
    'button',
    { type: 'button', class: 'icon-button slash', 'aria-label': words.commands, title: words.commands, on: { click: () => begin() } },
    '/',
  );
  const send = el('button', { type: 'submit', class: 'send', 'aria-label': words.send, title: words.send, disabled: true }, icon('send'));
  const element = el(
    'form',
    { class: 'composer' },
    panel,
    el('div', { class: 'composer-box' }, attach, slash, picker, input, send),
    el('p', { class: 'keys' }, words.keys),
  );

  const history = [];
  let back = -1;
  let first = false;
  let turn = 0;

  const close = () => {
    turn++;
    panel.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    cursor.clear();
  };
  const show = (found) => {
    list.replaceChildren(...found.items.map((item) => optionRow(item, false, { class: `option ${found.kind}` })));
    panel.hidden = found.items.length === 0;
    input.setAttribute('aria-expanded', String(!panel.hidden));
    if (found.first && found.items.length > 0) cursor.set(0);
    else cursor.clear();
  };
  const look = async () => {
    const mine = ++turn;
    // Nothing is offered while the cursor stands inside of what is typed.
    const found = input.selectionStart === input.value.length ? complete(input.value, room.commands, room.people) : undefined;
    first = Boolean(found?.first);
    if (!found) return close();
    if (!found.search || found.items.length > 0) show(found);
    if (!found.search) return;
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (mine !== turn) return;
    const options = await room.suggest(found.search).catch(() => []);
    if (mine === turn) show({ ...found, items: [...found.items, ...options.map(found.item)] });
  };
  const grow = () => {
    send.disabled = input.value.trim() === '';
    input.style.height = 'auto';
    if (input.value) input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  };
  const write = (text) => {
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    grow();
  };
  const take = (row) => {
    write(row.dataset.value);
    input.focus();
    look();
  };
  const begin = () => {
    write('/');
    input.focus();
    look();
  };
  const submit = async () => {
    const text = input.value.trim();
    if (!text) return;
    history.push(text);
    back = -1;
    write('');
    close();
    if (!(await room.send(text)) && input.value === '') write(text);
  };
  const recall = (by) => {
    const next = Math.max(-1, Math.min(history.length - 1, back + by));
    if (next === back) return;
    back = next;
    write(back < 0 ? '' : history[history.length - 1 - back]);
    close();
  };

  input.addEventListener('input', () => {
    grow();
    back = -1;
    look();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = !panel.hidden;
    const up = event.key === 'ArrowUp';
    if (open && (up || event.key === 'ArrowDown')) cursor.move(up ? -1 : 1);
    else if (!open && up && (input.value === '' || back >= 0)) recall(1);
    else if (!open && event.key === 'ArrowDown' && back >= 0) recall(-1);
    else if (open && event.key === 'Escape') close();
    else if (open && event.key === 'Tab' && !event.shiftKey) take(cursor.row() ?? list.firstElementChild);
    else if (event.key === 'Enter' && !event.shiftKey) {
      if (open && cursor.row()) take(cursor.row());
      else submit();
    } else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => setTimeout(() => document.activeElement !== input && close(), 150));
  input.addEventListener('focus', () => input.value && look());
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const row = event.target.closest('[role=option]');
    if (row) take(row);
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (first && !panel.hidden && cursor.row()) take(cursor.row());
    else submit();
  });
  picker.addEventListener('change', () => {
    if (picker.files[0]) room.sendFile(picker.files[0]);
    picker.value = '';
  });
  return { element, focus: () => input.focus() };
}
