// Who one is: the button with one's own name, and the menu of all that one can be.

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { type Someone, useRoom } from './room.ts';

/** Somebody else to be, or another language. */
export type Chosen = { person: Someone } | { lang: string };

const initials = (name: string): string => {
  const parts = name.split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  const both = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  return (
    both
      .map((part) => part?.[0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
};

export const Avatar = ({ person }: { person: { name: string; colour?: number } }) => (
  <span class={`avatar colour-${person.colour ?? 0}`} aria-hidden="true">
    {initials(person.name)}
  </span>
);

const useRole = (person: Someone): string => useRoom().words.roles[person.role] ?? person.role;

function PersonWords({ person }: { person: Someone }) {
  const role = useRole(person);
  return (
    <span class="person-words">
      <span class="person-name">{person.name}</span>
      <span class="person-role">{role}</span>
    </span>
  );
}

function Item({
  kind,
  isMine,
  choose,
  children,
}: {
  kind: string;
  isMine: boolean;
  choose(): void;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class={`person-item ${kind}`}
      role="menuitemradio"
      aria-checked={isMine ? 'true' : 'false'}
      onClick={choose}
    >
      {children}
      <Icon name="check" />
    </button>
  );
}

/** Beside its button, and inside the window. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { height, width } = panel.getBoundingClientRect();
  const top = at.top > innerHeight / 2 ? at.top - height - 8 : at.bottom + 8;
  panel.style.top = `${Math.max(8, top)}px`;
  panel.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
}

/** The arrows go from item to item. */
function moveFocus(event: KeyboardEvent, panel: HTMLElement): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const items = [...panel.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
  const next = items.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
  items[(next + items.length) % items.length]?.focus();
}

export function PeopleMenu({ pick }: { pick(chosen: Chosen): void }) {
  const { me, people, words } = useRoom();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const choose = (chosen: Chosen) => {
    panel.current?.hidePopover();
    pick(chosen);
  };
  const toggle = () => {
    const menu = panel.current!;
    menu.togglePopover();
    if (!menu.matches(':popover-open')) return;
    setOpen(true);
    place(menu, button.current!);
    menu.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
  };
  return (
    <div class="me-holder">
      <button
        type="button"
        class="me"
        aria-haspopup="menu"
        aria-expanded={open ? 'true' : 'false'}
        ref={button}
        onClick={toggle}
      >
        <Avatar person={me} />
        <PersonWords person={me} />
        <span class="unseen">{words.switchPerson}</span>
        <Icon name="sort" />
      </button>
      <div
        class="menu people-menu"
        popover="auto"
        role="menu"
        aria-label={words.switchPerson}
        ref={panel}
        onToggle={(event) => event.newState === 'closed' && setOpen(false)}
        onKeyDown={(event) => moveFocus(event, event.currentTarget)}
      >
        <p class="menu-title shown">{words.switchPerson}</p>
        <div role="group" aria-label={words.switchPerson} class="people-list">
          {people.map((person) => (
            <Item key={person.id} kind="person" isMine={person.id === me.id} choose={() => choose({ person })}>
              <Avatar person={person} />
              <PersonWords person={person} />
            </Item>
          ))}
        </div>
        {words.languages.length > 1 && (
          <>
            <p class="menu-title shown">{words.language}</p>
            <div role="group" aria-label={words.language} class="languages">
              {words.languages.map(({ lang, label }) => (
                <Item key={lang} kind="lang" isMine={lang === words.lang} choose={() => choose({ lang })}>
                  <span lang={lang}>{label}</span>
                </Item>
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
