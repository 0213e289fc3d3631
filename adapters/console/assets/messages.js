// The conversation.

import { renderView, spoken } from './blocks.js';
import { el, icon } from './dom.js';
import { avatar } from './people.js';

const dots = () => el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
const botAvatar = () => el('img', { class: 'avatar', src: '/console/assets/icon.svg', alt: '', width: '36', height: '36' });

/** The command apart from what stands behind it. */
function typed(text) {
  const match = /^(\/\S+)([\s\S]*)$/.exec(text);
  return match ? [el('strong', {}, match[1]), match[2]] : [text];
}

/** `room`: words, me, people, press, suggest. `welcome()` makes what stands there while nothing is said. */
export function createConversation(room, welcome) {
  const { words, me, people } = room;
  const time = new Intl.DateTimeFormat(words.lang, { hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat(words.lang, { dateStyle: 'full', timeStyle: 'short' });
  const shown = new Map();
  const list = el('ol', { class: 'messages', 'aria-label': words.transcript });
  const typing = el(
    'div',
    { class: 'message bot typing', hidden: true },
    botAvatar(),
    el('div', { class: 'message-body' }, el('div', { class: 'card' }, dots(), el('span', { class: 'unseen' }, words.working))),
  );
  const empty = el('div', { class: 'welcome' });
  const inner = el('div', { class: 'conversation' }, empty, list, typing);
  const scroller = el('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': words.transcript }, inner);
  const more = el(
    'button',
    { type: 'button', class: 'more', hidden: true, on: { click: () => toEnd() } },
    words.newMessages,
    icon('chevron'),
  );
  const voice = el('p', { class: 'unseen', 'aria-live': 'polite' });
  const element = el('div', { class: 'conversation-holder' }, scroller, more, voice);

  // Whether the end is in sight: then it stays in sight, also when pictures come in late.
  let pinned = true;
  let expected = 0;
  const left = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    pinned = true;
    more.hidden = true;
  };
  scroller.addEventListener('scroll', () => {
    pinned = left() < 8;
    if (pinned) more.hidden = true;
  });
  new ResizeObserver(() => pinned && toEnd()).observe(inner);
  new ResizeObserver(() => pinned && toEnd()).observe(scroller);

  const head = (message) =>
    el(
      'div',
      { class: 'message-head' },
      el('span', { class: 'who' }, message.from?.name ?? words.name),
      !message.from && el('span', { class: 'app' }, words.app),
      el('time', { datetime: new Date(message.at).toISOString(), title: full.format(message.at) }, time.format(message.at)),
      message.private && !message.from && el('span', { class: 'only' }, icon('eye'), words.onlyYou),
    );
  const render = (message) => {
    const mine = message.from?.id === me.id;
    const kind = mine ? 'mine' : message.from ? 'other' : 'bot';
    const body = message.view
      ? renderView(message.view, { ...room, press: (...pressed) => room.press(message.id, ...pressed) })
      : el('p', { class: 'bubble' }, typed(message.text ?? ''));
    if (message.working) body.prepend(el('span', { class: 'bar', role: 'progressbar', 'aria-label': words.working }));
    return el(
      'li',
      {
        class: `message ${kind}`,
        'data-id': message.id,
        'data-private': message.private && !message.from,
        'aria-busy': message.working ? 'true' : undefined,
      },
      !mine && (message.from ? avatar(people.find(({ id }) => id === message.from.id) ?? message.from) : botAvatar()),
      el('div', { class: 'message-body' }, head(message), body),
    );
  };

  /** A message that is drawn anew keeps the keyboard where it was. */
  const exchange = (before, after) => {
    const held = before.contains(document.activeElement) ? document.activeElement : undefined;
    const label = held?.closest('button')?.textContent;
    before.replaceWith(after);
    if (!held) return;
    const same = label && [...after.querySelectorAll('button')].find((button) => button.textContent === label);
    (same || after.querySelector('.card'))?.focus({ preventScroll: true });
  };
  const put = (message) => {
    const before = shown.get(message.id);
    if (before && before.message.revision >= message.revision) return false;
    const element = render(message);
    if (before) exchange(before.element, element);
    else {
      const next = [...shown.values()]
        .filter((each) => each.message.order > message.order)
        .sort((a, b) => a.message.order - b.message.order)[0];
      if (next) next.element.before(element);
      else list.append(element);
    }
    shown.set(message.id, { message, element });
    return true;
  };
  const drop = (id) => {
    shown.get(id)?.element.remove();
    shown.delete(id);
  };
  const settle = () => {
    if (shown.size > 0) empty.replaceChildren();
    else if (!empty.firstChild) empty.append(welcome());
  };
  /** Shows the end; of an answer that is higher than the window its beginning, with what was asked. */
  const reveal = (element) => {
    if (element.offsetHeight <= scroller.clientHeight - 24) return toEnd();
    const before = element.previousElementSibling;
    const from = before?.classList.contains('mine') ? before : element;
    scroller.scrollTop += from.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16;
    pinned = false;
  };

  return {
    element,
    /** All that there is. */
    fill: (messages) => {
      const ids = new Set(messages.map((message) => message.id));
      for (const id of [...shown.keys()]) if (!ids.has(id)) drop(id);
      const first = shown.size === 0;
      for (const message of messages) put(message);
      settle();
      if (first) toEnd();
    },
    change: (change) => {
      if (change.kind === 'remove') {
        drop(change.id);
        return settle();
      }
      const { message } = change;
      const isNew = !shown.has(message.id);
      const follow = pinned || message.from?.id === me.id || Date.now() < expected;
      if (!put(message)) return;
      settle();
      if (message.working) typing.hidden = true;
      if (message.view) voice.textContent = spoken(message.view);
      if (!isNew) return;
      if (follow) reveal(shown.get(message.id).element);
      else more.hidden = false;
    },
    /** What comes now was asked for, and is shown wherever the window stands. */
    expect: () => {
      expected = Date.now() + 1500;
    },
    /** Whether an answer is awaited that nothing is seen of yet. */
    await: (waiting) => {
      typing.hidden = !waiting;
      if (waiting && pinned) toEnd();
    },
  };
}
