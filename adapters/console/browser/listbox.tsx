// A list of options of which one is active, for keys and for readers of the screen.

import type { HTMLAttributes, Ref } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Option } from '../../../src/kit/view.ts';
import { Icon } from './icon.tsx';

/** The options that are shown, and which of them is active. */
export function useListbox() {
  const id = useId();
  const [{ rows, active, turn }, set] = useState<{ rows: readonly Option[]; active: number; turn: number }>({
    rows: [],
    active: -1,
    turn: 0,
  });
  return {
    id,
    rows,
    active,
    row: rows[active],
    /** Other rows have other ids, so that they are read out anew. */
    idOf: (index: number) => `${id}-${turn}-${index}`,
    show: (next: readonly Option[], index = -1) =>
      set((before) => ({ rows: next, active: index, turn: before.turn + 1 })),
    clear: () => set((before) => ({ ...before, active: -1 })),
    /** Counts from the end below zero. */
    goTo: (index: number) =>
      set((before) => ({
        ...before,
        active: before.rows.length === 0 ? -1 : (index + before.rows.length) % before.rows.length,
      })),
    move: (by: number) =>
      set((before) => {
        const { length } = before.rows;
        const next = before.active < 0 && by < 0 ? -1 : before.active + by;
        return { ...before, active: length === 0 ? -1 : (next + length) % length };
      }),
  };
}

type Box = ReturnType<typeof useListbox>;

/** What the element that has the keyboard says of the list. */
export const activeIn = (box: Box) => (box.active < 0 ? undefined : box.idOf(box.active));

interface Props extends Omit<HTMLAttributes<HTMLUListElement>, 'label' | 'ref'> {
  box: Box;
  label: string;
  /** Beside `option`. */
  rowClass?: string;
  chosen?: readonly string[];
  choose(option: Option): void;
  /** The list's own element. */
  at?: Ref<HTMLUListElement>;
}

export function Listbox({ box, label, rowClass, chosen = [], choose, at, ...more }: Props) {
  const active = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => active.current?.scrollIntoView({ block: 'nearest' }), [box.active, box.rows]);
  return (
    <ul role="listbox" id={box.id} aria-label={label} class="options" ref={at} {...more}>
      {box.rows.map((option, i) => (
        <li
          key={box.idOf(i)}
          ref={i === box.active ? active : undefined}
          role="option"
          id={box.idOf(i)}
          aria-selected={chosen.includes(option.value) ? 'true' : 'false'}
          data-value={option.value}
          class={['option', rowClass, i === box.active && 'active'].filter(Boolean).join(' ')}
          onClick={() => choose(option)}
        >
          <span class="option-words">
            <span class="option-label">{option.label}</span>
            {option.description && <span class="option-about">{option.description}</span>}
          </span>
          <Icon name="check" />
        </li>
      ))}
    </ul>
  );
}
