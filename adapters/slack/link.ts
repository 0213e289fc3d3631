import type { Delivered, Mount } from '../../src/kit/incoming.ts';
import type { Where } from '../../src/kit/installs.ts';
import { isGone, reasonOf } from './client.ts';
import { createInstall, createRefresh, type LinkOptions } from './install.ts';
import { needed } from './manifest.ts';
import { createUninstalled } from './uninstalled.ts';
import { linkedWorkspaces, type Workspace, type WorkspaceParts, type Workspaces } from './workspaces.ts';

/** How often tokens are looked at that end soon. */
const rotateMs = 60_000;

export interface Link extends ReturnType<typeof createUninstalled> {
  spaces: Workspaces;
  /** Takes the app out of a workspace. */
  leave(where: Where): Promise<Delivered>;
  mounts: readonly Mount[];
  start(): void;
  stop(): void;
}

/** All that adding the app by its link brings. `own`: the workspace of a token of the environment, and which one it is. */
export function createLink(
  parts: WorkspaceParts,
  options: LinkOptions,
  own?: { space: Workspace; team(): string | undefined },
): Link {
  const { installs } = options;
  const { log } = parts;
  const all = { ...parts, ...options };
  const refresh = createRefresh(all);
  const spaces = linkedWorkspaces(parts, {
    isAt: async (where) => {
      const standing = await installs.standing(where);
      return standing !== undefined && standing.state !== 'left';
    },
    tokenAt: (where) => installs.access(where, refresh),
    // Until Slack has said which one it is, it may be this.
    fallback: ({ workspace }) =>
      own && (own.team() === undefined || own.team() === workspace) ? own.space : undefined,
  });
  let timer: NodeJS.Timeout | undefined;
  let rotating = false;
  let over = false;
  const rotate = async () => {
    if (rotating) return;
    rotating = true;
    try {
      await installs.rotate(refresh, () => over);
    } catch (error) {
      log.error({ err: error }, 'tokens could not be renewed');
    } finally {
      rotating = false;
    }
  };
  return {
    ...createUninstalled({ installs, spaces, log }),
    spaces,
    leave: async (where) => {
      const space = await spaces.at(where);
      const { clientId: client_id, clientSecret: client_secret } = options;
      try {
        if (space && space !== own?.space) await space.delivering.client.apps.uninstall({ client_id, client_secret });
        return { ok: true, message: '' };
      } catch (error) {
        const reason = reasonOf(error);
        return isGone(reason) ? { ok: true, message: '' } : { ok: false, reason };
      }
    },
    mounts: createInstall(all),
    start: () => {
      timer = setInterval(rotate, rotateMs);
      timer.unref();
      void rotate();
      installs
        .ask(needed(options.publicUrl))
        .catch((error) => log.error({ err: error }, 'who must allow more could not be told'));
    },
    stop: () => {
      over = true;
      clearInterval(timer);
      spaces.stop();
    },
  };
}
