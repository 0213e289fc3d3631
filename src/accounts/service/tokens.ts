import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../../data/client.ts';
import { isBusy } from '../../data/failure.ts';
import { newId } from '../../data/id.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Provider, Tokens } from '../provider.ts';
import { AccountError, type CallOptions } from '../schema.ts';
import { runningFrom } from './clock.ts';
import { settle } from './state.ts';

/** A token that runs out within this is not used any more, in milliseconds. */
const margin = 60_000;
/** How long one process may take to have new tokens; a second one tries only when it is over. */
const lease = 90_000;
const patience = 60_000;
/** How often those who wait look whether they are there. */
const look = 100;
const mostStores = 8;

type Pair = Pick<Tokens, 'access' | 'refresh'>;

export const sealTokens = (ctx: Pick<Ctx, 'secret'>, { access, refresh }: Tokens): string =>
  ctx.secret.seal(JSON.stringify({ access, refresh } satisfies Pair));

/** What was opened last with a secret, by what it was sealed in: asked for with every request. */
const opened = new WeakMap<Ctx['secret'], Map<string, Pair>>();
const mostOpened = 100;

/** Undefined when they were sealed with another secret. They are left alone: it may be the secret that is wrong, and be put right. */
function openTokens({ secret }: Ctx, sealed: string): Pair | undefined {
  const known = opened.get(secret) ?? new Map<string, Pair>();
  opened.set(secret, known);
  try {
    const pair = known.get(sealed) ?? (JSON.parse(secret.open(sealed)) as Pair);
    if (known.size >= mostOpened && !known.has(sealed)) known.delete(known.keys().next().value!);
    known.set(sealed, pair);
    return pair;
  } catch {
    return undefined;
  }
}

/** Asked with every request, so that what has ended is not read by for a moment longer: prepared, for that is all day. */
const sql = 'SELECT "id", "state", "tokens", "accessUntil", "version" FROM "Grant" WHERE "id" = ? AND "firmId" = ?';
interface Row {
  id: string;
  state: string;
  tokens: string;
  /** In milliseconds. */
  accessUntil: number | null;
  version: number;
}

/** Pairs that are on their way to this process. */
const underway = new Set<Promise<void>>();

/** Waits until they are stored, before the database closes: they cannot be had a second time. At most so many milliseconds. */
export const tokensStored = (ms = 10_000): Promise<unknown> =>
  Promise.race([Promise.all(underway), sleep(ms, undefined, { ref: false })]);

interface Which extends CallOptions {
  /** A token that was refused: it is not to be had again. */
  refused?: string;
  /** Which authorisations are good for it. */
  states?: readonly string[];
}

/**
 * A token for an authorisation. When none is good, one of all who ask at the same time, in any process, has the next pair; the others wait
 * for it. Throws AccountError `revoked`, `expired` or `not_authorized`, or whatever kept the next pair away.
 */
export async function accessOf(ctx: Ctx, provider: Provider, grantId: string, which: Which = {}): Promise<string> {
  const { refused, signal, states = ['active', 'blocked'] } = which;
  const now = runningFrom(ctx);
  const until = now().getTime() + lease + patience;
  for (;;) {
    signal?.throwIfAborted();
    const [grant] = await ctx.data.all<Row>(sql, [grantId, ctx.firm.id]);
    if (!grant || !states.includes(grant.state) || !grant.tokens)
      throw new AccountError(grant?.state === 'revoked' || grant?.state === 'expired' ? grant.state : 'not_authorized');
    const pair = openTokens(ctx, grant.tokens);
    if (!pair) throw new AccountError('expired');
    if (pair.access !== refused && grant.accessUntil && grant.accessUntil - margin > now().getTime())
      return pair.access;
    const mine = await takeLease(ctx, grant, now());
    if (mine) {
      // Whoever asked may give up; the pair that is on its way must be stored all the same, for the old one is void.
      const renewed = renew(ctx, provider, { id: grantId, lease: mine, refresh: pair.refresh }, now);
      const kept = renewed
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => underway.delete(kept));
      underway.add(kept);
      return abandonable(renewed, signal);
    }
    if (now().getTime() > until) throw new AccountError('unavailable');
    await sleep(look, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** What work comes to, or the signal's reason when that comes first. */
const abandonable = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal
    ? Promise.race([
        work,
        new Promise<never>((_, reject) => {
          const stop = () => reject(signal.reason);
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop, { once: true });
        }),
      ])
    : work;

/** The right to have the next pair, as long as nobody else has it and nobody has had it meanwhile. */
async function takeLease(
  { data }: Ctx,
  grant: { id: string; version: number },
  now: Date,
): Promise<string | undefined> {
  const mine = newId();
  const taken = await store(data, {
    where: { id: grant.id, version: grant.version, OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }] },
    data: { lease: mine, leaseUntil: new Date(now.getTime() + lease) },
  });
  return taken ? mine : undefined;
}

type Change = Parameters<Data['db']['grant']['updateMany']>[0];

/** One conditional write. A database that is busy is asked again: what is to be stored here cannot be had a second time. */
async function store({ db }: Data, change: Change): Promise<boolean> {
  for (let tries = 0; ; tries++) {
    try {
      return (await db.$transaction((tx) => tx.grant.updateMany(change))).count === 1;
    } catch (error) {
      if (!isBusy(error) || tries >= mostStores) throw error;
      await sleep(look * (tries + 1));
    }
  }
}

/** Has the next pair, and stores it before anybody uses it. */
async function renew(
  ctx: Ctx,
  provider: Provider,
  { id, lease, refresh }: { id: string; lease: string; refresh: string },
  now: () => Date,
): Promise<string> {
  const mine = { id, lease };
  const free = { lease: null, leaseUntil: null };
  let tokens: Tokens;
  try {
    tokens = await provider.refresh(refresh, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    const code = error instanceof AccountError ? error.code : 'unavailable';
    if (code === 'revoked' || code === 'expired') await settle(ctx, id, { state: code }, now());
    await store(ctx.data, { where: mine, data: free });
    throw error instanceof AccountError ? error : new AccountError('unavailable');
  }
  await store(ctx.data, {
    where: mine,
    data: {
      ...free,
      tokens: sealTokens(ctx, tokens),
      accessUntil: new Date(now().getTime() + tokens.seconds * 1000),
      version: { increment: 1 },
    },
  });
  return tokens.access;
}
