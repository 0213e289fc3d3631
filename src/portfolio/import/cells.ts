import { z } from 'zod';
import { readDocument } from '../../clients/document.ts';
import { situationOf } from '../../clients/schema.ts';
import { type Day, dayOf } from '../../kit/days.ts';
import { fold, visible } from '../../kit/text.ts';

/** What spreadsheets put where they have nothing. */
const nothing = /^(?:[-–—]+|#?n\/[ad]|null|undefined|#ref!|#valor!|#value!|#nome\?|#name\?)$/i;
const simple = /^[\x20-\x7e\u00a1-\u017f]*$/;
/** Halves of pairs, which no database takes. */
const halves = /\p{Cs}/gu;
/** A cell behind the guard of our own exports, and the ="00123" by which other programs keep a spreadsheet from reading a number. */
const guarded = /^'+[=+\-@\t\r\n]/;
const asText = /^="([^"]*)"$/;

const unguarded = (cell: string): string => {
  const first = cell.charCodeAt(0);
  if (first === 39 && guarded.test(cell)) return cell.slice(1);
  return first === 61 ? (asText.exec(cell)?.[1] ?? cell) : cell;
};

/** A cell as people mean it: one line, without the blanks around it and without what spreadsheets put there. Empty says nothing. */
export function cleanCell(cell: string): string {
  let value = unguarded(cell);
  if (!simple.test(value))
    value = visible(value.normalize('NFC'))
      .replace(halves, '')
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ');
  else if (value.includes('  ')) value = value.replace(/ {2,}/g, ' ');
  value = value.trim();
  return value.length < 11 && nothing.test(value) ? '' : value;
}

/** The same for notes, which may have more than one line. */
export const cleanNotes = (cell: string): string =>
  cell.includes('\n') ? unguarded(cell).split(/\r?\n/).map(cleanCell).join('\n').trim() : cleanCell(cell);

/** An e-mail as the bot's forms take it, lower case. */
export function readEmail(value: string): string | undefined {
  if (value.length > 320) return undefined;
  const bare = /^(?:.*<([^<>]+)>|mailto:(.+))$/i.exec(value);
  const email = (bare?.[1] ?? bare?.[2] ?? value).trim().toLowerCase();
  return email.length <= 254 && z.regexes.email.test(email) ? email : undefined;
}

/** A document; of a bare number also with the zeros in front that a spreadsheet took away. The check digits still have to be right. */
export function readDocumentCell(value: string): string | undefined {
  const read = readDocument(value);
  if (read || !/^\d{9,13}$/.test(value)) return read;
  return readDocument(value.padStart(value.length < 11 ? 11 : 14, '0'));
}

const months = ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'];
const english = new Map(Object.entries({ feb: 'fev', apr: 'abr', may: 'mai', aug: 'ago', sep: 'set', oct: 'out', dec: 'dez' }));

function monthOf(name: string): number {
  const short = name.slice(0, 3);
  return months.indexOf(english.get(short) ?? short) + 1;
}

const plainDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const withTime = /^(.*\d)(?:t|,?\s+(?:as\s+)?)\d{1,2}(?:[:h]\d{0,2}){1,2}(?:[:.]\d+)*\s*(?:[ap]m)?\s*(?:z|[+-]\d{2}:?\d{2})?$/;
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const named = /^(\d{1,2})[º°]?(?:\s*de\s+|[\s/.-]+)([a-z]{3,9})\.?(?:\s*de\s+|[\s/.,-]+)(\d{4}|\d{2})$/;
const american = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/;

const year = (text: string) => Number(text) + (text.length === 2 ? 2000 : 0);

/**
 * A day as files hold it: 31/12/2026, 31-12-26, 2026-12-31, with or without a time behind it, 31 de dezembro de 2026, 31/dez/26,
 * Dec 31, 2026, or a spreadsheet's own number. Never without its year: a file does not know when it is read.
 */
export function readFileDay(cell: string): Day | undefined {
  const full = plainDay.exec(cell);
  if (full) return dayOf(year(full[3]!), Number(full[2]), Number(full[1]));
  if (cell.length > 60) return undefined;
  let value = fold(cell);
  value = withTime.exec(value)?.[1] ?? value;
  const again = plainDay.exec(value);
  if (again) return dayOf(year(again[3]!), Number(again[2]), Number(again[1]));
  const dated = iso.exec(value);
  if (dated) return dayOf(Number(dated[1]), Number(dated[2]), Number(dated[3]));
  const spelled = named.exec(value);
  if (spelled) return dayOf(year(spelled[3]!), monthOf(spelled[2]!), Number(spelled[1]));
  const other = american.exec(value);
  if (other) return dayOf(Number(other[3]), monthOf(other[1]!), Number(other[2]));
  // 20000 to 79999: 1954 to 2119. What is behind the point is the time of day.
  if (!/^[2-7]\d{4}(?:[.,]\d+)?$/.test(value)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + Number(value.slice(0, 5)) * 86_400_000).toISOString().slice(0, 10);
}

const payers = new Map(
  Object.entries<'client' | 'firm' | ''>({
    cliente: 'client',
    'pelo cliente': 'client',
    'o cliente': 'client',
    client: 'client',
    'the client': 'client',
    customer: 'client',
    contabilidade: 'firm',
    'pela contabilidade': 'firm',
    escritorio: 'firm',
    'pelo escritorio': 'firm',
    'escritorio contabil': 'firm',
    contador: 'firm',
    'pelo contador': 'firm',
    parceiro: 'firm',
    'pelo parceiro': 'firm',
    mim: 'firm',
    'por mim': 'firm',
    firm: 'firm',
    'accounting firm': 'firm',
    accountant: 'firm',
    partner: 'firm',
    me: 'firm',
    ninguem: '',
    nenhum: '',
    nobody: '',
    none: '',
    'sem plano': '',
    'no plan': '',
  }),
);

const charges = new Map(
  Object.entries<'active' | 'inactive' | 'never_used'>({
    ativo: 'active',
    ativa: 'active',
    ativas: 'active',
    active: 'active',
    inativo: 'inactive',
    inativa: 'inactive',
    inativas: 'inactive',
    inactive: 'inactive',
    'nunca usou': 'never_used',
    'nunca utilizou': 'never_used',
    'nunca usado': 'never_used',
    'never used': 'never_used',
    'never used it': 'never_used',
    never: 'never_used',
    nunca: 'never_used',
  }),
);

const yes = new Set([
  'sim',
  's',
  'yes',
  'y',
  'true',
  'verdadeiro',
  '1',
  'x',
  'ativa',
  'ativada',
  'ativo',
  'ligada',
  'on',
  'active',
  'enabled',
]);
const no = new Set([
  'nao',
  'n',
  'no',
  'false',
  'falso',
  '0',
  'inativa',
  'desativada',
  'inativo',
  'desligada',
  'off',
  'inactive',
  'disabled',
]);

const label = (value: string) => fold(value.slice(0, 100)).replace(/[_-]+/g, ' ');

/** A file has few labels and many lines. */
function remembered<T>(read: (value: string) => T): (value: string) => T {
  const before = new Map<string, T>();
  return (value) => {
    if (before.has(value)) return before.get(value) as T;
    if (before.size > 500) before.clear();
    const result = read(value);
    before.set(value, result);
    return result;
  };
}

/** '' says nothing, undefined is not understood. */
export const readPayer = remembered((value) => payers.get(label(value)));
export const readCharges = remembered((value) => charges.get(label(value)));
export const readYesNo = remembered((value) => (yes.has(label(value)) ? true : no.has(label(value)) ? false : undefined));
/** The code of a situation, or the label itself. */
export const readSituation = remembered(situationOf);

/** Whether a cell says that there never was an export, or that there is no plan. */
export const saysNever = (value: string): boolean => /^(?:nunca|never|jamais)$/.test(label(value));
export const saysNoPlan = remembered((value) => /^(?:sem plano(?: contratado)?|nenhum|no plan|none)$/.test(label(value)));
