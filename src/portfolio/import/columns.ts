import { type ColumnName, columnNames } from '../schema.ts';
import type { Choices } from './choices.ts';
import { headerKey, readMeaning } from './headers.ts';
import { withRightLetters } from './letters.ts';
import type { Profile, Values } from './profile.ts';

/** Why a column that a header names is not read as that: its values are something else. */
export interface Mismatch {
  header: string;
  column: ColumnName;
}

/** Which cell of a line is what. */
export interface ColumnMap {
  /** The titles as they stand, without blanks around them. */
  headers: readonly string[];
  /** Usually one place; where there are more, the first that says something. */
  at: ReadonlyMap<ColumnName, readonly number[]>;
  /** How the file calls what was understood. */
  called: ReadonlyMap<ColumnName, string>;
  /** Headers that were not understood, or that another column said better. */
  unknown: readonly string[];
  /** Those among them that hold something else than their header says. */
  mismatched: readonly Mismatch[];
  /** Fields whose column no header names: its values do. */
  byValue: readonly ColumnName[];
  /** Dates that are written month first; and those in which every date could be read either way, so that the day is first. */
  monthFirst: ReadonlySet<ColumnName>;
  assumed: readonly ColumnName[];
  /** Most lines say nothing but a name, or nothing else could tell a client: names are clients. */
  namesOnly: boolean;
  /** Cells a line may have. */
  width: number;
}

interface Claim {
  index: number;
  rank: number;
  chosen: boolean;
}

/** What the titles say, the surest of each field first; and what is not to be read because a person said so. */
export interface Titles {
  headers: readonly string[];
  /** With those behind the last title. */
  cells: number;
  claims: ReadonlyMap<ColumnName, readonly Claim[]>;
  dropped: ReadonlySet<number>;
}

export function readTitles(cells: readonly string[], choices: Choices['columns']): Titles {
  const headers = cells.map((cell) => (withRightLetters(cell) ?? cell).replace(/\s+/g, ' ').trim().slice(0, 100));
  while (headers.length > 0 && headers.at(-1) === '') headers.pop();
  const claims = new Map<ColumnName, Claim[]>();
  const dropped = new Set<number>();
  const chose = Object.keys(choices).length > 0;
  for (const [index, header] of headers.entries()) {
    if (header === '') continue;
    const key = chose ? headerKey(header) : '';
    const choice = chose && Object.hasOwn(choices, key) ? choices[key] : undefined;
    if (choice === 'none') {
      dropped.add(index);
      continue;
    }
    const meaning = choice ? { column: choice, rank: -1 } : readMeaning(header);
    if (!meaning) continue;
    const list = claims.get(meaning.column) ?? [];
    list.push({ index, rank: meaning.rank, chosen: choice !== undefined });
    claims.set(meaning.column, list);
  }
  for (const list of claims.values()) list.sort((a, b) => a.rank - b.rank || a.index - b.index);
  return { headers, cells: cells.length, claims, dropped };
}

export const placesOf = ({ claims }: Titles): ReadonlyMap<ColumnName, readonly number[]> =>
  new Map([...claims].map(([column, list]) => [column, list.map((claim) => claim.index)]));

/** Headers of other people's numbers and addresses. */
const others =
  /contador|contab|escrit[oó]rio|s[oó]ci|respons|representante|transportador|analista|usu[aá]rio|vendedor|filial|fornecedor|banco/i;
/** Headers that may be of any number. */
const vague = /^\s*(?:n[uú]mero do |n[º°.]? ?)?(?:doc(?:umento|to)?|inscri[cç][aã]o|document(?: number)?)\.?\s*$/i;

/** Whether a column cannot be what its header says. One wrong value is a wrong line; a whole column of them is another column. */
function holdsOther(
  column: ColumnName,
  header: string,
  { filled, right, numbers, addresses, emails, documents }: Values,
): boolean {
  if (right > 0 || filled === 0) return false;
  if (column === 'situation' || column === 'contactName') return true;
  if (column === 'document') return vague.test(header) || emails > 0 || (numbers === 0 && filled > 1);
  if (column === 'email') return documents > 0 || (addresses === 0 && filled > 1);
  return ['payer', 'charges', 'autoRenew', 'revenue', 'expiresOn', 'lastExportOn'].includes(column) && filled > 2;
}

/** Decides what each column is: by its title, and where titles do not say it by what its values are. */
export function decideColumns(titles: Titles, profile: Profile): ColumnMap {
  const { headers, dropped } = titles;
  const { values } = profile;
  const at = new Map<ColumnName, readonly number[]>();
  const mismatched: (Mismatch & { index: number })[] = [];
  const byValue: ColumnName[] = [];
  for (const column of columnNames) {
    let list = [...(titles.claims.get(column) ?? [])];
    list = list.filter(({ index, chosen }) => {
      const wrong = !chosen && holdsOther(column, headers[index]!, values[index]!);
      if (wrong) mismatched.push({ header: headers[index]!, column, index });
      return !wrong;
    });
    // "Empresa" is often a code, and the name stands beside it.
    const codes = (claim: Claim) =>
      values[claim.index]!.filled > 0 && values[claim.index]!.digits >= values[claim.index]!.filled * 0.8;
    if (column === 'name' && list.some((claim) => !codes(claim)))
      list = list.filter((claim) => !codes(claim) || claim.chosen);
    const [first, ...rest] = list;
    if (first)
      at.set(column, [first.index, ...rest.filter(({ index }) => values[index]!.needed > 0).map(({ index }) => index)]);
  }
  const taken = new Set([...at.values()].flat());
  /** The column that nothing else is and that has most of something. */
  const most = (which: 'documents' | 'emails' | 'phones' | 'companies', part: number): number => {
    const free = values.flatMap(({ filled, [which]: right }, index) =>
      taken.has(index) ||
      dropped.has(index) ||
      others.test(headers[index] ?? '') ||
      right === 0 ||
      right < filled * part
        ? []
        : [index],
    );
    return free.sort((a, b) => values[b]![which] - values[a]![which] || a - b)[0] ?? -1;
  };
  for (const [column, which, part] of [
    ['document', 'documents', 0.6],
    ['email', 'emails', 0.6],
    ['phone', 'phones', 0.6],
    // A list of firms may have persons among them.
    ['name', 'companies', 0.3],
  ] as const) {
    const index = at.has(column) ? -1 : most(which, part);
    // Numbers of many kinds look like phones: only a title that speaks of who is to be reached makes them some.
    if (index < 0 || (which === 'phones' && !mismatched.some((each) => each.index === index))) continue;
    at.set(column, [index]);
    taken.add(index);
    byValue.push(column);
  }
  const called = new Map(
    columnNames.flatMap((column) =>
      at.has(column)
        ? [
            [
              column,
              at
                .get(column)!
                .map((index) => headers[index] ?? '')
                .join(', '),
            ] as const,
          ]
        : [],
    ),
  );
  const monthFirst = new Set<ColumnName>();
  const assumed: ColumnName[] = [];
  for (const column of ['expiresOn', 'lastExportOn'] as const) {
    const seen = at.get(column)?.map((index) => values[index]!) ?? [];
    const sum = (key: 'dayFirst' | 'monthFirst' | 'either') => seen.reduce((all, each) => all + each[key], 0);
    if (sum('monthFirst') > sum('dayFirst')) monthFirst.add(column);
    else if (sum('dayFirst') === 0 && sum('either') > 0) assumed.push(column);
  }
  return {
    headers,
    at,
    called,
    unknown: headers.flatMap((header, index) => (taken.has(index) || header === '' ? [] : [header.slice(0, 60)])),
    mismatched: mismatched.filter(({ index }) => !taken.has(index)).map(({ header, column }) => ({ header, column })),
    byValue,
    monthFirst,
    assumed,
    namesOnly: profile.nameOnly * 2 > profile.lines || !(at.has('document') || at.has('email')),
    width: Math.max(
      profile.longer * 2 > profile.lines ? profile.widest : headers.length,
      ...[...taken].map((index) => index + 1),
    ),
  };
}
