import type { Data } from '../../data/client.ts';
import type { Where } from '../../kit/installs.ts';

export interface InstallationRow {
  id: string;
  workspace: string;
  state: 'active' | 'lost' | 'left';
  tokens: string;
  /** In milliseconds, as the other instants of a prepared read. */
  accessUntil: number | null;
  version: number;
  addedAt: number;
}

const columns = 'i."id", i."workspace", i."state", i."tokens", i."accessUntil", i."version", i."addedAt"';
// What is in a workspace itself goes before what is in all of its organisation.
const there = `SELECT ${columns} FROM "Installation" i WHERE i."platform" = ? AND i."workspace" IN (?, ?)
  ORDER BY CASE i."state" WHEN 'left' THEN 1 ELSE 0 END, i."whole"`;
const behind = `SELECT ${columns} FROM "Workspace" w JOIN "Installation" i ON i."id" = w."installationId"
  WHERE w."platform" = ? AND w."workspace" = ?`;

/** What lets the app speak in a workspace. Asked with every request to a platform, so that what was taken out is not used for a moment longer. */
export async function installationAt(
  data: Data,
  platform: string,
  { workspace, organisation }: Where,
): Promise<InstallationRow | undefined> {
  const [row] = await data.all<InstallationRow>(there, [platform, workspace, organisation ?? workspace]);
  if (row && row.state !== 'left') return row;
  const [one] = await data.all<InstallationRow>(behind, [platform, workspace]);
  return one ?? row;
}

/** Where it is, by the platform's own ids. */
export const activeAt = async ({ db }: Data, platform: string): Promise<readonly string[]> => {
  const rows = await db.installation.findMany({ where: { platform, state: 'active' }, select: { workspace: true } });
  return rows.map(({ workspace }) => workspace);
};

/** How many there are that are not out. */
export const installations = ({ db }: Data, platform: string): Promise<number> =>
  db.installation.count({ where: { platform, state: { not: 'left' } } });
