import type { Data } from '../../data/client.ts';
import { addDays, type Day } from '../../kit/days.ts';
import { type Listed, mostListed } from '../schema.ts';

/** Whose expiries are asked for, and how they are grouped. */
export interface ExpiryAsk {
  firmId: string;
  /** Only this analyst's clients. */
  analystId?: string | null;
  today: Day;
  steps: readonly number[];
}

export interface Expiring {
  /** How many are overdue, then how many within each step. */
  counts: number[];
  /** Soonest first, at most `mostListed`: as many of each group as there is room for, so that none crowds out the others. */
  clients: Listed[];
}

/** How many are asked for with one statement: what a firm costs is then a walk along its index, not a round trip. */
const batch = 100;
/** So many rows are read at once; where more expires it is counted instead, so that memory does not grow with it. */
const mostRows = 5000;

const hushed = `LEFT JOIN "Hush" h ON h."clientId" = c."id"`;
/** Never the sentinel of those without a plan; not what is muted, nor what was dealt with. */
const told = (today: string) => `(h."clientId" IS NULL OR (h."until" < ${today} AND h."doneFor" <> c."expiresOn"))`;

const whole = `WITH ask("n", "firm", "analyst", "today", "last") AS (VALUES ${Array(batch).fill('(?, ?, ?, ?, ?)').join(', ')})
  SELECT ask."n" AS "n", c."id" AS "id", c."expiresOn" AS "expiresOn" FROM ask CROSS JOIN "Client" c ${hushed}
  WHERE c."firmId" = ask."firm" AND c."expiresOn" <= ask."last" AND c."deletedAt" IS NULL
  AND (ask."analyst" = '' OR c."analystId" = ask."analyst") AND ${told('ask."today"')} LIMIT ${mostRows}`;

/** The last day of each group: of the overdue, and of each step. */
interface Ends {
  today: Day;
  steps: readonly number[];
  days: readonly Day[];
}

/** Thousands of firms share a few days and steps. */
function createEnds(): (ask: ExpiryAsk) => Ends {
  const known = new Map<string, Ends>();
  return ({ today, steps }) => {
    const key = `${today} ${steps}`;
    const ends = known.get(key) ?? {
      today,
      steps,
      days: [addDays(today, -1), ...steps.map((step) => addDays(today, step))],
    };
    known.set(key, ends);
    return ends;
  };
}

/** The asks as values, filled up to a batch with what finds nothing: so that one prepared statement serves for all. */
function valuesOf(asks: readonly ExpiryAsk[], ends: readonly Ends[]): string[] {
  const values: string[] = [];
  for (let i = 0; i < batch; i++) {
    const each = asks[i];
    if (each) values.push(String(i), each.firmId, each.analystId ?? '', each.today, ends[i]!.days.at(-1)!);
    else values.push('', '', '', '', '');
  }
  return values;
}

const soonest = (a: Listed, b: Listed): number =>
  a.expiresOn === b.expiresOn ? (a.id < b.id ? -1 : 1) : a.expiresOn < b.expiresOn ? -1 : 1;

/** How many of each group are listed: in turn one of each, as long as there is room. */
function shares(counts: readonly number[]): number[] {
  const share = counts.map(() => 0);
  let room = Math.min(
    mostListed,
    counts.reduce((sum, count) => sum + count, 0),
  );
  for (let i = 0; room > 0; i = (i + 1) % counts.length) {
    if (share[i]! === counts[i]!) continue;
    share[i]!++;
    room--;
  }
  return share;
}

/** The soonest of each group, of clients in their order. */
function listedOf({ counts, clients }: Expiring, { days }: Ends): Listed[] {
  const share = shares(counts);
  let group = 0;
  return clients.filter(({ expiresOn }) => {
    while (expiresOn > days[group]!) group++;
    return share[group]!-- > 0;
  });
}

/** What expires for each of the asks, in their order. Costs what is found, whatever else the portfolios hold. */
export async function expiring(data: Data, asks: readonly ExpiryAsk[]): Promise<Expiring[]> {
  const endsOf = createEnds();
  const all: Expiring[] = [];
  for (let from = 0; from < asks.length; from += batch) {
    const some = asks.slice(from, from + batch);
    const ends = some.map(endsOf);
    const rows = await data.all<Listed & { n: string }>(whole, valuesOf(some, ends));
    if (rows.length === mostRows) {
      for (const [i, each] of some.entries()) all.push(await many(data, each, ends[i]!));
      continue;
    }
    const made = some.map(({ steps }): Expiring => ({ counts: Array(steps.length + 1).fill(0), clients: [] }));
    for (const { n, id, expiresOn } of rows) {
      const i = Number(n);
      const { counts, clients } = made[i]!;
      let group = 0;
      while (expiresOn > ends[i]!.days[group]!) group++;
      counts[group]!++;
      clients.push({ id, expiresOn });
    }
    for (const [i, each] of made.entries()) {
      each.clients.sort(soonest);
      if (each.clients.length > mostListed) each.clients = listedOf(each, ends[i]!);
    }
    all.push(...made);
  }
  return all;
}

/** Whose clients, as far as they are told of at all. */
function fromOf({ firmId, analystId, today }: Omit<ExpiryAsk, 'steps'>) {
  const whose = analystId ? ' AND c."analystId" = ?' : '';
  return {
    from: `FROM "Client" c ${hushed} WHERE c."firmId" = ? AND c."deletedAt" IS NULL${whose} AND ${told('?')}`,
    values: [firmId, ...(analystId ? [analystId] : []), today],
  };
}

/** The first that expire until a day, the overdue among them: costs no more where thousands do. */
export async function soonestOf(
  data: Data,
  { last, most, ...ask }: Omit<ExpiryAsk, 'steps'> & { last: Day; most: number },
): Promise<Listed[]> {
  const { from, values } = fromOf(ask);
  return data.all<Listed>(
    `SELECT c."id" AS "id", c."expiresOn" AS "expiresOn" ${from} AND c."expiresOn" <= ? ORDER BY c."expiresOn", c."id" LIMIT ${most}`,
    [...values, last],
  );
}

/** The same of one that may have very many: counted group by group, and only the first are read. */
async function many(data: Data, { firmId, analystId, today }: ExpiryAsk, { days }: Ends): Promise<Expiring> {
  const { from, values } = fromOf({ firmId, analystId, today });
  const between = (i: number) => [i === 0 ? '' : days[i - 1]!, days[i]!];
  const counts: number[] = [];
  for (const i of days.keys()) {
    const sql = `SELECT count(*) AS "count" ${from} AND c."expiresOn" > ? AND c."expiresOn" <= ?`;
    const [counted] = await data.all<{ count: number }>(sql, [...values, ...between(i)]);
    counts.push(Number(counted!.count));
  }
  const clients: Listed[] = [];
  for (const [i, share] of shares(counts).entries()) {
    const sql = `SELECT c."id" AS "id", c."expiresOn" AS "expiresOn" ${from} AND c."expiresOn" > ? AND c."expiresOn" <= ?
      ORDER BY c."expiresOn", c."id" LIMIT ${share}`;
    if (share > 0) clients.push(...(await data.all<Listed>(sql, [...values, ...between(i)])));
  }
  return { counts, clients };
}
