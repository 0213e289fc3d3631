import { z } from 'zod';
import { UserError } from '../kit/errors.ts';
import type { Say } from '../kit/words.ts';
import { oneLine } from '../terms/client.ts';
import { readDocument } from '../terms/document.ts';
import type { Wish } from './service/ask.ts';

export type Typed = Readonly<Record<string, string | undefined>>;

const line = (max: number) => z.string().transform((value) => oneLine(value, max));
const optional = (max: number) => line(max).optional().default('');
const document = z
  .string()
  .optional()
  .transform((value, ctx) => {
    if (!value?.trim()) return undefined;
    const read = readDocument(value);
    if (!read) ctx.addIssue({ code: 'custom', message: 'document' });
    return read;
  });
const address = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email('email').max(254, 'email'));
const agree = z.literal('on', 'agree');

const registration = z.object({ name: line(150).pipe(z.string().min(2, 'required')), document, agree });
const consentOnly = z.object({ agree });
const wish = z.object({
  name: line(150).pipe(z.string().min(2, 'required')),
  document,
  phone: optional(40),
  accountantEmail: address,
  firmName: line(150).pipe(z.string().min(2, 'required')),
  firmPhone: line(40).pipe(z.string().min(8, 'required')),
  responsible: optional(100),
  firmDocument: document,
  service: optional(60),
  agree,
});

/** What a page's form says, or UserError 'input' with what is wrong at which field. */
function read<S extends z.ZodType>(schema: S, typed: Typed): z.infer<S> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Say> = {};
  for (const { path, message } of parsed.error.issues) {
    fields[String(path[0])] ??= (w) =>
      Object.hasOwn(w.portal.wrong, message)
        ? w.portal.wrong[message as keyof typeof w.portal.wrong]
        : w.portal.wrong.required;
  }
  throw new UserError('input', (w) => w.portal.formWrong, { fields });
}

export const readRegistration = (typed: Typed) => read(registration, typed);
export const readConsent = (typed: Typed) => read(consentOnly, typed);
export function readWish(typed: Typed): Wish {
  const { agree: _, firmDocument, ...rest } = read(wish, typed);
  return { ...rest, firmDocument: firmDocument ?? '' };
}
export const readAddress = (typed: string | undefined): string =>
  read(z.object({ email: address }), { email: typed ?? '' }).email;
