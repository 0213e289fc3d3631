import type { Data } from './client.ts';
import { newId } from './id.ts';
import { readPayload } from './payload.ts';
import type { Secret } from './secret.ts';
import { writeSoon } from './soon.ts';

/** What was typed can be sent for so long; then it is forgotten. */
export const draftLife = 7 * 86_400_000;
/** Of one person; whoever comes back for an older one is told that it is old. */
const mostOfOne = 20;
/** Of everybody, while they cannot be written. */
const mostUnwritten = 300;

/** Whose a draft is: `person` on a platform, as platform:user, and the member that is, where that is known. */
export interface Whose {
  person: string;
  firmId?: string;
  memberId?: string;
}

interface Unwritten {
  person: string;
  value: object;
}

/** What is not written yet, or cannot be, by database: a form is refused just when the database takes nothing. */
const unwritten = new WeakMap<Data, Map<string, Unwritten>>();
const waitingIn = (data: Data): Map<string, Unwritten> => {
  const known = unwritten.get(data) ?? new Map<string, Unwritten>();
  unwritten.set(data, known);
  return known;
};

export const sealDraft = (secret: Secret, value: object): string =>
  JSON.stringify({ sealed: secret.seal(JSON.stringify(value)) });

/** Keeps what somebody has typed, sealed, so that they can come back for it by any process. */
export async function keepDraft(
  data: Data,
  secret: Secret,
  { person, firmId, memberId }: Whose,
  value: object,
  now: Date,
  life = draftLife,
): Promise<string> {
  const id = newId();
  const waiting = waitingIn(data);
  waiting.set(id, { person, value });
  if (waiting.size > mostUnwritten) waiting.delete(waiting.keys().next().value!);
  const row = {
    id,
    person,
    firmId,
    memberId,
    data: sealDraft(secret, value),
    expiresAt: new Date(now.getTime() + life),
  };
  // In a transaction of its own: on SQLite a statement outside would be undone with whatever transaction is open beside it.
  const write = () =>
    data.db.$transaction(async (tx) => {
      if (!waiting.has(id)) return;
      await tx.draft.create({ data: row });
      const old = await tx.draft.findMany({
        where: { person },
        orderBy: { id: 'desc' },
        skip: mostOfOne,
        select: { id: true },
      });
      if (old.length > 0) await tx.draft.deleteMany({ where: { id: { in: old.map((each) => each.id) } } });
    });
  await writeSoon(write, (written) => written && waiting.delete(id)).catch(() => undefined);
  return id;
}

/** What this person had typed; undefined when it is forgotten, was sent, or named somebody who was erased. */
export async function readDraft(data: Data, secret: Secret, person: string, id: string, now: Date): Promise<unknown> {
  const there = waitingIn(data).get(id);
  if (there) return there.person === person ? there.value : undefined;
  const row = await data.db.draft.findFirst({ where: { id, person, expiresAt: { gt: now } } });
  return row ? readPayload(row.data, secret) : undefined;
}

/** It was sent. */
export async function dropDraft(data: Data, person: string, id: string): Promise<void> {
  waitingIn(data).delete(id);
  await data.db.$transaction((tx) => tx.draft.deleteMany({ where: { id, person } }));
}
