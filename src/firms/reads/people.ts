import type { Data } from '../../data/client.ts';

/** Who one can be in the console: whoever is known there, admins first, and somebody new. Ids are the console's user ids. */
export async function consolePeople({ db }: Data): Promise<{ id: string; name: string; role: string }[]> {
  const known = await db.chatIdentity.findMany({
    where: { platform: 'console', member: { removedAt: null } },
    include: { member: true },
    orderBy: [{ member: { role: 'asc' } }, { member: { name: 'asc' } }],
    take: 50,
  });
  return [
    ...known.map(({ user, member }) => ({ id: user, name: member.name, role: member.role })),
    { id: 'visitor', name: 'Visitante', role: 'visitor' },
  ];
}
