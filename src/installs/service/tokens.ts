import { setTimeout as sleep } from 'node:timers/promises';
import type { Data, Tx } from '../../data/client.ts';
import { isBusy } from '../../data/failure.ts';
import { newId } from '../../data/id.ts';
import type { Secret } from '../../data/secret.ts';
import type { House } from '../../firms/context.ts';
import type { AccessTokens, Refresh, Where } from '../../kit/installs.ts';
import { type InstallationRow, installationAt } from '../reads/installation.ts';
import type { Pair } from '../schema.ts';
import { tellFirms } from './tell.ts';

/** A token that ends within this is not used any more, in milliseconds. */
const margin = 60_000;
/** How long one process may take to have new tokens; a second one tries only when it is over. */
export const leaseMs = 90_000;
/** How often those who wait look whether they are there, and for how long. */
const look = 100;
const patience = 20_000;
/** After the platform did not say, so long nobody asks again. */
const restMs = 60_000;
const mostStores = 8;

export const sealPair = (secret: Secret, { access, refresh }: AccessTokens): string =>
  secret.seal(JSON.stringify({ access, refresh } satisfies Pair));

/** Undefined when they were sealed with another secret: it may be the secret that is wrong, and be put right. */
export function openPair(secret: Secret, sealed: string): Pair | undefined {
  try {
    return JSON.parse(secret.open(sealed)) as Pair;
  } catch {
    return undefined;
  }
}

const until = (now: Date, { seconds }: AccessTokens): Date | null =>
  seconds === undefined ? null : new Date(now.getTime() + seconds * 1000);

export const stored = (secret: Secret, now: Date, tokens: AccessTokens | undefined) => ({
  tokens: tokens ? sealPair(secret, tokens) : '',
  accessUntil: tokens ? until(now, tokens) : null,
  version: { increment: 1 },
  lease: null,
  leaseUntil: null,
});

/** Pairs that are on their way to this process. */
const underway = new Set<Promise<unknown>>();
export const pairsStored = (ms = 10_000): Promise<unknown> =>
  Promise.race([Promise.allSettled(underway), sleep(ms, undefined, { ref: false })]);

/** What is to be stored here cannot be had a second time: a database that is busy is asked again. */
async function store<T>({ db }: Data, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await db.$transaction(work);
    } catch (error) {
      if (!isBusy(error) || tries >= mostStores) throw error;
      await sleep(look * (tries + 1));
    }
  }
}

/** An installation whose next tokens are ours to have. */
export interface Leased {
  id: string;
  lease: string;
  tokens: string;
}

/** Has the next pair, and stores it before anybody uses it. What was added anew meanwhile has taken the lease away, and stays. */
async function renew(house: House, clock: () => Date, { id, lease, tokens }: Leased, refresh: Refresh): Promise<void> {
  const { data, secret } = house;
  const pair = openPair(secret, tokens);
  const next = pair?.refresh ? await refresh(pair.refresh).catch((): 'away' => 'away') : 'away';
  const now = clock();
  await store(data, async (tx) => {
    if (next === 'away') {
      const rest = { lease: null, leaseUntil: new Date(now.getTime() + restMs) };
      await tx.installation.updateMany({ where: { id, lease }, data: rest });
    } else if (next === 'lost') {
      const lost = { state: 'lost', lease: null, leaseUntil: null, changedAt: now };
      const { count } = await tx.installation.updateMany({ where: { id, lease }, data: lost });
      if (count === 1) await tellFirms(tx, id, 'lost', now);
    } else await tx.installation.updateMany({ where: { id, lease }, data: stored(secret, now, next) });
  });
  if (next === 'lost') data.afterWrite?.();
}

/** Nobody who stops the process stops before they are stored. */
export function renewing(house: House, clock: () => Date, leased: Leased, refresh: Refresh): Promise<void> {
  const work = renew(house, clock, leased, refresh).finally(() => underway.delete(work));
  underway.add(work);
  return work;
}

/** The right to have the next pair, as long as nobody else has it and nobody has had it meanwhile. */
async function takeLease(data: Data, { id, version, tokens }: InstallationRow, now: Date): Promise<Leased | undefined> {
  const lease = newId();
  const free = [{ leaseUntil: null }, { leaseUntil: { lte: now } }];
  const { count } = await store(data, (tx) =>
    tx.installation.updateMany({
      where: { id, version, state: 'active', OR: free },
      data: { lease, leaseUntil: new Date(now.getTime() + leaseMs) },
    }),
  );
  return count === 1 ? { id, lease, tokens } : undefined;
}

/**
 * What to speak with in a workspace now. The clock renews it long before it ends; after an outage one of all who ask, in any process,
 * has the next pair, and the others wait for it.
 */
export async function accessAt(
  house: House,
  clock: () => Date,
  platform: string,
  where: Where,
  refresh: Refresh,
): Promise<string | undefined> {
  const { data, secret } = house;
  const end = performance.now() + patience;
  for (;;) {
    const row = await installationAt(data, platform, where);
    const pair = row?.tokens && row.state !== 'left' ? openPair(secret, row.tokens) : undefined;
    if (!row || !pair) return undefined;
    const now = clock();
    if (!row.accessUntil || row.accessUntil - margin > now.getTime()) return pair.access;
    // Until the very end it is good for something.
    if (!pair.refresh || row.state === 'lost' || performance.now() > end) return pair.access;
    const mine = await takeLease(data, row, now);
    if (mine) await renewing(house, clock, mine, refresh);
    else await sleep(look);
  }
}
