// What a person does: says, presses, fills in, sends a file.

import { ask, sendFile } from './api.js';
import { openForm } from './forms.js';

/**
 * `start` is what the server told at first. `room` shows how it goes: expect() and await(waiting) of the conversation, trouble(message?), and
 * rest() once a form is closed.
 */
export function createActs(start, me, people, room) {
  const { words, commands, maxUpload } = start;
  const who = { person: me.id, lang: words.lang };
  const upload = (file) => sendFile(file, maxUpload);
  let waiting = 0;
  let dialog = false;

  const suggest = async (search) => (await ask({ ...who, asked: { kind: 'search', ...search } })).options ?? [];

  const open = ({ form, message, said }) => {
    if (dialog) return;
    dialog = true;
    openForm(
      form,
      {
        words,
        people: people.map((each) => ({ value: each.id, label: each.name })),
        channels: [{ value: start.channel, label: `#${words.channel}` }],
        suggest,
        sendFile: upload,
        submit: async (id, fields) => {
          room.expect();
          const reply = await ask({ ...who, message, said, asked: { kind: 'submit', id, fields } });
          room.expect();
          return reply.kind === 'form' ? { ...reply.form, problem: reply.problem } : undefined;
        },
      },
      () => {
        dialog = false;
        room.rest();
      },
    );
  };

  /** Asks, shows that an answer is awaited, and opens the form if the answer is one. Says whether it came through. */
  const act = async (makeDeed, { quiet = false } = {}) => {
    room.trouble();
    const late = setTimeout(() => !quiet && room.await(true), 250);
    waiting++;
    try {
      const deed = await makeDeed();
      room.expect();
      const reply = await ask({ ...who, ...deed });
      room.expect();
      if (reply.kind === 'form') open(reply);
      return true;
    } catch {
      room.trouble(words.failed);
      return false;
    } finally {
      waiting--;
      clearTimeout(late);
      if (waiting === 0) room.await(false);
    }
  };

  /** The first command that takes a file gets what is dropped into the conversation. */
  const taker = commands.flatMap((command) =>
    command.options.filter((option) => option.kind === 'file').map((option) => ({ command: command.name, field: option.name })),
  )[0];

  return {
    suggest,
    taker,
    busy: () => dialog,
    say: (text) => act(() => ({ asked: { kind: 'typed', text } })),
    give: (file) =>
      taker ? act(async () => ({ asked: { kind: 'file', ...taker, file: await upload(file) } })) : room.trouble(words.noFiles),
    press: async (message, button, id, picked) => {
      const card = button.closest('.card');
      if (card.getAttribute('aria-busy') === 'true') return;
      for (const each of [card, button]) each.setAttribute('aria-busy', 'true');
      await act(() => ({ message, asked: { kind: 'press', id, picked } }), { quiet: true });
      for (const each of [card, button]) each.removeAttribute('aria-busy');
    },
  };
}
