import type { Data } from '../../data/client.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Address } from '../../kit/incoming.ts';

interface Place {
  platform: string;
  workspace: string;
}

/** Where a firm's admins can be told of a workspace in which nobody can be told: another's channel, in private there, or by letter. */
export async function elsewhereThan({ db }: Data, firmId: string, place: Place) {
  const other = ({ platform, workspace }: Place) => platform !== place.platform || workspace !== place.workspace;
  const admin = { role: 'admin', removedAt: null };
  const [channels, seats, out, admins, firm, installation] = await Promise.all([
    cardChannels(db, firmId),
    db.chatIdentity.findMany({ where: { firmId, member: admin }, orderBy: { id: 'asc' } }),
    db.workspace.findMany({ where: { firmId, leftAt: { not: null } }, select: { platform: true, workspace: true } }),
    db.member.findMany({ where: { firmId, ...admin, email: { not: null } }, select: { email: true }, take: 20 }),
    db.firm.findUnique({ where: { id: firmId }, select: { email: true } }),
    db.workspace.findUnique({
      where: { platform_workspace: place },
      select: { installation: { select: { name: true } } },
    }),
  ]);
  const isOut = (one: Place) => out.some((each) => each.platform === one.platform && each.workspace === one.workspace);
  const emails = admins.flatMap(({ email }) => (email ? [email] : []));
  return {
    name: installation?.installation?.name || place.workspace,
    addresses: [
      ...channels.map(({ platform, workspace, channel }): Address => ({ platform, workspace, channel })),
      ...seats
        .filter((seat) => !isOut(seat))
        .map(({ platform, workspace, user }): Address => ({ platform, workspace, channel: user, direct: true })),
    ].filter(other),
    emails: emails.length > 0 ? emails : firm?.email ? [firm.email] : [],
  };
}
