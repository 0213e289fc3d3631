import type { Log } from '../src/kit/ctx.ts';
import { readDocument } from '../src/terms/document.ts';

/** Every line that was logged since it was last looked at, whatever an error carries with it too. */
const lines: string[] = [];
/** What is known to be secret where it is made: asked when the lines are looked at. */
const secrets = new Set<() => readonly string[]>();

const written = (fields: object): string =>
  JSON.stringify(fields, (_, value) =>
    value instanceof Error
      ? { ...value, message: value.message, stack: value.stack, cause: String(value.cause ?? '') }
      : value,
  );

/** A log that is looked at when a test is over; what `log` is told is told it too. */
export const heard = (log?: Log): Log => {
  const hear = (level: keyof Log) => (fields: object, message: string) => {
    lines.push(`${message} ${written(fields)}`);
    log?.[level](fields, message);
  };
  return { info: hear('info'), warn: hear('warn'), error: hear('error') };
};

/** These stand in no line of the test that runs, nor of those that follow in its file. */
export const keepSecret = (values: () => readonly string[]): void => void secrets.add(values);
export const forgetSecrets = (): void => secrets.clear();

/** The ids of our own messages look like addresses, and are nobody's. */
const messageId = /^[0-9a-f]{16,}@/;
const email = /[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/gi;
const money = /R\$\s*-?\d|(?<![\d.,])\d{1,3}(\.\d{3})+,\d{2}(?!\d)/g;
const token = /\beyJ[\w-]{10,}|\bBearer\s+[\w.~+/-]{16,}|\b(xox[a-z]|xapp)-[\w-]{10,}/g;
const documents =
  /(?<![0-9A-Za-z-])([0-9A-Z]{12}\d{2}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-\d{2}|\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})(?![0-9A-Za-z-])/g;

/** What of a text must be in no log and no audit: documents for people and companies, addresses, amounts, tokens. */
export function secretsIn(text: string): string[] {
  const found = [...text.matchAll(email), ...text.matchAll(money), ...text.matchAll(token)].map(([match]) => match);
  return [
    ...found,
    ...[...text.matchAll(documents)].map(([match]) => match).filter((each) => readDocument(each) !== undefined),
  ].filter((each) => !messageId.test(each));
}

/** What was heard and should not have been, with the lines it stands in; forgets them all. */
export function overheard(): string[] {
  const known = [...secrets].flatMap((values) => values()).filter((each) => each.length > 3);
  return lines.splice(0).flatMap((line) => {
    const found = [...secretsIn(line), ...known.filter((each) => line.includes(each))];
    return found.length > 0 ? [`${found.join(' · ')}\n    in: ${line.slice(0, 1500)}`] : [];
  });
}
