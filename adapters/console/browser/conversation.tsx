// The conversation.

import type { Ref } from 'preact';
import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Change, Message } from '../wire.ts';
import { spoken } from './card.tsx';
import { Icon } from './icon.tsx';
import { BotAvatar, MessageItem } from './message.tsx';
import { useRoom } from './room.ts';
import { useScrolling } from './scrolling.ts';
import { Welcome } from './shell.tsx';
import { stepFrom } from './stops.ts';

/** What is done to the conversation from outside. */
export interface ConversationHandle {
  /** All that there is. */
  fill(messages: readonly Message[]): void;
  change(change: Change): void;
  /** What comes now was asked for, and is shown wherever the window stands. `fresh`: it is something new; `message`: what was pressed. */
  expect(fresh?: { message?: string }): void;
  /** Gives the keyboard to the answer before or after. */
  step(by: -1 | 1): void;
  /** Whether an answer is awaited that nothing is seen of yet. */
  wait(waiting: boolean): void;
}

const elementOf = (list: HTMLElement, id: string) => list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);

/** Where the keyboard is, in which message, and on which button. */
function focusIn(list: HTMLElement | null) {
  const element = document.activeElement;
  const id = list?.contains(element) && element?.closest<HTMLElement>('[data-id]')?.dataset.id;
  return id && element ? { element, id, label: element.closest('button')?.textContent } : undefined;
}

/** A message that was drawn anew keeps the keyboard where it was. */
function keepFocus(list: HTMLElement, held: ReturnType<typeof focusIn>): void {
  if (!held || held.element.isConnected) return;
  const message = elementOf(list, held.id);
  const buttons = [...(message?.querySelectorAll('button') ?? [])];
  const same = held.label && buttons.find((button) => button.textContent === held.label);
  (same || message?.querySelector<HTMLElement>('.card'))?.focus({ preventScroll: true });
}

const Typing = ({ hidden, label }: { hidden: boolean; label: string }) => (
  <div class="message bot typing" hidden={hidden}>
    <BotAvatar />
    <div class="message-body">
      <div class="card">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="unseen">{label}</span>
      </div>
    </div>
  </div>
);

export function Conversation({ handle }: { handle: Ref<ConversationHandle> }) {
  const { words, me } = useRoom();
  const list = useRef<HTMLOListElement>(null);
  const { scroller, inner, pinned, hasMore, setMore, toEnd, onScroll, reveal, settle } = useScrolling(
    (id) => list.current && elementOf(list.current, id),
  );
  const voice = useRef<HTMLParagraphElement>(null);
  const [kept] = useState(() => new Map<string, Message>());
  const [messages, setMessages] = useState<readonly Message[]>();
  const [waiting, setWaiting] = useState(false);
  /** Until when what comes was asked for, what was pressed for it, and the first that came of it. */
  const expected = useRef<{ until: number; message?: string; first?: string }>({ until: 0 });
  /** Whether the end is to be shown, and the messages that are to be: once they stand there. */
  const isFirst = useRef(false);
  const arrived = useRef<{ id: string; asked: boolean }[]>([]);
  const held = focusIn(list.current);

  const put = (message: Message): boolean => {
    const before = kept.get(message.id);
    if (before && before.revision >= message.revision) return false;
    kept.set(message.id, message);
    return true;
  };
  const show = () => setMessages([...kept.values()].sort((a, b) => a.order - b.order));

  useImperativeHandle(
    handle,
    (): ConversationHandle => ({
      fill: (all) => {
        const ids = new Set(all.map((message) => message.id));
        for (const id of [...kept.keys()]) if (!ids.has(id)) kept.delete(id);
        isFirst.current = kept.size === 0;
        for (const message of all) put(message);
        show();
      },
      change: (change) => {
        if (change.kind === 'remove') {
          kept.delete(change.id);
          return show();
        }
        const { message } = change;
        const isNew = !kept.has(message.id);
        if (!put(message)) return;
        show();
        if (message.working) setWaiting(false);
        if (message.view) voice.current!.textContent = spoken(message.view);
        const isAsked = Date.now() < expected.current.until && (isNew || message.id === expected.current.message);
        if (isNew || isAsked) arrived.current.push({ id: message.id, asked: message.from?.id === me.id || isAsked });
      },
      expect: (fresh) => {
        expected.current = { ...(fresh ?? expected.current), until: Date.now() + 1500 };
      },
      step: (by) => stepFrom(list.current!, by),
      wait: setWaiting,
    }),
    [],
  );
  useLayoutEffect(() => {
    keepFocus(list.current!, held);
    const last = messages?.at(-1);
    if (isFirst.current && last) reveal(last.id);
    isFirst.current = false;
    for (const { id, asked } of arrived.current.splice(0)) {
      if (!elementOf(list.current!, id)) continue;
      const { first } = expected.current;
      // Of all that comes of one act, the first is what one reads.
      if (
        asked &&
        (first === undefined || first === id || elementOf(list.current!, first)?.classList.contains('mine'))
      ) {
        expected.current.first = id;
        reveal(id);
      } else if (asked) settle();
      else if (pinned.current) reveal(id);
      else setMore(true);
    }
  }, [messages]);
  useLayoutEffect(() => {
    if (waiting && pinned.current) settle();
  }, [waiting]);

  const newest = messages?.findLast(({ view }) => view)?.id;
  return (
    <div class="conversation-holder">
      <div class="scroller" tabindex={0} role="region" aria-label={words.transcript} ref={scroller} onScroll={onScroll}>
        <div class="conversation" ref={inner}>
          <div class="welcome">{messages?.length === 0 && <Welcome />}</div>
          <ol class="messages" ref={list}>
            {messages?.map((message) => (
              // Drawn anew with each change, so that no menu of it stays open over what is not there any more.
              <MessageItem key={`${message.id} ${message.revision}`} message={message} isOld={message.id !== newest} />
            ))}
          </ol>
          <Typing hidden={!waiting} label={words.working} />
        </div>
      </div>
      <button type="button" class="more" hidden={!hasMore} onClick={toEnd}>
        {words.newMessages}
        <Icon name="chevron" />
      </button>
      <p class="unseen" aria-live="polite" ref={voice} />
    </div>
  );
}
