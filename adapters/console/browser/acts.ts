// What a person does: says, presses, fills in, sends a file.

import type { SealedForm } from '../../../src/kit/incoming.ts';
import type { Option } from '../../../src/kit/view.ts';
import type { FieldValue, Sent, Start, WireAct } from '../wire.ts';
import { ask, sendFile } from './api.ts';

/** Where something is looked for: by a command's option, by a search block's id, or by a form's field. */
export type Search = Omit<Extract<WireAct, { kind: 'search' }>, 'kind'>;

/** The form again, when something in it was wrong; nothing when it is done. */
export type Again = (SealedForm & { problem?: string }) | undefined;

/** A form that is to be filled in. */
export interface Opened {
  form: SealedForm;
  submit(id: string, fields: Readonly<Record<string, FieldValue>>): Promise<Again>;
}

/** How the page shows what comes of an act. */
export interface Showing {
  /** What comes now was asked for; `fresh` where something new is, by pressing `message`. */
  expect(fresh?: { message?: string }): void;
  /** Whether an answer is awaited. */
  wait(waiting: boolean): void;
  trouble(message?: string): void;
  open(opened: Opened): void;
}

export function createActs(start: Start, me: string, showing: Showing) {
  const { words, commands, maxUpload } = start;
  const who = { person: me, lang: words.lang };
  const upload = (file: File) => sendFile(file, maxUpload);
  let waiting = 0;
  let isOpen = false;

  const suggest = async (search: Search): Promise<readonly Option[]> => {
    const answer = await ask({ ...who, asked: { kind: 'search', ...search } });
    return answer.kind === 'options' ? answer.options : [];
  };

  const open = (form: SealedForm, place: Pick<Sent, 'message' | 'said'>) => {
    if (isOpen) return;
    isOpen = true;
    const submit: Opened['submit'] = async (id, fields) => {
      showing.expect({ message: place.message });
      const answer = await ask({ ...who, ...place, asked: { kind: 'submit', id, fields } });
      showing.expect();
      return answer.kind === 'form' ? { ...answer.form, problem: answer.problem } : undefined;
    };
    showing.open({ form, submit });
  };

  /** Asks, shows that an answer is awaited, and opens the form if the answer is one. Says whether it came through. */
  const act = async (
    makeDeed: () => Promise<Pick<Sent, 'message' | 'asked'>>,
    { quiet = false } = {},
  ): Promise<boolean> => {
    showing.trouble();
    const late = setTimeout(() => !quiet && showing.wait(true), 250);
    waiting++;
    try {
      const deed = await makeDeed();
      showing.expect({ message: deed.message });
      const answer = await ask({ ...who, ...deed });
      showing.expect();
      if (answer.kind === 'form') open(answer.form, { message: answer.message, said: answer.said });
      return true;
    } catch {
      showing.trouble(words.failed);
      return false;
    } finally {
      waiting--;
      clearTimeout(late);
      if (waiting === 0) showing.wait(false);
    }
  };

  /** The first command that takes a file gets what is dropped into the conversation. */
  const taker = commands.flatMap((command) =>
    command.options
      .filter((option) => option.kind === 'file')
      .map((option) => ({ command: command.name, field: option.name })),
  )[0];

  return {
    suggest,
    taker,
    upload,
    /** Whether a form is open. */
    busy: () => isOpen,
    closed: () => {
      isOpen = false;
    },
    say: (text: string) => act(async () => ({ asked: { kind: 'typed', text } })),
    give: (file: File) => {
      if (!taker) return showing.trouble(words.noFiles);
      void act(async () => ({ asked: { kind: 'file', ...taker, file: await upload(file) } }));
    },
    press: async (message: string, button: HTMLElement, id: string, picked?: readonly string[]) => {
      const card = button.closest('.card');
      if (!card || card.getAttribute('aria-busy') === 'true') return;
      for (const each of [card, button]) each.setAttribute('aria-busy', 'true');
      await act(async () => ({ message, asked: { kind: 'press', id, picked } }), { quiet: true });
      for (const each of [card, button]) each.removeAttribute('aria-busy');
    },
  };
}

export type Acts = ReturnType<typeof createActs>;
