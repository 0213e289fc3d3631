import type { APIMessage } from 'discord.js';
import { z } from 'zod';
import { readId } from '../../src/kit/ids.ts';
import type { Drafts, Place, SealedForm } from '../../src/kit/incoming.ts';
import type { Block, SealedView } from '../../src/kit/view.ts';
import { identified } from './twins.ts';
import type { DiscordWords } from './words.ts';

/** A form that waits behind a button, because Discord lets no form follow a form. */
export interface Waiting {
  form: SealedForm;
  /** The interaction whose `@original` is the message the form's answer belongs in. */
  card?: string;
}

const field = z.looseObject({ name: z.string(), kind: z.string(), label: z.string(), required: z.boolean() });
const waiting = z.object({
  form: z.looseObject({ id: z.string(), title: z.string(), submit: z.string(), fields: z.array(field) }),
  card: z.string().optional(),
});

const prefix = /^=form:([\w-]{12,40}):(.*)$/;

/** What a form's button says of itself: the token of what waits, and the form's name for when it waits no more. */
export function readFormButton(id: string): { token: string; name: string } | undefined {
  const [, token, name] = prefix.exec(id) ?? [];
  return token === undefined ? undefined : { token, name: name ?? '' };
}

/** The waiting form a message has a button for. */
export function formButtonIn(message: APIMessage | undefined): string | undefined {
  for (const { custom_id } of identified(message?.components ?? [])) {
    const button = readFormButton(custom_id);
    if (button) return button.token;
  }
  return undefined;
}

export function createCorrections(drafts: Drafts) {
  return {
    /** The id of the button that opens it again, by whatever process. */
    keep: async (place: Place, each: Waiting): Promise<string> =>
      `=form:${await drafts.keep(place, each)}:${readId(each.form.id).name.slice(0, 40)}`,
    find: async (place: Place, token: string): Promise<Waiting | undefined> => {
      const read = waiting.safeParse(await drafts.find(place, token));
      return read.success ? (read.data as Waiting) : undefined;
    },
    drop: (place: Place, token: string): Promise<void> => drafts.drop(place, token),
  };
}

/** The message that stands for a form: what was wrong, if anything, and the button that opens it. `refusal`: it was refused as a whole. */
export function formMessage(form: SealedForm, id: string, words: DiscordWords, refusal?: SealedView): SealedView {
  const wrong = form.fields.filter((field) => field.error);
  if (refusal) {
    const back: Block<string> = { kind: 'buttons', buttons: [{ label: words.back, style: 'primary', press: id }] };
    return { ...refusal, blocks: [...refusal.blocks, back] };
  }
  const button: Block<string> = {
    kind: 'buttons',
    buttons: [{ label: wrong.length > 0 ? words.fix : words.open, style: 'primary', press: id }],
  };
  if (wrong.length === 0) return { title: form.title, blocks: [{ kind: 'text', text: words.formReady }, button] };
  const facts = wrong.map((field) => ({ label: field.label, value: field.error! }));
  return {
    title: form.title,
    tone: 'warn',
    blocks: [{ kind: 'text', text: words.formRefused }, { kind: 'facts', facts }, button],
  };
}
