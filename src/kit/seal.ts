import { arranged, menuId } from './arrange.ts';
import type { Ctx } from './ctx.ts';
import type { FormOpen } from './definition.ts';
import { fieldsOf } from './field.ts';
import { type Minted, mint } from './ids.ts';
import type { SealedField, SealedForm } from './incoming.ts';
import type { Registry } from './registry.ts';
import { cut } from './text.ts';
import type { Block, Button, Press, SealedView, View } from './view.ts';
import type { Say, Words } from './words.ts';

/** What the ids of a view stand for, where it did not fit into them. */
export interface Stored {
  token: string;
  data: string;
}

const maxOptions = 25;

interface Sealed {
  w: Words;
  view: SealedView;
  stored: readonly Stored[];
}
/** A view that is shown again is the same one, sealed: whoever draws it can tell. */
const sealed = new WeakMap<View, Sealed>();

/** Turns every press of a view into an id, what is not among its first acts into a menu of ids; gathers in `stored` what must be kept for them. */
export function sealView(registry: Registry, w: Words, view: View, stored: Stored[]): SealedView {
  let known = sealed.get(view);
  if (known?.w !== w) {
    const own: Stored[] = [];
    known = { w, view: sealAnew(registry, w, view, own), stored: own };
    sealed.set(view, known);
  }
  stored.push(...known.stored);
  return known.view;
}

function sealAnew(registry: Registry, w: Words, view: View, stored: Stored[]): SealedView {
  const seal = (press: Press): string => {
    const definition = registry.actions.get(press.action);
    if (!definition) throw new Error(`no action is called ${press.action}`);
    return keep(mint(press.action, definition.input, press.input), stored);
  };
  const button = (each: Button): Button<string> => ('press' in each ? { ...each, press: seal(each.press) } : each);
  const blocks = arranged(view).map((block): Block<string> => {
    if (block.kind === 'acts') {
      const options = block.buttons.map(({ label, press }) => ({ label: cut(label, 75), value: seal(press) }));
      return { kind: 'choice', label: w.kit.more, press: menuId, options };
    }
    if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(button) };
    if (block.kind === 'table' && block.acts)
      return { ...block, acts: block.acts.map((row) => row.map((act) => ({ ...act, press: seal(act.press) }))) };
    if (block.kind === 'choice')
      return { ...block, press: seal(block.press), options: block.options.slice(0, maxOptions) };
    if (block.kind === 'search') return { ...block, press: seal(block.press) };
    return block as Block<string>;
  });
  return { ...view, blocks };
}

function keep(minted: Minted, stored: Stored[]): string {
  if ('token' in minted) stored.push({ token: minted.token, data: minted.data });
  return minted.id;
}

/** A form with its fields' labels, choices and values; `errors` says what was wrong where. With an `id` of its own it keeps that. */
export async function sealForm(
  registry: Registry,
  open: FormOpen,
  ctx: Ctx,
  stored: Stored[],
  errors: Readonly<Record<string, Say>> = {},
  id?: string,
): Promise<SealedForm> {
  const form = registry.forms.get(open.form);
  if (!form) throw new Error(`no form is called ${open.form}`);
  const about = (await form.about?.(ctx, open.input)) ?? {};
  const fields = await Promise.all(
    fieldsOf(form.fields).map(async (field): Promise<SealedField> => {
      const words = field.words(ctx.w);
      const options = field.list
        ? await field.list(ctx)
        : field.choices?.map((choice) => ({ value: choice.value, label: choice.label(ctx.w) }));
      return {
        name: field.name,
        // Where there is nothing to choose from, several values are typed.
        kind: field.kind === 'choices' && !options?.length ? 'text' : field.kind,
        label: words.label,
        hint: about[field.name] ?? words.hint,
        required: field.required,
        max: field.max,
        options: options?.slice(0, maxOptions).map((option) => ({ ...option, label: cut(option.label, 75) })),
        value: open.values[field.name],
        error: errors[field.name]?.(ctx.w),
        ...(field.endings ? { endings: field.endings } : {}),
      };
    }),
  );
  return {
    id: id ?? keep(mint(form.name, form.input, open.input), stored),
    title: cut(form.title(ctx.w), 24),
    submit: cut(form.submit(ctx.w), 24),
    fields,
  };
}
