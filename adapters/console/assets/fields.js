// The fields of a form: each is an element with its label, hint and error, and knows what stands in it.

import { el, fill, icon, newId, readableSize } from './dom.js';
import { createCursor, optionRow } from './menu.js';

const described = (ids) => ({ 'aria-describedby': ids.hint ? `${ids.hint} ${ids.error}` : ids.error });

function text(field, ids) {
  const input = field.kind === 'long' ? el('textarea', { rows: '4' }) : el('input', { type: 'text', autocomplete: 'off' });
  input.value = field.value ?? '';
  // What is too long for the field is for the bot to say; nothing that was pasted is cut unseen.
  input.maxLength = 20_000;
  return { control: label(input, ids), body: input, read: () => input.value };
}

function label(input, ids) {
  input.id = ids.control;
  for (const [name, value] of Object.entries(described(ids))) input.setAttribute(name, value);
  return input;
}

function choice(field, ids, room) {
  const options = field.kind === 'user' ? room.people : field.kind === 'channel' ? room.channels : (field.options ?? []);
  const given = [field.value ?? ''].flat()[0] ?? '';
  const select = el(
    'select',
    {},
    (!field.required || given === '') && el('option', { value: '' }, field.required ? room.words.pick : '—'),
    options.map((option) =>
      el('option', { value: option.value }, option.description ? `${option.label} · ${option.description}` : option.label),
    ),
  );
  select.value = options.some((option) => option.value === given) ? given : '';
  return { control: label(select, ids), body: el('div', { class: 'select' }, select, icon('chevron')), read: () => select.value };
}

function choices(field, ids) {
  const given = new Set([field.value ?? []].flat());
  const boxes = (field.options ?? []).map((option) => ({
    option,
    box: el('input', { type: 'checkbox', value: option.value, checked: given.has(option.value) }),
  }));
  const group = el(
    'div',
    { role: 'group', id: ids.control, tabindex: '-1', class: 'checks', 'aria-labelledby': ids.label, ...described(ids) },
    boxes.map(({ option, box }) => el('label', { class: 'check' }, box, el('span', {}, option.label))),
  );
  return { control: group, body: group, read: () => boxes.filter(({ box }) => box.checked).map(({ option }) => option.value) };
}

function search(field, ids, room) {
  const listId = newId('list');
  const list = el('ul', { role: 'listbox', id: listId, class: 'options inline', 'aria-label': field.label, hidden: true });
  const input = label(
    el('input', {
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': listId,
    }),
    ids,
  );
  const cursor = createCursor(list, input);
  input.value = room.labels.get(field.value) ?? field.value ?? '';
  let picked = field.value;
  let turn = 0;
  let timer;
  const close = () => {
    turn++;
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    cursor.clear();
  };
  const look = () => {
    const mine = ++turn;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const found = await room.suggest({ id: room.formId, field: field.name, typed: input.value }).catch(() => []);
      if (mine !== turn) return;
      list.replaceChildren(...found.map((option) => optionRow(option, false)));
      list.hidden = found.length === 0;
      input.setAttribute('aria-expanded', String(found.length > 0));
      cursor.clear();
    }, 150);
  };
  const choose = (row) => {
    picked = row.dataset.value;
    input.value = row.querySelector('.option-label').textContent;
    room.labels.set(picked, input.value);
    close();
    input.focus();
  };
  input.addEventListener('input', () => {
    picked = undefined;
    look();
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') cursor.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && cursor.row()) choose(cursor.row());
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener('blur', close);
  // Before the field loses the focus to the press.
  list.addEventListener('pointerdown', (event) => {
    const row = event.target.closest('[role=option]');
    event.preventDefault();
    if (row) choose(row);
  });
  return { control: input, body: el('div', {}, input, list), read: () => picked ?? input.value };
}

function file(_, ids, room) {
  const input = label(el('input', { type: 'file', class: 'unseen' }), ids);
  const name = el('span', { class: 'file-name' });
  const size = el('span', { class: 'file-size' });
  const remove = el('button', { type: 'button', class: 'icon-button' }, icon('close'));
  const has = el('div', { class: 'drop-has', hidden: true }, icon('file'), el('span', { class: 'file-words' }, name, size), remove);
  const ask = el(
    'label',
    { class: 'drop-ask', for: ids.control },
    icon('attach'),
    el('span', {}, el('strong', {}, room.words.chooseFile), ` ${room.words.dropFile}`),
  );
  const zone = el('div', { class: 'drop' }, input, ask, has);
  let chosen;
  const show = (file) => {
    chosen = file;
    has.hidden = !file;
    ask.hidden = Boolean(file);
    if (!file) return;
    name.textContent = file.name;
    size.textContent = readableSize(file.size, room.words.lang);
    remove.setAttribute('aria-label', fill(room.words.removeFile, { name: file.name }));
  };
  input.addEventListener('change', () => show(input.files[0]));
  remove.addEventListener('click', () => {
    input.value = '';
    show(undefined);
    input.focus();
  });
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove('over');
    if (event.dataTransfer.files[0]) show(event.dataTransfer.files[0]);
  });
  return { control: input, body: zone, read: async () => (chosen ? { file: await room.sendFile(chosen) } : undefined) };
}

const makers = { text, long: text, choice, choices, search, user: choice, channel: choice, file };

/** A field of a form. `room` has words, people, channels, labels, formId, suggest and sendFile. */
export function createField(field, room) {
  const ids = { control: newId('field'), label: newId('label'), hint: field.hint && newId('hint'), error: newId('error') };
  const { control, body, read } = makers[field.kind](field, ids, room);
  const error = el('p', { class: 'error', id: ids.error });
  const showError = (message) => {
    error.replaceChildren(...(message ? [icon('bad'), message] : []));
    error.hidden = !message;
    if (message) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  };
  if (field.required && field.kind !== 'choices') control.setAttribute('aria-required', 'true');
  showError(field.error);
  const words = [field.label, !field.required && el('span', { class: 'optional' }, room.words.optional)];
  const element = el(
    'div',
    { class: 'field', 'data-field': field.name },
    field.kind === 'choices'
      ? el('span', { class: 'field-label', id: ids.label }, words)
      : el('label', { class: 'field-label', for: ids.control }, words),
    field.hint && el('p', { class: 'hint', id: ids.hint }, field.hint),
    body,
    error,
  );
  return { name: field.name, element, control, read, showError };
}
