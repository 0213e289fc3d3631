import { countActivity, type Since } from '../../activity/reads.ts';
import type { Data } from '../../data/client.ts';
import { snapshot } from '../../data/snapshot.ts';
import { addDays, type Day } from '../../kit/days.ts';
import { type Content, type Kind, type Made, mostListed, stepsOf } from '../schema.ts';
import { type ExpiryAsk, expiring } from './expiring.ts';

/** What one digest is to tell, and of whose clients. */
export interface Ask {
  kind: Kind;
  firmId: string;
  /** null is the whole firm. */
  analystId: string | null;
  /** The firm's own day. */
  today: Day;
  steps: string;
  /** When the summary before this one was made, and the firm's own day then. */
  since: Since & { day: Day; first?: boolean };
}

const whose = ({ firmId, analystId }: Ask) => ({ firmId, ...(analystId ? { analystId } : {}) });

/** Who waits for an answer: clients for the firm's first, because somebody is waiting. */
async function requests({ db }: Data, ask: Ask): Promise<Made> {
  const where = {
    firmId: ask.firmId,
    state: 'pending',
    ...(ask.analystId ? { client: { analystId: ask.analystId } } : {}),
  };
  const of = (direction: string) =>
    Promise.all([
      db.connectionRequest.count({ where: { ...where, direction } }),
      db.connectionRequest.findMany({
        where: { ...where, direction },
        select: { id: true },
        orderBy: { id: 'asc' },
        take: mostListed,
      }),
    ]);
  const [received, asked] = await of('client_to_firm');
  const [sent, invited] = await of('firm_to_client');
  const ids = [...asked, ...invited].slice(0, mostListed).map(({ id }) => id);
  return { content: { kind: 'requests', today: ask.today, received, sent, ids }, clients: [] };
}

/** Connected clients whose documents nobody has exported in this month, the longest forgotten first. */
async function documents(data: Data, ask: Ask): Promise<Made> {
  const analyst = ask.analystId ? ' AND c."analystId" = ?' : '';
  const from = `FROM "Client" c LEFT JOIN "Grant" g ON g."clientId" = c."id" AND g."state" IN ('active', 'blocked')
    LEFT JOIN "Hush" h ON h."clientId" = c."id"
    WHERE c."firmId" = ? AND c."lastExportOn" < ? AND c."deletedAt" IS NULL AND c."situation" = 'connected'${analyst}
    AND (h."clientId" IS NULL OR h."until" < ?)`;
  const values = [ask.firmId, `${ask.today.slice(0, 7)}-01`, ...(ask.analystId ? [ask.analystId] : []), ask.today];
  const [counted] = await data.all<{ count: number; never: number; unauthorized: number }>(
    `SELECT count(*) AS "count", coalesce(sum(CASE WHEN c."lastExportOn" = '' THEN 1 ELSE 0 END), 0) AS "never",
     coalesce(sum(CASE WHEN g."id" IS NULL THEN 1 ELSE 0 END), 0) AS "unauthorized" ${from}`,
    values,
  );
  const rows = await data.all<{ id: string }>(
    `SELECT c."id" AS "id" ${from} ORDER BY c."lastExportOn", c."id" LIMIT ${mostListed}`,
    values,
  );
  const content: Content = {
    kind: 'documents',
    today: ask.today,
    count: Number(counted!.count),
    never: Number(counted!.never),
    unauthorized: Number(counted!.unauthorized),
  };
  return { content, clients: rows.map(({ id }) => ({ id, expiresOn: '' })) };
}

/** The summaries of one firm. Read at one moment: the chart and the sentences agree, and of one run nothing is counted twice or missed. */
const portfolios = (data: Data, asks: readonly Ask[]): Promise<Made[]> =>
  snapshot(data, async (tx) => {
    const { version } = await tx.firm.findUniqueOrThrow({ where: { id: asks[0]!.firmId }, select: { version: true } });
    const made: Made[] = [];
    for (const ask of asks) {
      const where = { ...whose(ask), deletedAt: null };
      const groups = await tx.client.groupBy({ by: ['situation'], where, _count: { _all: true } });
      const situations = Object.fromEntries(groups.map(({ situation, _count }) => [situation, _count._all]));
      const { day: since, first } = ask.since;
      const counted = await countActivity(tx, ask, ask.since, version);
      const head = { kind: 'portfolio' as const, today: ask.today, since, ...(first ? { first } : {}) };
      made.push({ content: { ...head, ...counted, situations }, clients: [], version });
    }
    return made;
  });

const one = { requests, documents } as const;

/** What each of some digests tells, in their order; the expiries of all of them are read together. */
export async function gather(data: Data, asks: readonly Ask[]): Promise<Made[]> {
  const expiries = asks.flatMap((ask, i) => (ask.kind === 'expiry' ? [{ i, ask, steps: stepsOf(ask.steps) }] : []));
  const found = await expiring(
    data,
    expiries.map(
      ({ ask, steps }): ExpiryAsk => ({ firmId: ask.firmId, analystId: ask.analystId, today: ask.today, steps }),
    ),
  );
  const made = new Map<number, Made>();
  for (const [n, { i, ask, steps }] of expiries.entries()) {
    const { counts, clients } = found[n]!;
    made.set(i, { content: { kind: 'expiry', today: ask.today, steps, counts }, clients });
  }
  const summaries = new Map<string, number[]>();
  for (const [i, ask] of asks.entries()) {
    if (ask.kind === 'portfolio') summaries.set(ask.firmId, [...(summaries.get(ask.firmId) ?? []), i]);
    else if (ask.kind !== 'expiry') made.set(i, await one[ask.kind](data, ask));
  }
  for (const places of summaries.values()) {
    const firm = await portfolios(
      data,
      places.map((i) => asks[i]!),
    );
    for (const [n, i] of places.entries()) made.set(i, firm[n]!);
  }
  return asks.map((_, i) => made.get(i)!);
}

/** A summary that has none before it tells of the last seven days. */
export const firstSince = (today: Day, now: Date): Ask['since'] => ({
  at: new Date(now.getTime() - 7 * 86_400_000),
  day: addDays(today, -7),
  first: true,
});
