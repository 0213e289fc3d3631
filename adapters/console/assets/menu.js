// A button that opens a list: to pick one, to pick several, or to search while typing.

import { el, fill, icon, newId } from './dom.js';

/** Keeps a popover beside its button and inside the window; on a phone it lies at the bottom. */
function place(panel, button) {
  if (matchMedia('(max-width: 40rem)').matches) {
    panel.style.cssText = '';
    return;
  }
  const edge = 12;
  const at = button.getBoundingClientRect();
  panel.style.minWidth = `${Math.max(at.width, 240)}px`;
  const { width, height } = panel.getBoundingClientRect();
  const below = innerHeight - at.bottom - edge;
  const top = below >= height || below >= at.top ? at.bottom + 6 : at.top - height - 6;
  panel.style.left = `${Math.max(edge, Math.min(at.left, innerWidth - width - edge))}px`;
  panel.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`;
}

/** An option of a listbox. */
export function optionRow(option, selected, more = {}) {
  return el(
    'li',
    {
      role: 'option',
      id: newId('option'),
      'aria-selected': selected ? 'true' : 'false',
      'data-value': option.value,
      class: 'option',
      ...more,
    },
    el(
      'span',
      { class: 'option-words' },
      el('span', { class: 'option-label' }, option.label),
      option.description && el('span', { class: 'option-about' }, option.description),
    ),
    icon('check'),
  );
}

/** Which of the rows is the active one, for keys and for readers of the screen. */
export function createCursor(list, input) {
  let active = -1;
  const rows = () => [...list.querySelectorAll('[role=option]')];
  const set = (index) => {
    const all = rows();
    active = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((row, i) => {
      row.classList.toggle('active', i === active);
    });
    if (active >= 0) {
      input.setAttribute('aria-activedescendant', all[active].id);
      all[active].scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  return {
    set,
    clear: () => {
      active = -1;
      for (const row of rows()) row.classList.remove('active');
      input.removeAttribute('aria-activedescendant');
    },
    move: (by) => set(active < 0 && by < 0 ? -1 : active + by),
    row: () => rows()[active],
  };
}

/**
 * The menu. `options` are shown as they are, or `search(typed)` promises them. `picked(options)` gets what was picked, always as a list.
 */
export function createMenu({ label, options, search, many = false, selected = [], words, picked }) {
  const listId = newId('list');
  const chosen = new Set(selected);
  const known = new Map((options ?? []).map((option) => [option.value, option]));
  const value = el('span', { class: 'menu-value' });
  const button = el(
    'button',
    { type: 'button', class: 'menu-button', 'aria-haspopup': 'listbox', 'aria-expanded': 'false' },
    search && icon('search'),
    el('span', { class: 'menu-label' }, label),
    value,
    icon('chevron'),
  );
  const showValue = () => {
    const labels = [...chosen].map((each) => known.get(each)?.label ?? each);
    value.textContent = labels.length > 2 ? fill(words.chosen, { count: labels.length }) : labels.join(', ');
    value.hidden = labels.length === 0;
  };
  const list = el('ul', {
    role: 'listbox',
    id: listId,
    class: 'options',
    'aria-label': label,
    'aria-multiselectable': many ? 'true' : undefined,
    tabindex: search ? undefined : '0',
  });
  const input =
    search &&
    el('input', {
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': listId,
      'aria-autocomplete': 'list',
      'aria-label': label,
      placeholder: words.search,
      autocomplete: 'off',
      spellcheck: 'false',
    });
  const status = el('p', { class: 'menu-status', role: 'status' });
  const apply = many && el('button', { type: 'button', class: 'button primary', on: { click: () => finish([...chosen]) } }, words.apply);
  const panel = el(
    'div',
    { class: 'menu', popover: 'auto' },
    el('p', { class: 'menu-title' }, label),
    input && el('div', { class: 'menu-search' }, icon('search'), input),
    list,
    status,
    apply && el('div', { class: 'menu-foot' }, apply),
  );
  const keys = input || list;
  const cursor = createCursor(list, keys);

  const finish = (values) => {
    panel.hidePopover();
    button.focus();
    picked(values.map((each) => known.get(each) ?? { value: each, label: each }));
  };
  const choose = (row) => {
    const id = row.dataset.value;
    if (!many) return finish([id]);
    if (!chosen.delete(id)) chosen.add(id);
    row.setAttribute('aria-selected', chosen.has(id) ? 'true' : 'false');
  };
  const show = (each) => {
    for (const option of each) known.set(option.value, option);
    list.replaceChildren(...each.map((option) => optionRow(option, chosen.has(option.value))));
    list.hidden = each.length === 0;
    const first = each.findIndex((option) => chosen.has(option.value));
    if (each.length > 0) cursor.set(Math.max(0, first));
    else cursor.clear();
  };

  let turn = 0;
  let timer;
  const look = (now) => {
    clearTimeout(timer);
    const mine = ++turn;
    status.textContent = words.searching;
    timer = setTimeout(
      async () => {
        const found = await search(input.value).catch(() => []);
        if (mine !== turn) return;
        show(found);
        status.textContent = found.length > 0 ? '' : fill(words.nothingFound, { typed: input.value });
        place(panel, button);
      },
      now ? 0 : 150,
    );
  };

  keys.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') cursor.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Home' && !input) cursor.set(0);
    else if (event.key === 'End' && !input) cursor.set(-1);
    else if ((event.key === 'Enter' || (event.key === ' ' && !input)) && cursor.row()) choose(cursor.row());
    else return;
    event.preventDefault();
  });
  input?.addEventListener('input', () => look(false));
  list.addEventListener('click', (event) => {
    const row = event.target.closest('[role=option]');
    if (row) choose(row);
  });
  const opened = () => {
    button.setAttribute('aria-expanded', 'true');
    // What was marked and not applied counts no more.
    chosen.clear();
    for (const each of selected) chosen.add(each);
    if (search) {
      input.value = '';
      look(true);
    } else show(options);
    place(panel, button);
    keys.focus();
  };
  // At once, and not at the toggle event, which comes later: the next key may be there before it.
  button.addEventListener('click', () => {
    panel.togglePopover();
    if (panel.matches(':popover-open')) opened();
  });
  panel.addEventListener('toggle', (event) => {
    if (event.newState === 'open') return;
    button.setAttribute('aria-expanded', 'false');
    clearTimeout(timer);
  });
  showValue();
  return el('div', { class: 'menu-holder' }, button, panel);
}
