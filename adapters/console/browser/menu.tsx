// A button that opens a list: to pick one, to pick several, or to search while typing.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Option } from '../../../src/kit/view.ts';
import { fill } from '../words.ts';
import { Icon } from './icon.tsx';
import { useLatest } from './latest.ts';
import { activeIn, Listbox, useListbox } from './listbox.tsx';
import { useRoom } from './room.ts';

/** Keeps a popover beside its button and inside the window; on a phone it lies at the bottom. */
function place(panel: HTMLElement, button: HTMLElement): void {
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

interface Props {
  label: string;
  /** Shown as they are, or … */
  options?: readonly Option[];
  /** … found while typing. */
  search?(typed: string): Promise<readonly Option[]>;
  many?: boolean;
  selected?: readonly string[];
  /** Gets what was picked, and the button that the menu belongs to. */
  picked(values: readonly string[], button: HTMLElement): void;
}

export function Menu({ label, options = [], search, many = false, selected = [], picked }: Props) {
  const { words } = useRoom();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const box = useListbox();
  const latest = useLatest();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(selected);
  const [status, setStatus] = useState('');
  const isOpen = () => panel.current?.matches(':popover-open') ?? false;
  useLayoutEffect(() => {
    if (isOpen()) place(panel.current!, button.current!);
  }, [open, box.rows, status]);

  const finish = (values: readonly string[]) => {
    panel.current?.hidePopover();
    button.current?.focus();
    picked(values, button.current!);
  };
  const choose = ({ value }: Option) => {
    if (!many) finish([value]);
    else setChosen((before) => (before.includes(value) ? before.filter((each) => each !== value) : [...before, value]));
  };
  const look = (pause: number) => {
    const typed = input.current!.value;
    setStatus(words.searching);
    latest.ask(
      pause,
      () => search!(typed),
      (found) => {
        box.show(found, found.length > 0 ? 0 : -1);
        setStatus(found.length > 0 ? '' : fill(words.nothingFound, { typed }));
      },
    );
  };
  // At once, and not at the toggle event, which comes later: the next key may be there before it.
  const toggle = () => {
    panel.current?.togglePopover();
    if (!isOpen()) return;
    setOpen(true);
    // What was marked and not applied counts no more.
    setChosen(selected);
    if (search) {
      input.current!.value = '';
      look(0);
    } else {
      const first = options.findIndex((option) => selected.includes(option.value));
      box.show(options, options.length > 0 ? Math.max(0, first) : -1);
    }
    (input.current ?? list.current)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') box.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Home' && !search) box.goTo(0);
    else if (event.key === 'End' && !search) box.goTo(-1);
    else if ((event.key === 'Enter' || (event.key === ' ' && !search)) && box.row) choose(box.row);
    else return;
    event.preventDefault();
  };
  const labels = selected.map((each) => options.find((option) => option.value === each)?.label ?? each);
  const keys = { onKeyDown, 'aria-activedescendant': activeIn(box) };
  return (
    <div class="menu-holder">
      <button
        type="button"
        class="menu-button"
        aria-haspopup="listbox"
        aria-expanded={open ? 'true' : 'false'}
        ref={button}
        onClick={toggle}
      >
        {search && <Icon name="search" />}
        <span class="menu-label">{label}</span>
        <span class="menu-value" hidden={labels.length === 0}>
          {labels.length > 2 ? fill(words.chosen, { count: String(labels.length) }) : labels.join(', ')}
        </span>
        <Icon name="chevron" />
      </button>
      <div
        class="menu"
        popover="auto"
        ref={panel}
        onToggle={(event) => {
          if (event.newState === 'open') return;
          setOpen(false);
          latest.cancel();
        }}
      >
        <p class="menu-title">{label}</p>
        {search && (
          <div class="menu-search">
            <Icon name="search" />
            <input
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-controls={box.id}
              aria-autocomplete="list"
              aria-label={label}
              placeholder={words.search}
              autocomplete="off"
              spellcheck={false}
              ref={input}
              onInput={() => look(150)}
              {...keys}
            />
          </div>
        )}
        <Listbox
          box={box}
          label={label}
          chosen={chosen}
          choose={choose}
          at={list}
          hidden={Boolean(search) && box.rows.length === 0}
          aria-multiselectable={many ? 'true' : undefined}
          {...(search ? {} : { tabindex: 0, ...keys })}
        />
        <p class="menu-status" role="status">
          {status}
        </p>
        {many && (
          <div class="menu-foot">
            <button type="button" class="button primary" onClick={() => finish(chosen)}>
              {words.apply}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
