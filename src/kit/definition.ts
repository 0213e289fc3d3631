import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import type { Answers, Pointed, ShortcutOn } from './incoming.ts';
import type { Permission } from './permission.ts';
import type { Option, Press, View } from './view.ts';
import type { Say, Words } from './words.ts';

/** A form to be opened: which, with what state of its own, and what already stands in its fields. */
export interface FormOpen {
  form: string;
  input: Readonly<Record<string, unknown>>;
  values: Readonly<Record<string, string | readonly string[] | undefined>>;
}
export type Result = View | FormOpen;
export const isForm = (result: Result): result is FormOpen => 'form' in result;

interface Base {
  /** What the person must be allowed to do. */
  permission: Permission;
  /** Static, because the platforms want to know before any work is done. */
  answers: Answers;
  /** The action that undoes it: an assistant that may act does it at once, and nothing else. */
  undoneBy?: string;
  /** No assistant may ask for it, nor prepare it. */
  byPerson?: true;
}

/** Text behind a command's name, and what it does. */
export interface Example {
  typed: string;
  does: string;
}

/** What people type. The name is Portuguese; `title` is the name in the reader's language, for platforms that localise. */
export interface Command<S extends z.ZodObject = z.ZodObject> extends Base {
  name: string;
  title: Say;
  summary: Say;
  examples(w: Words): readonly Example[];
  input: S;
  run(ctx: Ctx, input: z.infer<S>): Promise<Result>;
  /** The form that opens at the fault when an option is wrong, with what was typed. */
  again?(ctx: Ctx, typed: Readonly<Record<string, string | undefined>>): FormOpen;
}

/** What people press. `name` starts with the feature; `command` is what to type when a card is too old. */
export interface Action<S extends z.ZodObject = z.ZodObject> extends Base {
  name: string;
  command: string;
  input: S;
  run(ctx: Ctx, input: z.infer<S>, picked: readonly string[]): Promise<Result>;
  /** Suggestions for a `search` block that leads here. */
  complete?(ctx: Ctx, typed: string): Promise<readonly Option[]>;
}

/** What people fill in: at most 5 fields. `input` is the form's own state, `fields` what stands in it. */
export interface Form<S extends z.ZodObject = z.ZodObject, F extends z.ZodObject = z.ZodObject> extends Base {
  name: string;
  command: string;
  title: Say;
  submit: Say;
  input: S;
  fields: F;
  run(ctx: Ctx, input: z.infer<S>, values: z.infer<F>): Promise<Result>;
  /** Hints that depend on what the form is about: whom it is for. By field. */
  about?(ctx: Ctx, input: z.infer<S>): Promise<Readonly<Record<string, string>>>;
}

/**
 * What people use on a message, on a person, or from anywhere, without typing a name. It takes what it was used on and nothing else; it opens or
 * shows, and leaves the doing to whoever presses then.
 */
export interface Shortcut extends Base {
  name: string;
  on: ShortcutOn;
  /** As the platform's menu shows it. */
  title: Say;
  summary: Say;
  run(ctx: Ctx, pointed: Pointed): Promise<Result>;
}

type Values<F extends z.ZodObject> = Partial<Record<keyof z.infer<F>, string | readonly string[] | undefined>>;

export const command = <S extends z.ZodObject>(definition: Command<S>): Command<S> => definition;

export const shortcut = (definition: Shortcut): Shortcut => definition;

/** What others need to know of an action to press it: what it is called, who may, and what it takes. */
export interface Pressable<S extends z.ZodObject = z.ZodObject>
  extends Pick<Action<S>, 'name' | 'permission' | 'input'> {
  /** The only way to make a button for it. */
  press(input: z.input<S>): Press;
}

/** An action that others press, without what it does: for the `presses.ts` of a feature. The action itself is defined from it. */
export const pressable = <S extends z.ZodObject>(
  of: Pick<Action<S>, 'name' | 'permission' | 'input'>,
): Pressable<S> => ({
  ...of,
  press: (input) => ({ action: of.name, input }) as unknown as Press,
});

/** The definition, with the only way to make a button for it: `press(input)`. */
export const action = <S extends z.ZodObject>(definition: Action<S>): Action<S> & Pressable<S> => ({
  ...definition,
  press: pressable(definition).press,
});

/** What features give to others that do not know them, by what it is for; each kind is declared by the one that takes it. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface Contributions {}

/** The definition, with the only way to open it: `open(input, values)`. */
export const form = <S extends z.ZodObject, F extends z.ZodObject>(definition: Form<S, F>) => ({
  ...definition,
  open: (input: z.input<S>, values: Values<F> = {}): FormOpen => ({
    form: definition.name,
    input,
    values: values as FormOpen['values'],
  }),
});

/** All that a feature offers. */
export interface Feature {
  // biome-ignore lint/suspicious/noExplicitAny: the registry holds definitions of every input shape
  commands?: readonly Command<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  actions?: readonly Action<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  forms?: readonly Form<any, any>[];
  shortcuts?: readonly Shortcut[];
  /** What it gives to others. */
  gives?: { readonly [K in keyof Contributions]?: readonly Contributions[K][] };
}
