import { createHash } from 'node:crypto';
import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import type { House } from '../../firms/context.ts';

const batch = 200;

/** Those of a firm who may do something about it, where the app is. */
const adminsAt = (tx: Tx, platform: string, workspaces: readonly string[]) =>
  tx.chatIdentity.findMany({
    where: { platform, workspace: { in: [...workspaces] }, member: { role: 'admin', removedAt: null } },
    select: { firmId: true, workspace: true, user: true },
    orderBy: { id: 'asc' },
  });

/**
 * After an update that needs more than was allowed, those who may allow it are told what is new, each once; until then all else works. Asked
 * at every start, by every process.
 */
export async function askForMore(
  { data }: House,
  platform: string,
  needed: readonly string[],
  now: Date,
): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const rows = await data.db.installation.findMany({
      where: { platform, state: 'active', id: { gt: after } },
      select: { id: true, scopes: true, workspaces: { where: { leftAt: null }, select: { workspace: true } } },
      orderBy: { id: 'asc' },
      take: batch,
    });
    if (rows.length === 0) break;
    after = rows.at(-1)!.id;
    for (const { id, scopes, workspaces } of rows) {
      const has = new Set(scopes.split(' '));
      const lacking = needed.filter((scope) => !has.has(scope));
      if (lacking.length === 0 || workspaces.length === 0) continue;
      const which = createHash('sha256').update(lacking.join(' ')).digest('hex').slice(0, 16);
      const told = { platform, key: `install.more:${id}:${which}`, scopes: lacking };
      try {
        count += await data.db.$transaction((tx) => tell(tx, told, workspaces, now));
      } catch (error) {
        // Another process tells them.
        if (!isUnique(error)) throw error;
      }
    }
  }
  if (count > 0) data.afterWrite?.();
  return count;
}

async function tell(
  tx: Tx,
  { platform, key, scopes }: { platform: string; key: string; scopes: readonly string[] },
  workspaces: readonly { workspace: string }[],
  now: Date,
): Promise<number> {
  const admins = await adminsAt(
    tx,
    platform,
    workspaces.map(({ workspace }) => workspace),
  );
  const rows = admins.map(({ firmId, workspace, user }) => ({
    id: newId(),
    key: `${key}:${workspace}:${user}`,
    firmId,
    kind: 'install.more',
    payload: JSON.stringify({ firmId, platform, workspace, user, scopes }),
    dueAt: now,
    createdAt: now,
  }));
  const known = await tx.outbox.findMany({ where: { key: { in: rows.map((row) => row.key) } }, select: { key: true } });
  const fresh = rows.filter((row) => !known.some((each) => each.key === row.key));
  await tx.outbox.createMany({ data: fresh });
  return fresh.length;
}
