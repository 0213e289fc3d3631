import type { Data } from '../../data/client.ts';
import type { Schedule } from '../schema.ts';
import type { Recipient } from './due.ts';

interface Person {
  id: string;
  firmId: string;
  role: string;
  email: string | null;
  identities: { platform: string; workspace: string; user: string }[];
}

/** The members that schedules mean, with where they can be reached. */
export async function peopleOf({ db }: Data, schedules: readonly Schedule[]): Promise<Person[]> {
  const members = schedules.flatMap(({ place, memberId }) => (place === 'member' && memberId ? [memberId] : []));
  const firms = schedules.flatMap(({ place, firmId }) =>
    place === 'analysts' || place === 'analystMails' ? [firmId] : [],
  );
  if (members.length + firms.length === 0) return [];
  const people = await db.member.findMany({
    where: { removedAt: null, OR: [{ id: { in: members } }, { firmId: { in: firms }, role: 'analyst' }] },
    select: {
      id: true,
      firmId: true,
      role: true,
      email: true,
      identities: { select: { platform: true, workspace: true, user: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  // Where the app is not any more nobody can be written to.
  const out = await db.workspace.findMany({
    where: { firmId: { in: schedules.map(({ firmId }) => firmId) }, leftAt: { not: null } },
    select: { platform: true, workspace: true },
  });
  if (out.length === 0) return people;
  const isOut = (seat: { platform: string; workspace: string }) =>
    out.some(({ platform, workspace }) => platform === seat.platform && workspace === seat.workspace);
  return people.map((each) => ({ ...each, identities: each.identities.filter((seat) => !isOut(seat)) }));
}

/** The messages of a run. None when there is nobody any more. */
export function recipientsOf(schedule: Schedule, people: readonly Person[]): Recipient[] {
  const { place, platform, workspace, channel, firmId, memberId } = schedule;
  if (place === 'channel') return [{ platform, workspace, channel, direct: false, analystId: null }];
  if (place === 'mail') return [{ platform: 'mail', workspace: '', channel, direct: true, analystId: memberId }];
  const mine = people.filter((each) => each.firmId === firmId);
  // A member in private is told what they may see themselves.
  const whose = ({ id, role }: Person) => (role === 'analyst' ? id : null);
  if (place === 'analystMails')
    return mine.flatMap((each) =>
      each.role === 'analyst' && each.email
        ? [{ platform: 'mail', workspace: '', channel: each.email, direct: true, analystId: each.id }]
        : [],
    );
  const wanted =
    place === 'member' ? mine.filter(({ id }) => id === memberId) : mine.filter(({ role }) => role === 'analyst');
  return wanted.flatMap((each) => {
    const seat =
      each.identities.find((one) => one.platform === platform && one.workspace === workspace) ?? each.identities[0];
    return seat
      ? [
          {
            platform: seat.platform,
            workspace: seat.workspace,
            channel: seat.user,
            direct: true,
            analystId: whose(each),
          },
        ]
      : [];
  });
}
