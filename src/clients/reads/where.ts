import type { Data } from '../../data/client.ts';
import { UserError } from '../../kit/errors.ts';
import { fold } from '../../kit/text.ts';
import { oneLine } from '../../terms/client.ts';
import { spanOf } from '../../terms/period.ts';
import { type FilterKey, filterKeys, filterParts, type PartOf } from '../fields.ts';
import type { Condition } from '../filter.ts';
import type { Scope } from './scope.ts';

type Value = string | number | boolean;
export interface Sql {
  sql: string;
  values: Value[];
}

/** A word matches as it stands or, when it looks like a piece of a CPF or CNPJ, without its mask. */
const spellings = (word: string): string[] => {
  const bare = word.replace(/[./-]/g, '');
  return bare !== word && /^[0-9a-z]*[0-9][0-9a-z]*$/.test(bare) ? [word, bare] : [word];
};

export const wordsOf = (name: string): string[] => [...new Set(fold(oneLine(name, 200)).split(' '))].filter(Boolean);

/** What the statements need to know besides the filter. `walked`: the column whose index gives the order. */
interface Around {
  data: Data;
  scope: Scope;
  today: string;
  walked?: string;
}

const all: Sql = { sql: '', values: [] };
const join = (parts: readonly Sql[], by: ' AND ' | ' OR '): Sql => {
  const some = parts.filter((part) => part.sql !== '');
  if (some.length < 2) return some[0] ?? all;
  return {
    sql: some.map((part) => (by === ' OR ' ? `(${part.sql})` : part.sql)).join(by),
    values: some.flatMap((part) => part.values),
  };
};
const bracketed = ({ sql, values }: Sql): Sql => ({ sql: `(${sql})`, values });
const anyOf = (parts: readonly Sql[]): Sql => (parts.length < 2 ? join(parts, ' OR ') : bracketed(join(parts, ' OR ')));

const equal = (column: string, values: readonly Value[]): Sql => ({
  sql: values.length === 1 ? `c."${column}" = ?` : `c."${column}" IN (${values.map(() => '?').join(', ')})`,
  values: [...values],
});

function named(name: string, { data }: Around): Sql {
  const has = data.provider === 'sqlite' ? 'instr("searchKey", ?) > 0' : 'strpos("searchKey", ?) > 0';
  const each = wordsOf(name).map(spellings);
  return { sql: each.map((words) => `(${words.map(() => has).join(' OR ')})`).join(' AND '), values: each.flat() };
}

/** SQLite is not to begin with this column where another one's index gives the order; a plus keeps it from that. */
function between(column: string, value: string, { data, walked, today }: Around): Sql {
  const span = spanOf(value, today);
  if (!span) throw new UserError('input', (w) => w.clients.notAPeriod(value.slice(0, 60)));
  const day = `${data.provider === 'sqlite' && walked !== undefined && walked !== column ? '+' : ''}c."${column}"`;
  return { sql: `${day} >= ? AND ${day} <= ?`, values: [span.from, span.to] };
}

/** A value that stands for having none. */
const orNone = (column: string, values: readonly string[]): Sql => {
  const some = values.filter((each) => each !== 'none');
  const none: Sql = { sql: `c."${column}" IS NULL`, values: [] };
  return anyOf([...(some.length < values.length ? [none] : []), ...(some.length > 0 ? [equal(column, some)] : [])]);
};

/**
 * A list of ids, made once, that the walk along the index looks into. EXISTS would look each client up anew, and PostgreSQL would turn it
 * into a join and sort the whole firm; so would it with IN, but for the IS TRUE.
 */
function happened(kinds: readonly string[], { scope }: Around): Sql {
  const some = kinds.filter((kind) => kind !== 'never');
  const events = `SELECT e."clientId" FROM "LicenseEvent" e WHERE e."firmId" = ? AND e."kind" IN (${some.map(() => '?').join(', ')})`;
  const never: Sql = { sql: 'NOT EXISTS (SELECT 1 FROM "LicenseEvent" e WHERE e."clientId" = c."id")', values: [] };
  return anyOf([
    ...(some.length < kinds.length ? [never] : []),
    ...(some.length > 0 ? [{ sql: `(c."id" IN (${events})) IS TRUE`, values: [scope.firmId, ...some] }] : []),
  ]);
}

type Own = { [K in FilterKey]: PartOf<K>['by'] extends 'own' ? K : never }[FilterKey];
/** A connected client whose own account may be read, or not yet, or not any more; what is blocked is authorised. */
function authorised(kinds: readonly string[], { scope }: Around): Sql {
  const given = `(c."id" IN (SELECT g."clientId" FROM "Grant" g WHERE g."firmId" = ? AND g."clientId" IS NOT NULL AND g."state" IN ('active', 'blocked')))`;
  return anyOf(
    kinds.map((kind) => ({
      sql: `c."situation" = 'connected' AND ${given} IS ${kind === 'missing' ? 'NOT ' : ''}TRUE`,
      values: [scope.firmId],
    })),
  );
}

const own: Record<Own, (values: readonly string[], around: Around) => Sql> = { history: happened, access: authorised };

/** One key of a filter as a condition; empty when it narrows nothing. */
function matches(key: FilterKey, value: string | readonly string[], around: Around): Sql {
  const { by, column = '', none } = filterParts[key];
  const values = [value].flat();
  if (values.length === 0) return all;
  switch (by) {
    case 'words':
      return named(values.join(' '), around);
    case 'flag':
      return equal(column, [value === 'yes']);
    case 'days':
      return anyOf(values.map((each) => between(column, each, around)));
    case 'own':
      return own[key as Own](values, around);
    case 'choice':
      return values.includes('all') ? all : equal(column, values);
    default:
      return none ? orNone(column, values) : equal(column, values);
  }
}

/** A condition as SQL about `c`; empty when every client meets it. */
function meets(condition: Condition, around: Around): Sql {
  const keys = filterKeys.flatMap((key) => {
    const value = condition[key];
    return value === undefined ? [] : [matches(key, value, around)];
  });
  const some = condition.or?.map((each) => meets(each, around)) ?? [];
  const or = some.some((each) => each.sql === '') ? all : anyOf(some);
  const not = (condition.not ?? []).map((each): Sql => {
    const { sql, values } = meets(each, around);
    return sql === '' ? { sql: '1 = 0', values } : { sql: `(${sql}) IS NOT TRUE`, values };
  });
  return join([...keys, or, ...not], ' AND ');
}

/**
 * Which clients a condition means: the part of the statement from FROM on, without order. Starts from an index of the firm; `walked` is
 * the column whose index it is to walk along.
 */
export function where(data: Data, scope: Scope, condition: Condition, today: string, walked?: string): Sql {
  const mine: Sql = { sql: ' FROM "Client" c WHERE c."firmId" = ? AND c."deletedAt" IS NULL', values: [scope.firmId] };
  const theirs = scope.analystId === undefined ? all : equal('analystId', [scope.analystId]);
  const { sql, values } = join([mine, theirs, meets(condition, { data, scope, today, walked })], ' AND ');
  // PostgreSQL knows no NUL in a text, and an id that was tampered with may bring one.
  return { sql, values: values.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value)) };
}
