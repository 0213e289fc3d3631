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

/** Numbers of who employs people without a CNPJ, kept as what they are: never taken for a CPF or a CNPJ. */
export type Registration = 'CAEPF' | 'CEI' | 'CNO';

const ceiWeights = [7, 4, 1, 8, 5, 2, 1, 6, 3, 7, 4];

/** A CAEPF's check digits are those that a CNPJ of the same twelve digits would have, and twelve more. */
function isCaepf(digits: string): boolean {
  const first = digit(`${digits.slice(0, 12)}00`, 12);
  const second = digit(`${digits.slice(0, 12)}${first}0`, 13);
  return (first * 10 + second + 12) % 100 === Number(digits.slice(12)) && !/^(\d)\1*$/.test(digits);
}

/** A CEI, and a CNO after it: twelve digits, the last of which checks the others. */
function isCei(digits: string): boolean {
  const sum = ceiWeights.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
  const both = (Math.floor(sum / 10) % 10) + (sum % 10);
  return (10 - (both % 10)) % 10 === Number(digits[11]) && !/^(\d)\1*$/.test(digits);
}

/** A CAEPF, CEI or CNO with its name and mask, or undefined when it is none. A CEI and a CNO look the same: what stands there decides. */
export function readRegistration(typed: string): string | undefined {
  if (typed.length > 60) return undefined;
  const digits = typed.replace(/\D/g, '');
  if (digits.length === 14 && isCaepf(digits))
    return `CAEPF ${digits.replace(/(...)(...)(...)(...)(..)/, '$1.$2.$3/$4-$5')}`;
  if (digits.length !== 12 || !isCei(digits)) return undefined;
  const kind: Registration = /cno/i.test(typed) ? 'CNO' : 'CEI';
  return `${kind} ${digits.replace(/(..)(...)(.....)(..)/, '$1.$2.$3/$4')}`;
}
