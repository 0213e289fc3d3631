// Puts the page together, anew for each person one becomes.

import { createActs } from './acts.js';
import { getStart, listen } from './api.js';
import { nameChannel } from './blocks.js';
import { createComposer } from './composer.js';
import { el } from './dom.js';
import { language, person, readAddress } from './memory.js';
import { createConversation } from './messages.js';
import { createShell, createWelcome } from './shell.js';

let leave = () => {};

/** What happens anywhere on the page: files are dragged over it, and a slash is typed. */
function listenToPage(shell, acts, focus) {
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  const listeners = {
    dragover: (event) => {
      if (!files(event)) return;
      event.preventDefault();
      shell.classList.toggle('dropping', !acts.busy());
    },
    dragleave: (event) => event.relatedTarget === null && shell.classList.remove('dropping'),
    drop: (event) => {
      if (!files(event)) return;
      event.preventDefault();
      shell.classList.remove('dropping');
      if (!acts.busy() && event.dataTransfer.files[0]) acts.give(event.dataTransfer.files[0]);
    },
    keydown: (event) => {
      if (event.key === '/' && !acts.busy() && !event.ctrlKey && !event.metaKey && !event.target.matches?.('input, textarea, select'))
        focus();
    },
  };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
  };
}

async function enter() {
  const start = await getStart(language());
  const { words, commands } = start;
  nameChannel(start.channel, words.channel);
  const people = start.people.map((each, i) => ({ ...each, colour: i % 6 }));
  const me = people.find((each) => each.id === person()) ?? people[0];
  leave();
  document.documentElement.lang = words.lang;

  const offline = el('p', { class: 'alert offline', role: 'status', hidden: true }, words.offline);
  const trouble = el('p', { class: 'alert', role: 'alert', hidden: true });
  // On a touch screen the focus would call up the keyboard over what one wants to read.
  const rest = () => !matchMedia('(pointer: coarse)').matches && composer.focus();
  const acts = createActs(start, me, people, {
    rest,
    expect: () => conversation.expect(),
    await: (waiting) => conversation.await(waiting),
    trouble: (message) => {
      trouble.textContent = message ?? '';
      trouble.hidden = !message;
    },
  });
  const welcome = () => createWelcome({ words, commands, say: acts.say });
  const conversation = createConversation({ words, me, people, press: acts.press, suggest: acts.suggest }, welcome);
  const composer = createComposer({ words, commands, people, suggest: acts.suggest, send: acts.say, sendFile: acts.give });
  const pick = (chosen) => {
    if (chosen.person) person(chosen.person.id);
    else language(chosen.lang);
    begin();
  };
  const shell = createShell({
    words,
    commands,
    me,
    people,
    pick,
    say: acts.say,
    taker: acts.taker,
    offline,
    trouble,
    conversation: conversation.element,
    composer: composer.element,
  });
  document.querySelector('.shell')?.remove();
  document.body.append(shell);
  const forget = listenToPage(shell, acts, composer.focus);
  const silence = listen(me.id, {
    transcript: conversation.fill,
    change: conversation.change,
    online: (is) => {
      offline.hidden = is;
    },
  });
  rest();
  leave = () => {
    forget();
    silence();
  };
}

/** A server that is not up yet is asked again. */
const begin = () => enter().catch(() => setTimeout(begin, 2000));
readAddress();
begin();
