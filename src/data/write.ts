import { type Actor, actorName, askedFrom, type Ctx } from '../kit/ctx.ts';
import { UserError } from '../kit/errors.ts';
import type { Adding } from '../kit/installs.ts';
import type { Right } from '../kit/permission.ts';
import type { LinkTo, Readers } from '../kit/post.ts';
import type { Data, Tx } from './client.ts';
import { inWords } from './errors.ts';
import { isUnsure } from './failure.ts';
import { newId } from './id.ts';
import type { Secret } from './secret.ts';
import { isUnique } from './unique.ts';

declare module '../kit/ctx.ts' {
  interface Ctx {
    data: Data;
    secret: Secret;
    /** How the internet reaches this server, without a slash at the end. */
    publicUrl: string;
    /** Where a browser shows a channel; absent where no platform is connected. */
    linkTo?: LinkTo;
    /** Where a browser adds the app for the firm of a code; absent where nobody can. */
    adding?: Adding;
    /** Who reads a channel; absent where no platform is connected. */
    readers?: Readers;
  }
}

/** What can leave the process, by kind: each feature adds what it has a sender for. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface Leaving {}
export type OutboxKind = keyof Leaving;

/** What leaves the process after a write: unique by key, so that it leaves once. */
export interface Outgoing {
  key: string;
  kind: OutboxKind;
  /** What must go out one after the other, in the order written: a channel. Nothing where the order does not matter. */
  lane?: string;
  payload: object;
  dueAt?: Date;
  /** Whether the payload holds what must not be read at rest: a link, a person's letter. */
  sealed?: boolean;
}

/** What a write may use: the transaction, and the two traces every deed leaves. */
export interface Write {
  tx: Tx;
  now: Date;
  audit(verb: string, subject?: string, detail?: object): Promise<void>;
  /** Whom the traces name from here on: a visitor's first write makes the firm and the member it belongs to. */
  become(firmId: string, actor: Actor): void;
  enqueue(outgoing: Outgoing): Promise<void>;
  /** Says that the portfolio is not what it was: what others remember of it is void. */
  portfolioChanged(): Promise<void>;
}

const deliveryLife = 24 * 3_600_000;

/**
 * The one door for writes. Checks the permission, opens the transaction, and lets through at most one write for one delivery:
 * a repeat throws UserError 'repeated'. A state change inside must be a conditional update. No network inside, and no effects but
 * the transaction's: what is known not to have happened is run again.
 */
export async function write<T>(ctx: Ctx, permission: Right, body: (write: Write) => Promise<T>): Promise<T> {
  if (!ctx.can(permission)) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  if (ctx.delivery.waits) {
    // Whoever catches this all the same has done nothing: dispatch looks whether it was held.
    ctx.delivery.held = true;
    throw new UserError('waits', (w) => w.kit.waits);
  }
  const { key } = ctx.delivery;
  const work = async (tx: Tx) => {
    if (key) {
      try {
        await tx.delivery.create({ data: { key, expiresAt: new Date(ctx.now.getTime() + deliveryLife) } });
      } catch (error) {
        if (isUnique(error)) throw new UserError('repeated', (w) => w.kit.repeated);
        throw error;
      }
    } else {
      // Takes SQLite's write lock before anything is read: a lock taken later could find that what was read is old.
      await tx.$executeRaw`DELETE FROM "Delivery" WHERE "key" = ''`;
    }
    let firmId = ctx.firm.id;
    let { actor } = ctx;
    return body({
      tx,
      now: ctx.now,
      become: (firm, member) => {
        firmId = firm;
        actor = member;
      },
      audit: async (verb, subject = '', detail = {}) => {
        await tx.audit.create({
          data: {
            id: newId(),
            firmId,
            actor: actorName(actor),
            verb,
            subject,
            detail: JSON.stringify(detail),
            platform: askedFrom(ctx.place),
            at: ctx.now,
          },
        });
      },
      enqueue: async ({ key, kind, lane = '', payload, dueAt = ctx.now, sealed = false }) => {
        const text = JSON.stringify(payload);
        await tx.outbox.create({
          data: {
            id: newId(),
            key,
            firmId: firmId || null,
            kind,
            lane,
            payload: sealed ? JSON.stringify({ sealed: ctx.secret.seal(text) }) : text,
            dueAt,
            createdAt: ctx.now,
          },
        });
      },
      portfolioChanged: async () => {
        await tx.firm.updateMany({ where: { id: firmId }, data: { version: { increment: 1 } } });
      },
    });
  };
  const result = await settled(ctx, key, work);
  // Later writes of the same delivery (an import's next batch) belong to it.
  ctx.delivery.key = null;
  ctx.data.afterWrite?.();
  return result;
}

/**
 * Whether a COMMIT that nothing came back from was carried out is written in the same transaction: the delivery. Trying again waits for
 * it, finds it, or does what was not done. What belongs to no delivery is not repeated, and whoever asked is told so.
 */
async function settled<T>(ctx: Ctx, key: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  const run = () =>
    ctx.data.db.$transaction(async (tx) => {
      const value = await work(tx);
      result = { value };
      return value;
    });
  try {
    return await run();
  } catch (error) {
    const before = result;
    if (!isUnsure(error) || !key || !before) throw inWords(error);
    return await run().catch((again: unknown) => {
      if (again instanceof UserError && again.code === 'repeated') return before.value;
      throw inWords(again instanceof UserError ? again : error);
    });
  }
}
