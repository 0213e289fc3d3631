import { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { type Form, type FormOpen, form, type Result } from './definition.ts';
import type { Say } from './words.ts';

/** So many fields every platform shows at once. */
export const mostFields = 5;

/** A form of any number of fields. Its pages are forms of their own; each says of which fields it asked, for what is left empty is gone. */
interface Paged<S extends z.ZodObject, F extends z.ZodRawShape>
  extends Omit<Form<S>, 'name' | 'title' | 'fields' | 'run'> {
  name(page: number): string;
  title(page: number): Say;
  /** In the order in which they are asked. */
  fields: F;
  run(
    ctx: Ctx,
    input: z.infer<S>,
    values: { [K in keyof F]?: z.infer<F[K]> },
    asked: readonly (keyof F)[],
  ): Promise<Result>;
}

type Texts<F> = Partial<Record<keyof F, string | readonly string[] | undefined>>;

export interface Pages<S extends z.ZodObject, F> {
  forms: readonly Form[];
  /** A page, with what stands in the fields that are on it. */
  open(page: number, input: z.input<S>, values: Texts<F>): FormOpen;
}

/** Cuts a form into pages. Appending a field changes no page but the last. */
export function pagedForm<S extends z.ZodObject, F extends z.ZodRawShape>({
  name,
  title,
  fields,
  run,
  ...rest
}: Paged<S, F>): Pages<S, F> {
  const names = Object.keys(fields);
  const pages = Array.from({ length: Math.ceil(names.length / mostFields) }, (_, page) =>
    names.slice(page * mostFields, (page + 1) * mostFields),
  );
  const forms = pages.map((asked, page) =>
    form({
      ...rest,
      name: name(page),
      title: title(page),
      fields: z.object(Object.fromEntries(asked.map((each) => [each, fields[each]!]))),
      run: (ctx, input: z.infer<S>, values) => run(ctx, input, values as { [K in keyof F]?: z.infer<F[K]> }, asked),
    }),
  );
  return {
    forms: forms as unknown as readonly Form[],
    open: (page, input, values) =>
      forms[page]!.open(input, Object.fromEntries(pages[page]!.map((each) => [each, values[each as keyof F]]))),
  };
}
