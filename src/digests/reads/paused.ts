import type { Data } from '../../data/client.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Address } from '../../kit/incoming.ts';
import type { Placed } from '../schema.ts';

/** A schedule that was paused because it reaches nobody, and where else its firm's admins can be told. */
export interface Elsewhere {
  schedule: Placed;
  addresses: Address[];
}

/** The firm's channels but the one that failed, then its admins in private; those who can be told elsewhere than there come first. */
export async function elsewhereFor({ db }: Data, scheduleId: string): Promise<Elsewhere | undefined> {
  const row = await db.schedule.findUnique({
    where: { id: scheduleId },
    include: { member: { select: { name: true } } },
  });
  if (!row) return undefined;
  const { member, ...schedule } = row;
  const { firmId } = schedule;
  const [workspaces, admins] = await Promise.all([
    cardChannels(db, firmId),
    db.chatIdentity.findMany({ where: { firmId, member: { role: 'admin', removedAt: null } }, orderBy: { id: 'asc' } }),
  ]);
  const failed = ({ platform, workspace, channel }: Address) =>
    platform === schedule.platform && workspace === schedule.workspace && channel === schedule.channel;
  const channels = workspaces
    .map(({ platform, workspace, channel }): Address => ({ platform, workspace, channel }))
    .filter((address) => !failed(address));
  const direct = admins.map(
    ({ platform, workspace, user }): Address => ({ platform, workspace, channel: user, direct: true }),
  );
  return {
    schedule: { ...(schedule as unknown as Placed), person: member?.name ?? '' },
    addresses: [...channels, ...direct],
  };
}
