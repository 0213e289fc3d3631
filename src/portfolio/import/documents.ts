import { readDocument, readRegistration } from '../../terms/document.ts';

/** What a cell of the document's column says. `mended` where it was not written as people write it. */
export type DocumentCell =
  | { document: string; mended: boolean; others?: string }
  | { registration: string }
  | { wrong: 'document' | 'scientific' };

const scientific = /^\d(?:[.,]\d+)?e\+?\d{1,2}$/i;
const ownMask = /^\d{3}\.\d{3}\.\d{3}\/\d{3}-\d{2}$|^\d{2}\.\d{3}\.\d{5}\/\d{2}$|\b(?:caepf|cei|cno)\b/i;
const cnpjMask = /^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$/;
/** Fewer digits than this are a code of some system, not a number that lost its zeros. */
const fewest = 7;

/**
 * A number that lost the zeros in front. Of a short one the check digits of a CPF and of a CNPJ are the same: then it is a CNPJ when it
 * has a slash or is of a head office (…0001..), as nearly all of them are, and a CPF otherwise.
 */
function padded(given: string, slash: boolean, cpfs: boolean): string | undefined {
  // Programs with longer fields put more zeros in front.
  const digits = given.length > 14 && given.length <= 20 ? given.replace(/^0+(?=\d{14}$)/, '') : given;
  if (digits.length < fewest || digits.length > 14) return undefined;
  const cnpj = readDocument(digits.padStart(14, '0'));
  const cpf = digits.length <= 11 && !slash ? readDocument(digits.padStart(11, '0')) : undefined;
  return cpf && cnpj ? (digits.slice(-6, -2) === '0001' && !cpfs ? cnpj : cpf) : (cnpj ?? cpf);
}

/** 999.999.999-99, 11.111.111/1111-11: what people type where a program wants a number and there is none. */
export const isPlaceholder = (cell: string): boolean => /^(\d)\1{7,}$/.test(cell.replace(/[\s./-]/g, ''));

// Numbers inside of a text: with their own separators, letters too where a CNPJ has them since July 2026.
const inText =
  /(?<![0-9A-Z])(?:[0-9A-Z]{2}[.\s]?[0-9A-Z]{3}[.\s]?[0-9A-Z]{3}[\s/.]?[0-9A-Z]{4}[\s.-]?\d{2}|\d{3}[.\s]?\d{3}[.\s]?\d{3}[\s.-]?\d{2})(?![0-9A-Z])/gi;

/** What the column's title says of its numbers: that they may be CAEPF, CEI or CNO; that all are CPFs. */
export interface DocumentTitle {
  registrations?: boolean;
  cpfs?: boolean;
}

/**
 * A document as machines leave it: `….0`, an apostrophe, zeros lost, labels around it, other separators. The check digits decide.
 * Where the title does not say so, a CAEPF, CEI or CNO has to have its own mask or name.
 */
export function readDocumentCell(
  cell: string,
  { registrations = false, cpfs = false }: DocumentTitle = {},
): DocumentCell {
  const plain = readDocument(cell);
  if (plain) return { document: plain, mended: false };
  const value = cell
    // Digits and slashes of other alphabets.
    .normalize('NFKC')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/^['"`´‘’]+/, '')
    .replace(/["'´’]+$/, '')
    .trim();
  if (scientific.test(value)) return { wrong: 'scientific' };
  const separated = value.replace(/[_\\,;|·•]/g, (c) => (c === '\\' ? '/' : '.')).replace(/\.{2,}/g, '.');
  const whole = /^[\d.,\s]+[.,]0{1,2}$/.test(value) ? value.replace(/[.,]0{1,2}$/, '').replaceAll(',', '.') : undefined;
  for (const text of whole === undefined ? [separated] : [whole, separated]) {
    const read = readDocument(text);
    if (read) return { document: read, mended: true };
    if (!/^[\d\s./\-–—]+$/.test(text)) continue;
    const found = padded(text.replace(/\D/g, ''), text.includes('/'), cpfs);
    if (found) return { document: found, mended: true };
  }
  // What stands under a CNPJ's own mask is a wrong CNPJ, also where its digits would do for a CAEPF.
  const mayBe = registrations ? !cnpjMask.test(separated) : ownMask.test(value);
  const registration = mayBe ? readRegistration(value) : undefined;
  if (registration) return { registration };
  // A label before or behind: what stands in it has to be one number.
  const numbers = new Set((separated.match(inText) ?? []).map(readDocument).filter((each) => each !== undefined));
  if (numbers.size === 0 && /[a-zà-ú]/i.test(separated)) {
    const digits = separated.match(/\d[\d.\s/-]{5,20}\d/g) ?? [];
    const found = digits.length === 1 ? padded(digits[0].replace(/\D/g, ''), digits[0].includes('/'), cpfs) : undefined;
    if (found) numbers.add(found);
  }
  const [first, ...others] = numbers;
  return first
    ? { document: first, mended: true, ...(others.length > 0 ? { others: others.join(', ') } : {}) }
    : { wrong: 'document' };
}
