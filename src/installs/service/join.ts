import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import type { House } from '../../firms/context.ts';
import type { Installed } from '../../kit/installs.ts';
import { installationAt } from '../reads/installation.ts';
import { comeBack } from './remove.ts';

type Joined = Pick<Installed, 'workspace' | 'name' | 'bot'>;

/**
 * A platform says that the app is in a workspace: somebody may have added it past the link, or again. A workspace that is a firm's is woken; of one
 * that is nobody's it is only known that it is there, until an administrator of it says whose it is.
 */
export async function join(house: House, platform: string, { workspace, name, bot }: Joined, now: Date): Promise<void> {
  const { data } = house;
  const there = await installationAt(data, platform, { workspace });
  if (there?.state === 'active') return;
  const added = { name, bot, state: 'active', addedAt: now, changedAt: now };
  const work = () =>
    data.db.$transaction(async (tx) => {
      const { id } = await tx.installation.upsert({
        where: { platform_workspace: { platform, workspace } },
        create: { id: newId(), platform, workspace, ...added },
        update: { ...added, version: { increment: 1 } },
      });
      await tx.workspace.updateMany({
        where: { platform, workspace, installationId: null },
        data: { installationId: id },
      });
      await comeBack(tx, house, { installationId: id }, now);
    });
  try {
    await work();
  } catch (error) {
    // Whoever adds it by the link was quicker.
    if (!isUnique(error)) throw error;
  }
}
