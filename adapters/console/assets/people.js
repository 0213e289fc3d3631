// Who one is: the button with one's own name, and the menu of all that one can be.

import { el, icon, newId } from './dom.js';

const initials = (name) => {
  const parts = name.split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  return (
    [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
      .map((part) => part?.[0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
};

export const avatar = (person) =>
  el('span', { class: `avatar colour-${person.colour ?? 0}`, 'aria-hidden': 'true' }, initials(person.name));

const roleOf = (person, words) => words.roles[person.role] ?? person.role;

/** `pick({person})` or `pick({lang})` is called with what was chosen. */
export function createPeopleMenu({ me, people, words, pick }) {
  const menuId = newId('people');
  const item = (kind, checked, chosen, ...children) =>
    el(
      'button',
      {
        type: 'button',
        class: `person-item ${kind}`,
        role: 'menuitemradio',
        'aria-checked': String(checked),
        on: { click: () => choose(chosen) },
      },
      ...children,
      icon('check'),
    );
  const panel = el(
    'div',
    { class: 'menu people-menu', id: menuId, popover: 'auto', role: 'menu', 'aria-label': words.switchPerson },
    el('p', { class: 'menu-title shown' }, words.switchPerson),
    el(
      'div',
      { role: 'group', 'aria-label': words.switchPerson, class: 'people-list' },
      people.map((person) =>
        item(
          'person',
          person.id === me.id,
          { person },
          avatar(person),
          el(
            'span',
            { class: 'person-words' },
            el('span', { class: 'person-name' }, person.name),
            el('span', { class: 'person-role' }, roleOf(person, words)),
          ),
        ),
      ),
    ),
    words.languages.length > 1 && [
      el('p', { class: 'menu-title shown' }, words.language),
      el(
        'div',
        { role: 'group', 'aria-label': words.language, class: 'languages' },
        words.languages.map(({ lang, label }) => item('lang', lang === words.lang, { lang }, el('span', { lang }, label))),
      ),
    ],
  );
  const button = el(
    'button',
    {
      type: 'button',
      class: 'me',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': `${words.switchPerson}: ${me.name}, ${roleOf(me, words)}`,
    },
    avatar(me),
    el(
      'span',
      { class: 'person-words' },
      el('span', { class: 'person-name' }, me.name),
      el('span', { class: 'person-role' }, roleOf(me, words)),
    ),
    icon('sort'),
  );
  const choose = (chosen) => {
    panel.hidePopover();
    pick(chosen);
  };
  button.addEventListener('click', () => {
    panel.togglePopover();
    if (!panel.matches(':popover-open')) return;
    button.setAttribute('aria-expanded', 'true');
    const at = button.getBoundingClientRect();
    const { height, width } = panel.getBoundingClientRect();
    const top = at.top > innerHeight / 2 ? at.top - height - 8 : at.bottom + 8;
    panel.style.top = `${Math.max(8, top)}px`;
    panel.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    panel.querySelector('[aria-checked=true]')?.focus();
  });
  panel.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') button.setAttribute('aria-expanded', 'false');
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...panel.querySelectorAll('[role=menuitemradio]')];
    const next = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    items[(next + items.length) % items.length].focus();
  });
  return el('div', { class: 'me-holder' }, button, panel);
}
