import { oneLine } from './client.ts';
import { readDocument } from './document.ts';

/** What a message says of a client, as far as it is plain. */
export interface Mentioned {
  name?: string;
  document?: string;
  email?: string;
  phone?: string;
}

/** A message is looked through up to here. */
const most = 4000;

const email = /[\p{L}\p{N}._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/iu;
/** Whatever may be one: the check digits decide. Letters stand in a CNPJ only where its mask does, or in capitals. */
const documents =
  /(?<![\p{L}\p{N}])(?:[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\s?\/?\s?[0-9A-Z]{4}\s?-?\s?\d{2}|\d{3}\.?\d{3}\.?\d{3}\s?-?\s?\d{2})(?![\p{L}\p{N}])/gu;
/** With its area code, as people write it: a mobile or a landline. */
const phone = /(?<![\d./-])(?:\+?55\s?)?\(?[1-9]{2}\)?\s?(?:9[\s.]?\d{4}|[2-5]\d{3})[-.\s]?\d{4}(?![\d/-])/;

const labelled =
  /(?:^|[\n,;•*-])\s*\*{0,2}(?:nome da empresa|raz[aã]o social|nome fantasia|empresa|cliente|company(?: name)?|client)\*{0,2}\s*[:=]\s*\*{0,2}\s*([^\n,;*]{2,150})/iu;
/** A company says in its name what it is. */
const company =
  /(?:^|[\n,;:()"“”•*]|\b(?:da|do|de|a|o|the)\s)\s*((?:[\p{Lu}\d][\p{L}\p{N}'&.-]*|e|de|da|do|dos|das|&)(?:\s+(?:[\p{Lu}\d][\p{L}\p{N}'&.-]*|e|de|da|do|dos|das|&)){0,8}\s+(?:ltda|eireli|epp|mei|me|s\.?\s?a\.?|s\/a|ss)\b\.?(?:\s*-?\s*(?:me|epp)\b)?)/u;
const suffix = /\b(?:LTDA|Ltda|ltda|EIRELI|Eireli|EPP|Epp|MEI|ME|S\.?\s?A\.?|S\/A|SS)(?![\p{L}\p{N}])/u;
/** What stands before a number or an address on its line: a name, when all of its words begin as names do. */
const before =
  /(?:^|\n)\s*((?:[\p{Lu}\d][\p{L}\p{N}'&.]*|e|de|da|do|dos|das|&)(?:\s+(?:[\p{Lu}\d][\p{L}\p{N}'&.]*|e|de|da|do|dos|das|&)){1,8})\s*[-–—,:;(|]?\s*(?:CNPJ|CPF)?\s*[:(]?\s*$/u;

function nameIn(text: string, found: readonly string[]): string | undefined {
  const said = labelled.exec(text)?.[1];
  if (said) return said;
  const line = text.split(/[\n,;]/).find((part) => suffix.test(part));
  const called = line && company.exec(line.replace(new RegExp(suffix, 'gu'), (end) => end.toLowerCase()))?.[1];
  if (line && called) {
    const at = line.toLowerCase().indexOf(called.toLowerCase());
    return line.slice(at, at + called.length);
  }
  for (const each of found) {
    const ahead = before.exec(text.slice(0, text.indexOf(each)))?.[1];
    if (ahead) return ahead;
  }
  return undefined;
}

/**
 * Who a message speaks of: its first document whose check digits hold, address, phone, and a name only where it is said to be one or stands
 * where names stand. What is doubtful is left out: whoever reads the form fills it in.
 */
export function mentioned(message: string): Mentioned {
  const text = message.slice(0, most);
  const address = email.exec(text)?.[0];
  const numbers = (text.match(documents) ?? []).filter((each) => readDocument(each) !== undefined);
  const [number] = numbers;
  const without = numbers.reduce((rest, each) => rest.replace(each, ' '), text);
  const called = phone.exec(without)?.[0];
  const name = nameIn(
    text,
    [number, address].filter((each) => each !== undefined),
  );
  return {
    ...(name ? { name: oneLine(name, 150).replace(/[\s.:-]+$/, '') } : {}),
    ...(number ? { document: readDocument(number)! } : {}),
    ...(address ? { email: address.toLowerCase().replace(/\.+$/, '') } : {}),
    ...(called ? { phone: called.trim() } : {}),
  };
}
