import type { Said } from './arrange.ts';
import type { Ctx, Log } from './ctx.ts';
import type { Action, Command, Form } from './definition.ts';
import { UserError } from './errors.ts';
import { readId } from './ids.ts';
import type { Outcome, Raw, SealedForm } from './incoming.ts';
import { newReference } from './reference.ts';
import type { Registry } from './registry.ts';
import { type Stored, sealForm, sealView } from './seal.ts';
import { asTyped, textsOf } from './typed.ts';
import { note, text, type View } from './view.ts';
import type { Words } from './words.ts';

/** Whose asking was refused, as far as it was understood. */
interface Refused {
  ctx: Ctx | undefined;
  w: Words;
  asked: Said;
  found: { form?: Form; raw?: Readonly<Record<string, Raw>>; again?: Command['again'] } | undefined;
  stored: Stored[];
}

interface RefusalParts {
  registry: Registry;
  keep(firmId: string, stored: readonly Stored[]): Promise<void>;
  log: Log;
  /** What a form was opened with. */
  inputOf(ctx: Ctx, id: string, definition: Action | Form): Promise<Readonly<Record<string, unknown>>>;
}

/** Turns what was thrown into the answer to it: one refusal in words, the form once more at its fault, or a reference to what broke. */
export function createRefusal({ registry, keep, log, inputOf }: RefusalParts) {
  /** What was filled in, to be offered once more: under the same id, so that nothing has to be understood or kept for it. */
  const formAgain = async (ctx: Ctx | undefined, asked: Said): Promise<SealedForm | undefined> => {
    if (!ctx || asked.kind !== 'submit') return undefined;
    const { name } = readId(asked.id);
    if (!registry.forms.has(name)) return undefined;
    const open = { form: name, input: {}, values: textsOf(asked.fields) };
    try {
      return await sealForm(registry, open, ctx, [], {}, asked.id);
    } catch {
      // Its choices cannot be had either: what was typed stands in the answer instead.
      return undefined;
    }
  };

  /** A refusal takes nothing away that somebody has typed: the form comes with it, or else the text itself. */
  const inView = async ({ ctx, w, asked }: Refused, view: View, passing: boolean): Promise<Outcome> => {
    const form = await formAgain(ctx, asked);
    const typed = form || !(passing || asked.kind === 'submit') ? [] : asTyped(asked);
    const kept: View = {
      ...view,
      blocks: [...view.blocks, ...typed.map((line) => note(`${w.kit.typed}: `, { code: line }))],
    };
    const stored: Stored[] = [];
    const sealed = sealView(registry, w, kept, stored);
    if (ctx && stored.length > 0) await keep(ctx.firm.id, stored);
    return { kind: 'view', answers: 'private', view: sealed, refused: form ? { form } : {} };
  };

  const broken = (error: unknown, refused: Refused): Promise<Outcome> => {
    const reference = newReference();
    log.error({ err: error, reference }, 'a delivery failed');
    return inView(refused, { tone: 'bad', blocks: [text(refused.w.kit.broken(reference))] }, true);
  };

  return async (error: unknown, refused: Refused): Promise<Outcome> => {
    const { ctx, w, asked, found, stored } = refused;
    if (!(error instanceof UserError)) return broken(error, refused);
    try {
      if (ctx && (found?.form || found?.again) && Object.keys(error.fields).length > 0) {
        const values = textsOf(found.raw ?? {});
        const open =
          found.form && asked.kind === 'submit'
            ? { form: found.form.name, input: await inputOf(ctx, asked.id, found.form), values }
            : found.again!(
                ctx,
                Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
              );
        return { kind: 'form', form: await sealForm(registry, open, ctx, stored, error.fields) };
      }
      const view: View = { tone: 'warn', blocks: [text(error.say(w)), ...error.blocks] };
      return await inView(refused, view, error.code === 'slow-down' || error.code === 'busy');
    } catch (again) {
      return broken(again, refused);
    }
  };
}
