import { type ColumnName, columnNames } from '../schema.ts';
import { namings } from './fields.ts';
import { plainWords } from './words.ts';

interface Rule {
  column: ColumnName;
  rank: number;
  words: readonly string[];
}

const besides = new Map<ColumnName, ReadonlySet<string>>();
const rules: Rule[] = [];
for (const column of columnNames) {
  const { called, beside } = namings[column];
  besides.set(
    column,
    new Set([...beside.split(/\s+/), ...called.split(/[\s,]+/).filter((word) => word.length > 8)].flatMap(plainWords)),
  );
  for (const [rank, name] of called.split(',').entries()) rules.push({ column, rank, words: plainWords(name) });
}

export interface Meaning {
  column: ColumnName;
  /** The smaller, the surer. */
  rank: number;
}

const remembered = new Map<string, Meaning | undefined>();

function meaningOf(words: readonly string[]): Meaning | undefined {
  if (words.length === 0 || words.length > 8) return undefined;
  let best: Meaning | undefined;
  for (const rule of rules) {
    if (!rule.words.every((word) => words.includes(word))) continue;
    const rest = words.filter((word) => !rule.words.includes(word));
    if (rest.some((word) => !besides.get(rule.column)!.has(word))) continue;
    // What names more of the header is surer of it; then the order of the rules.
    const rank = rest.length * 100 + rule.rank;
    if (!best || rank < best.rank) best = { column: rule.column, rank };
  }
  return best;
}

/** What stands in brackets is a hint of how to fill it in, unless it says whose it is: "E-mail (contador)", "Vencimento (certificado)". */
const whose =
  /contador|contab|escrit|certific|alvar|procura|honor|boleto|mensal|contrato|banco|fornec|transport|vendedor|s[oó]ci|medic|aso\b|f[eé]rias|seguro|matriz|filial|respons|titular|imposto|guia|das\b|licenciamento|tipo/i;
const withoutBrackets = (header: string): string =>
  header.replace(/\([^)]*\)|\[[^\]]*\]/g, (hint) => (whose.test(hint) ? hint : ' '));

/** What a header means, in whatever order and form its words are; with what stands in brackets, else without it. */
export function readMeaning(header: string): Meaning | undefined {
  if (header.length > 100) return undefined;
  if (remembered.has(header)) return remembered.get(header);
  const meaning = meaningOf(plainWords(header)) ?? meaningOf(plainWords(withoutBrackets(header)));
  if (remembered.size > 2_000) remembered.clear();
  remembered.set(header, meaning);
  return meaning;
}

/** A header as a firm's choice is remembered under it. */
export const headerKey = (header: string): string =>
  plainWords(header.slice(0, 100)).join(' ') || header.trim().slice(0, 100).toLowerCase();
