import { useImperativeHandle, useRef } from 'preact/hooks';
import type { Option } from '../../../src/kit/view.ts';
import { type ControlProps, givenIn } from './controls.tsx';
import { useLatest } from './latest.ts';
import { activeIn, Listbox, useListbox } from './listbox.tsx';
import { useRoom } from './room.ts';

/** A text with suggestions: what was picked is known by its value until something else is typed. */
export function SearchControl({ field, form, about, labels, control }: ControlProps) {
  const { acts } = useRoom();
  const input = useRef<HTMLInputElement>(null);
  const given = givenIn(field)[0];
  const picked = useRef(given);
  const box = useListbox();
  const latest = useLatest();
  const isOpen = box.rows.length > 0;
  useImperativeHandle(
    control,
    () => ({ read: () => picked.current ?? input.current!.value, focus: () => input.current?.focus() }),
    [],
  );

  const close = () => {
    latest.cancel();
    box.show([]);
  };
  const look = () => {
    picked.current = undefined;
    const typed = input.current!.value;
    latest.ask(150, () => acts.suggest({ id: form, field: field.name, typed }), box.show);
  };
  const choose = (option: Option) => {
    picked.current = option.value;
    input.current!.value = option.label;
    labels.set(option.value, option.label);
    close();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') box.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && box.row) choose(box.row);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen ? 'true' : 'false'}
        aria-controls={box.id}
        aria-activedescendant={activeIn(box)}
        defaultValue={labels.get(given ?? '') ?? given ?? ''}
        ref={input}
        onInput={look}
        onKeyDown={onKeyDown}
        onBlur={close}
        {...about}
      />
      <Listbox
        box={box}
        label={field.label}
        class="options inline"
        hidden={!isOpen}
        choose={choose}
        // The field keeps the focus while one presses.
        onPointerDown={(event: PointerEvent) => event.preventDefault()}
      />
    </div>
  );
}
