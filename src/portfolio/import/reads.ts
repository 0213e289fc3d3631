import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import { nameKeyOf } from '../../terms/client.ts';
import type { ImportRow } from './line.ts';
import { allOf, type Candidates } from './match.ts';
import { type ClientState, type ExistingClient, type Held, stateColumns } from './plan.ts';
import { heldLookups, lookups } from './statements.ts';

type Row = Record<keyof ClientState | 'id', unknown> & { gone: number };
/** How rows are had: straight from the driver, or inside a transaction. */
export type Query = <R>(sql: string, values: readonly string[]) => Promise<R[]>;

function standingOf(row: Row): ExistingClient {
  const standing = { id: row.id, deleted: Number(row.gone) === 1 } as Record<string, unknown>;
  for (const column of stateColumns) standing[column] = row[column];
  standing.autoRenew = Boolean(row.autoRenew);
  return standing as unknown as ExistingClient;
}

function group(
  rows: readonly ExistingClient[],
  key: (standing: ExistingClient) => string,
): Map<string, ExistingClient[]> {
  const groups = new Map<string, ExistingClient[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** The firm's clients that these lines may be about. */
export async function findClients(
  query: Query,
  provider: Data['provider'],
  firmId: string,
  rows: readonly ImportRow[],
): Promise<Candidates> {
  const sql = lookups(provider);
  const ask = async (statement: string, keys: readonly (string | undefined)[]): Promise<ExistingClient[]> => {
    const wanted = [...new Set(keys)].filter((each) => each !== undefined);
    return wanted.length === 0 ? [] : (await query<Row>(statement, [firmId, JSON.stringify(wanted)])).map(standingOf);
  };
  const withDocument = rows.filter((row) => row.document);
  const others = rows.filter((row) => !row.document);
  const byDocument = new Map(
    (
      await ask(
        sql.byDocument,
        withDocument.map((row) => row.document),
      )
    ).map((each) => [each.document!, each]),
  );
  const strangers = withDocument.filter((row) => !byDocument.has(row.document!)).map((row) => row.email);
  const nameless = others.filter((row) => !row.email).map((row) => nameKeyOf(row));
  const emailOf = (each: ExistingClient) => each.email;
  return {
    byDocument,
    loose: group(await ask(sql.byEmailLoose, strangers), emailOf),
    byEmail: group(
      await ask(
        sql.byEmail,
        others.map((row) => row.email),
      ),
      emailOf,
    ),
    byName: group(await ask(sql.byName, nameless), (each) => nameKeyOf(each)),
  };
}

/** Of the clients that were found, those for whom a request of ours waits or holds. Only what looks so is asked about. */
export async function readHeld(query: Query, provider: Data['provider'], found: Candidates): Promise<Held> {
  const ids = allOf(found).flatMap(({ id, deleted, situation }) =>
    !deleted && (situation === 'invited' || situation === 'requested') ? [id] : [],
  );
  if (ids.length === 0) return new Set();
  const rows = await query<{ clientId: string }>(heldLookups(provider), [JSON.stringify(ids)]);
  return new Set(rows.map((row) => row.clientId));
}

/** The firm's people, as an import finds them: by e-mail, or by a name that only one of them has. */
export interface Team {
  byEmail: Map<string, { id: string; removed: boolean }>;
  byName: Map<string, string | undefined>;
}

export async function readTeam(query: Query, firmId: string): Promise<Team> {
  const rows = await query<{ id: string; name: string; email: string | null; removed: number }>(
    'SELECT "id", "name", "email", CASE WHEN "removedAt" IS NULL THEN 0 ELSE 1 END AS "removed" FROM "Member" WHERE "firmId" = ?',
    [firmId],
  );
  const team: Team = { byEmail: new Map(), byName: new Map() };
  for (const { id, name, email, removed } of rows) {
    if (email) team.byEmail.set(email.toLowerCase(), { id, removed: Number(removed) === 1 });
    if (Number(removed) === 1) continue;
    const key = fold(name);
    team.byName.set(key, team.byName.has(key) ? undefined : id);
  }
  return team;
}

/** The firm's last import, while it can be undone. */
export const lastUndo = (ctx: Ctx): Promise<{ id: string; file: string } | null> =>
  ctx.data.db.importUndo.findFirst({
    where: { firmId: ctx.firm.id, expiresAt: { gt: ctx.now } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, file: true },
  });
