// Where one types, with what can be typed next above it.

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Option } from '../../../src/kit/view.ts';
import { type Completion, complete } from './completion.ts';
import { createHistory } from './history.ts';
import { Icon } from './icon.tsx';
import { useLatest } from './latest.ts';
import { activeIn, Listbox, useListbox } from './listbox.tsx';
import { useRoom } from './room.ts';

/** The button that attaches a file, where a command takes one. */
function Attach() {
  const { words, commands, acts } = useRoom();
  const picker = useRef<HTMLInputElement>(null);
  const takesFiles = commands.some((command) => command.options.some((option) => option.kind === 'file'));
  return (
    <>
      {takesFiles && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.attach}
          title={words.attach}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
        </button>
      )}
      <input
        type="file"
        class="unseen"
        tabindex={-1}
        aria-hidden="true"
        ref={picker}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) acts.give(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** `input` is where one types, for those who give it the keyboard. */
export function Composer({ input }: { input: RefObject<HTMLTextAreaElement | null> }) {
  const { words, commands, people, acts } = useRoom();
  const box = useListbox();
  const latest = useLatest();
  const [history] = useState(createHistory);
  const [kind, setKind] = useState<Completion['kind']>('commands');
  const [isEmpty, setEmpty] = useState(true);
  /** Whether Enter takes what is offered first. */
  const takesFirst = useRef(false);
  const isOpen = box.rows.length > 0;

  const close = () => {
    latest.cancel();
    box.show([]);
  };
  const show = (found: Completion) => {
    setKind(found.kind);
    box.show(found.items, found.first && found.items.length > 0 ? 0 : -1);
  };
  const look = () => {
    latest.cancel();
    const { value, selectionStart } = input.current!;
    // Nothing is offered while the cursor stands inside of what is typed.
    const found = selectionStart === value.length ? complete(value, commands, people) : undefined;
    takesFirst.current = Boolean(found?.first);
    if (!found) return close();
    const { more } = found;
    if (!more || found.items.length > 0) show(found);
    if (!more) return;
    latest.ask(
      120,
      () => acts.suggest(more.search),
      (options) => show({ ...found, items: [...found.items, ...options.map(more.item)] }),
    );
  };
  const grow = () => {
    const at = input.current!;
    setEmpty(at.value.trim() === '');
    at.style.height = 'auto';
    if (at.value) at.style.height = `${Math.min(at.scrollHeight, 160)}px`;
  };
  const write = (text: string) => {
    input.current!.value = text;
    input.current!.setSelectionRange(text.length, text.length);
    grow();
  };
  const begin = (text: string) => {
    write(text);
    input.current?.focus();
    look();
  };
  const take = (option: Option) => begin(option.value);
  const submit = async () => {
    const text = input.current!.value.trim();
    if (!text) return;
    history.add(text);
    write('');
    close();
    if (!(await acts.say(text)) && input.current?.value === '') write(text);
  };
  const recall = (by: number) => {
    const text = history.step(by);
    if (text === undefined) return;
    write(text);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isUp = event.key === 'ArrowUp';
    const isDown = event.key === 'ArrowDown';
    if (isOpen && (isUp || isDown)) box.move(isUp ? -1 : 1);
    else if (!isOpen && isUp && (input.current?.value === '' || history.isBack())) recall(1);
    else if (!isOpen && isDown && history.isBack()) recall(-1);
    else if (isOpen && event.key === 'Escape') close();
    else if (isOpen && event.key === 'Tab' && !event.shiftKey) take(box.row ?? box.rows[0]!);
    else if (event.key === 'Enter' && !event.shiftKey) {
      if (isOpen && box.row) take(box.row);
      else void submit();
    } else return;
    event.preventDefault();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (takesFirst.current && isOpen && box.row) take(box.row);
    else void submit();
  };
  return (
    <form class="composer" onSubmit={onSubmit}>
      <div class="completion" hidden={!isOpen}>
        <Listbox
          box={box}
          label={words.suggestions}
          rowClass={kind}
          // What scrolls must be reached by the keyboard; Tab itself takes what is offered, so it stops nobody.
          tabindex={0}
          choose={take}
          onPointerDown={(event: PointerEvent) => event.preventDefault()}
        />
      </div>
      <div class="composer-box">
        <Attach />
        <button
          type="button"
          class="icon-button slash"
          aria-label={words.commands}
          title={words.commands}
          onClick={() => begin('/')}
        >
          /
        </button>
        <textarea
          rows={1}
          aria-label={words.message}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={box.id}
          aria-activedescendant={activeIn(box)}
          placeholder={words.placeholder}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="send"
          maxlength={12_000}
          ref={input}
          onInput={() => {
            grow();
            history.leave();
            look();
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setTimeout(() => document.activeElement !== input.current && close(), 150)}
          onFocus={() => input.current?.value && look()}
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={isEmpty}>
          <Icon name="send" />
        </button>
      </div>
      <p class="keys">
        {words.keys} · {words.answerKeys}
      </p>
    </form>
  );
}
