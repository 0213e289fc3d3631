import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { type Figures, type Part, parts, read } from '../figures.ts';
import { type Grant, grantOf } from '../reads/grants.ts';
import { AccountError, type AccountProblem } from '../schema.ts';
import { booksOf } from './books.ts';
import { runningFrom } from './clock.ts';

/** A part of the numbers, and when it was read. */
export type Known<P extends Part> = { at: Date; value: Figures[P] };
export type Last = { readonly [P in Part]?: Known<P> };

/** What is known of a client's money. `fresh`: the parts that were read just now; the others are as they were last. */
export interface Finances {
  last: Last;
  fresh: readonly Part[];
  at: Date;
  /** What kept the others away; of all, what says most about what to do. */
  problem?: AccountProblem;
  /** The parts that were answered, and not in a way that is known. */
  odd: readonly Part[];
  status: string;
}

/** The numbers that were last read, as they are kept: sealed. */
export function lastOf({ secret }: Pick<Ctx, 'secret'>, { figures }: Pick<Grant, 'figures'>): Last {
  if (!figures) return {};
  let kept: Record<string, { at: string; value: unknown }>;
  try {
    kept = JSON.parse(secret.open(figures));
  } catch {
    // Sealed with another secret: as good as never read.
    return {};
  }
  // Invoices were kept as a bare list once: as good as never read.
  const entries = Object.entries(kept).filter(([part, { value }]) => part !== 'invoices' || !Array.isArray(value));
  return Object.fromEntries(entries.map(([part, { at, value }]) => [part, { at: new Date(at), value }])) as Last;
}

/** Keeps what was read, part by part: of two people who read at the same time the later number stays. */
const keep = (ctx: Ctx, clientId: string, read: Last): Promise<void> =>
  write({ ...ctx, delivery: { key: null } }, 'see', async ({ tx, audit }) => {
    const grant = await tx.grant.findFirst({
      where: { clientId, firmId: ctx.firm.id },
      select: { id: true, figures: true },
    });
    if (!grant) return;
    const before = lastOf(ctx, grant);
    const newer = (part: Part) =>
      before[part] && read[part] && before[part].at > read[part].at ? before[part] : (read[part] ?? before[part]);
    const all = Object.fromEntries(parts.flatMap((part) => (newer(part) ? [[part, newer(part)]] : [])));
    await tx.grant.updateMany({
      where: { id: grant.id, firmId: ctx.firm.id, clientId },
      data: { figures: ctx.secret.seal(JSON.stringify(all)), figuresAt: ctx.now },
    });
    await audit('finances.read', `client:${clientId}`);
  });

/** Which of several problems says most about what to do. */
const worst = (problems: readonly AccountError[]): AccountError | undefined =>
  problems.find((each) => !['unavailable', 'rate_limited', 'not_understood'].includes(each.code)) ??
  problems.find((each) => each.code === 'rate_limited') ??
  problems.find((each) => each.code === 'unavailable') ??
  problems[0];

/**
 * Reads a client's numbers, all parts at once, for at most so many milliseconds; what is not there by then is as it was last. Never throws
 * for what the account says: the problem stands in the answer.
 */
export async function readFinances(ctx: Ctx, clientId: string, ms: number): Promise<Finances> {
  const now = runningFrom(ctx);
  const grant = await grantOf(ctx, clientId);
  const last = grant ? lastOf(ctx, grant) : {};
  const over = AbortSignal.timeout(ms);
  const problems: AccountError[] = [];
  const failed = (error: unknown) => {
    if (error instanceof AccountError) problems.push(error);
    else if (over.aborted) problems.push(new AccountError('unavailable'));
    else throw error;
  };
  const fresh: Record<string, Known<Part>> = {};
  const odd: Part[] = [];
  try {
    const books = await booksOf(ctx, clientId, { urgent: true });
    const reading = parts.map(async (part) => {
      try {
        fresh[part] = { value: await read[part](books, ctx.today, over), at: now() };
      } catch (error) {
        if (error instanceof AccountError && error.code === 'not_understood') odd.push(part);
        failed(error);
      }
    });
    await Promise.all(reading);
  } catch (error) {
    failed(error);
  }
  const got = fresh as Last;
  if (Object.keys(fresh).length > 0) await keep(ctx, clientId, got);
  const problem = worst(problems);
  return {
    last: { ...last, ...got },
    fresh: parts.filter((part) => got[part]),
    at: now(),
    problem: problem?.code,
    odd,
    status: problem?.status || (problem ? (grant?.status ?? '') : ''),
  };
}
