import type { Data } from '../../data/client.ts';
import type { Write } from '../../data/write.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Leave } from '../../kit/post.ts';

/** What is still to be said is said first, in milliseconds from one look to the next. */
const look = 30_000;

interface End {
  firmId: string;
  platform: string;
  workspace: string;
  installationId: string;
}

/** A firm ends: the app leaves the workspaces that are its alone. */
export async function endInstallations({ tx, enqueue }: Write, firmId: string): Promise<void> {
  const rows = await tx.workspace.findMany({
    where: { firmId, installation: { state: { not: 'left' }, workspaces: { every: { firmId } } } },
    select: { platform: true, workspace: true, installationId: true },
    orderBy: { id: 'asc' },
  });
  const seen = new Set<string>();
  for (const { platform, workspace, installationId } of rows) {
    if (!installationId || seen.has(installationId)) continue;
    seen.add(installationId);
    const payload = { firmId, platform, workspace, installationId } satisfies End;
    await enqueue({ key: `install.end:${installationId}`, kind: 'install.end', payload });
  }
}

/** Behind all else that leaves the house for that firm. */
export const endSender = ({ db }: Data, leave: Leave | undefined): Sender => ({
  send: async (payload) => {
    const { firmId, platform, workspace } = payload as End;
    const others = { firmId, state: 'pending', kind: { not: 'install.end' } };
    if ((await db.outbox.count({ where: others })) > 0) return { ok: false, reason: 'others go first', wait: look };
    return leave ? leave({ platform, workspace }) : { ok: false, reason: `${platform} is not connected` };
  },
  sent: async (tx, payload) => {
    const { installationId: id } = payload as End;
    await tx.installation.updateMany({ where: { id }, data: { state: 'left', tokens: '', accessUntil: null } });
  },
});
