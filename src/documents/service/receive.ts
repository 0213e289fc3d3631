import { createHash } from 'node:crypto';
import type { Files } from '../../data/files/door.ts';
import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { tell } from '../../notices/service/tell.ts';
import { oneLine } from '../../terms/client.ts';
import { type Accepted, accepted, checked, type FileRefusal } from '../kinds.ts';
import { sendingBy, type Way } from '../reads/received.ts';
import { mostReceived } from '../schema.ts';
import { received } from '../topics.ts';
import { receivedName } from './kept.ts';

/** A file as a client chose it. */
export interface Sent {
  name: string;
  bytes: Uint8Array;
}

/** What became of one: taken, or why not. */
export type ReceivedFile = { name: string; refused?: FileRefusal };

/** The name as it is shown and passed on: one line, and the ending that fits what it is. */
function nameOf(name: string, type: Accepted): string {
  const stem = oneLine(name.replace(/^.*[\\/]/, ''), 120).replace(/\.[a-z0-9]{1,5}$/i, '') || 'documento';
  return `${stem}.${accepted[type]}`;
}

/**
 * Takes what a client sends: by content, not by name. Each is kept before it is in the database, and in the database together with
 * its way on. The same document sent again is one document. Undefined when nothing may be sent this way any more.
 */
export async function receive(
  house: House,
  kept: Files,
  way: Way,
  files: readonly Sent[],
  { note, now }: { note: string; now: Date },
): Promise<ReceivedFile[] | undefined> {
  const sending = await sendingBy(house.data, way, now);
  if (!sending) return undefined;
  const { firm, clientId, locale } = sending;
  const ctx = contextOf(house, {
    firm,
    actor: { kind: 'client', id: sending.accountId || 'link' },
    locale,
    from: 'portal',
    now,
  });
  const outcomes: ReceivedFile[] = [];
  for (const { name, bytes: given } of files) {
    const taken = given.length > mostReceived ? 'tooLarge' : checked(given);
    if (typeof taken === 'string') {
      outcomes.push({ name: oneLine(name, 120), refused: taken });
      continue;
    }
    // What is kept and handed on is what was checked.
    const { kind, bytes } = taken;
    const id = newId();
    const place = receivedName({ firmId: firm.id, id });
    await kept.put(place, bytes);
    const known = nameOf(name, kind);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    try {
      await write({ ...ctx, delivery: { key: null } }, 'client', async (door) => {
        const { tx, audit, enqueue } = door;
        await tx.documentIn.create({
          data: {
            id,
            firmId: firm.id,
            clientId,
            name: known,
            type: kind,
            bytes: bytes.length,
            sha256,
            note: oneLine(note, 200),
            state: 'waiting',
            createdAt: now,
          },
        });
        await audit('documents.received', `client:${clientId}`, { document: id });
        await enqueue({ key: `documents.capture:${id}`, kind: 'documents.capture', payload: { id } });
        await tell(door, firm.id, received, [{ clientId }]);
      });
    } catch (error) {
      await kept.remove(place);
      if (!isUnique(error)) throw error;
    }
    outcomes.push({ name: known });
  }
  return outcomes;
}
