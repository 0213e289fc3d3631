import type { Data } from '../../data/client.ts';

type Turns = (companyId: string, asked: { count: number; pace: number }) => Promise<number | undefined>;

/**
 * Shares what a company may be asked among the processes on one database: in how many milliseconds the first of so many turns is, each
 * one `pace` after the other. Undefined on SQLite, which one process has for itself. A company has one budget, whichever firms ask it: the
 * first of its rows keeps it. What is given to a process that dies runs out by itself.
 */
export const turnsOf = (data: Data): Turns | undefined =>
  data.provider === 'sqlite'
    ? undefined
    : async (companyId, { count, pace }) => {
        const span = count * pace;
        const [row] = await data.db.$transaction(
          (tx) => tx.$queryRaw<{ ends: number }[]>`
            UPDATE "Grant"
            SET "turnsUntil" = GREATEST("turnsUntil", clock_timestamp()::timestamp) + CAST(${span} AS float8) * INTERVAL '1 millisecond'
            WHERE "id" = (SELECT "id" FROM "Grant" WHERE "companyId" = ${companyId} ORDER BY "id" LIMIT 1)
            RETURNING CAST(EXTRACT(EPOCH FROM "turnsUntil" - clock_timestamp()::timestamp) * 1000 AS float8) AS "ends"`,
        );
        return row && Math.max(0, row.ends - span);
      };
