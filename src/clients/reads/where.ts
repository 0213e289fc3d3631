import type { Data } from '../../data/client.ts';
import { UserError } from '../../kit/errors.ts';
import { fold } from '../../kit/text.ts';
import type { Filter } from '../filter.ts';
import { type Span, spanOf } from '../period.ts';
import { oneLine } from '../schema.ts';
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

function named(data: Data, name: string): Sql {
  const has = data.provider === 'sqlite' ? 'instr("searchKey", ?) > 0' : 'strpos("searchKey", ?) > 0';
  const each = wordsOf(name).map(spellings);
  return {
    sql: each.map((words) => ` AND (${words.map(() => has).join(' OR ')})`).join(''),
    values: each.flat(),
  };
}

/**
 * A list of ids, made once, that the walk along the index looks into. EXISTS would look each client up anew, and PostgreSQL would turn it
 * into a join and sort the whole firm; so would it with IN, but for the IS TRUE.
 */
const happened = ' AND (c."id" IN (SELECT e."clientId" FROM "LicenseEvent" e WHERE e."firmId" = ? AND e."kind" = ?)) IS TRUE';

/** `free`: SQLite is not to begin with this column, because another one's index gives the order; a plus keeps it from that. */
function between(column: string, value: string, today: string, free: boolean): Sql {
  const span: Span | undefined = spanOf(value, today);
  if (!span) throw new UserError('input', (w) => w.clients.notAPeriod(value.slice(0, 60)));
  const day = `${free ? '+' : ''}c."${column}"`;
  return { sql: ` AND ${day} >= ? AND ${day} <= ?`, values: [span.from, span.to] };
}

/**
 * Which clients a list shows: the part of the statement from FROM on, without order. Starts from an index of the firm; `walked` is the
 * column whose index it is to walk along.
 */
export function where(data: Data, scope: Scope, filter: Filter, today: string, walked?: string): Sql {
  const parts: Sql[] = [{ sql: ' FROM "Client" c WHERE c."firmId" = ? AND c."deletedAt" IS NULL', values: [scope.firmId] }];
  const equal = (column: string, value: Value | undefined) => {
    if (value !== undefined) parts.push({ sql: ` AND c."${column}" = ?`, values: [value] });
  };
  equal('analystId', scope.analystId);
  if (filter.analyst === 'none') parts.push({ sql: ' AND c."analystId" IS NULL', values: [] });
  else equal('analystId', filter.analyst);
  equal('situation', filter.situation);
  equal('payer', filter.tab === 'all' ? undefined : filter.tab);
  equal('charges', filter.charges);
  equal('plan', filter.onPlan);
  equal('autoRenew', filter.renewal && filter.renewal === 'yes');
  const free = (column: string) => data.provider === 'sqlite' && walked !== undefined && walked !== column;
  if (filter.expiry) parts.push(between('expiresOn', filter.expiry, today, free('expiresOn')));
  if (filter.exported) parts.push(between('lastExportOn', filter.exported, today, free('lastExportOn')));
  if (filter.history === 'never')
    parts.push({ sql: ' AND NOT EXISTS (SELECT 1 FROM "LicenseEvent" e WHERE e."clientId" = c."id")', values: [] });
  else if (filter.history) parts.push({ sql: happened, values: [scope.firmId, filter.history] });
  if (filter.name) parts.push(named(data, filter.name));
  // PostgreSQL knows no NUL in a text, and an id that was tampered with may bring one.
  const values = parts.flatMap((part) => part.values).map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
  return { sql: parts.map((part) => part.sql).join(''), values };
}
