import type { Data } from '../../data/client.ts';
import { hashToken, newToken, type Secret } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { proofLife } from '../schema.ts';

interface Proof {
  id: string;
  until: number;
  code?: string;
}

/** Sealed, so that nobody makes one and what it is for travels unread; nothing is written for somebody who only looks. */
export const newProof = (secret: Secret, now: Date, code: string | undefined): string =>
  secret.seal(JSON.stringify({ id: newToken(), until: now.getTime() + proofLife, code } satisfies Proof));

function open(secret: Secret, proof: string): Proof | undefined {
  try {
    return JSON.parse(secret.open(proof)) as Proof;
  } catch {
    return undefined;
  }
}

/** Once: that it was used stands in the database, for as long as it could be used again. */
export async function spendProof(
  { db }: Data,
  secret: Secret,
  now: Date,
  proof: string,
): Promise<{ code?: string } | undefined> {
  const read = open(secret, proof);
  if (!read || read.until <= now.getTime()) return undefined;
  const row = { key: `install:${hashToken(read.id)}`, expiresAt: new Date(read.until) };
  try {
    await db.$transaction((tx) => tx.delivery.create({ data: row }));
  } catch (error) {
    if (isUnique(error)) return undefined;
    throw error;
  }
  return { code: read.code };
}
