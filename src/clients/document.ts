/**
 * CPF (11 digits) and CNPJ (14 characters, the first 12 digits or letters since July 2026). Canonical: unmasked, upper case.
 * Letters are part of the number: nothing but the mask is ever taken away.
 */

const mask = /[./\s\u2010-\u2015\u2212-]+/g;
const shape = /^(?:[0-9]{11}|[0-9A-Z]{12}[0-9]{2})$/i;
const cnpjWeights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit over the first `length` characters. A character is worth its ASCII code less 48, so A is 17. */
function digit(value: string, length: number): number {
  let sum = 0;
  if (value.length === 11) for (let i = 0; i < length; i++) sum += (value.charCodeAt(i) - 48) * (length + 1 - i);
  else for (let i = 0; i < length; i++) sum += (value.charCodeAt(i) - 48) * cnpjWeights[13 - length + i]!;
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** The canonical document, or undefined when it is none: wrong shape, wrong check digits, or one character all along. */
export function readDocument(typed: string): string | undefined {
  if (typed.length > 40) return undefined;
  const bare = typed.replace(mask, '');
  if (!shape.test(bare)) return undefined;
  const value = bare.toUpperCase();
  const base = value.length - 2;
  if (digit(value, base) !== value.charCodeAt(base) - 48) return undefined;
  if (digit(value, base + 1) !== value.charCodeAt(base + 1) - 48) return undefined;
  return value === value[0]!.repeat(value.length) ? undefined : value;
}

export const kindOf = (canonical: string): 'cpf' | 'cnpj' => (canonical.length === 11 ? 'cpf' : 'cnpj');

/** As people read it: 000.000.000-00 or AA.AAA.AAA/AAAA-00. */
export const maskDocument = (canonical: string): string =>
  kindOf(canonical) === 'cpf'
    ? `${canonical.slice(0, 3)}.${canonical.slice(3, 6)}.${canonical.slice(6, 9)}-${canonical.slice(9)}`
    : `${canonical.slice(0, 2)}.${canonical.slice(2, 5)}.${canonical.slice(5, 8)}/${canonical.slice(8, 12)}-${canonical.slice(12)}`;
