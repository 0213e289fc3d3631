import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Address } from '../../kit/incoming.ts';

interface Standing {
  platform: string;
  workspace: string;
  channel: string;
}
/** What leaves for a channel goes one after the other. */
export const laneOf = ({ platform, workspace, channel }: Standing): string => `${platform}:${workspace}:${channel}`;

/** Keeps where a message stands that names clients, so that it is found when one of them is erased. Where it was sent. */
export async function keepStanding(
  tx: Tx,
  {
    firmId,
    clientIds,
    kind,
    at,
    message,
    now,
  }: {
    firmId: string;
    clientIds: readonly string[];
    kind: 'notice' | 'documents';
    at: Address;
    message: string;
    now: Date;
  },
): Promise<void> {
  if (!message) return;
  // Of those who were erased while it was on its way nothing may stay: it is overwritten as soon as it stands.
  const there = await tx.client.findMany({ where: { id: { in: [...clientIds] }, firmId }, select: { id: true } });
  const { platform, workspace, channel, direct = false } = at;
  const where = { firmId, kind, platform, workspace, channel, direct, message, createdAt: now };
  for (const { id: clientId } of there) {
    const unique = { platform_workspace_channel_message_clientId: { platform, workspace, channel, message, clientId } };
    await tx.postedMessage.upsert({ where: unique, create: { id: newId(), clientId, ...where }, update: {} });
  }
  if (there.length === new Set(clientIds).size) return;
  const payload = JSON.stringify({ firmId, kind, platform, workspace, channel, direct, message });
  const key = `erased:${laneOf(at)}:${message}`;
  const row = { id: newId(), key, firmId, kind: 'rights.blank', lane: laneOf(at), payload, dueAt: now, createdAt: now };
  await tx.outbox.upsert({ where: { key }, create: row, update: {} });
}
