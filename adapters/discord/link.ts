import { type REST, Routes } from 'discord.js';
import type { Delivered, Mount } from '../../src/kit/incoming.ts';
import { codes, failureOf, within } from './api.ts';
import { createInstall, type InstallParts } from './install.ts';

const askMs = 8000;
const out: readonly (number | undefined)[] = [codes.unknownGuild, codes.missingAccess];

export interface Link {
  mounts: readonly Mount[];
  /** The bot is in a server: again, or since somebody has just added it. */
  joined(guild: string, name: string): Promise<void>;
  /** Discord says that it was taken out. */
  left(guild: string): Promise<void>;
  /** In which servers it is, of those that one connection is for: what happened while nobody listened is made up for. */
  present(guilds: ReadonlySet<string>, mine: (guild: string) => boolean): Promise<void>;
  /** Nothing is sent there any more. */
  isOut(guild: string): Promise<boolean>;
  /** A delivery was refused. True when it was because the bot is not there any more. */
  suspected(guild: string): Promise<boolean>;
  leave(guild: string): Promise<Delivered>;
}

/** All that adding the bot by its link brings. */
export function createLink(parts: InstallParts & { rest(): REST }): Link {
  const { installs, log, rest } = parts;

  /** Whether the bot is in a server, as Discord says it itself; undefined when it does not. */
  async function isIn(guild: string): Promise<boolean | undefined> {
    try {
      await within(askMs, (signal) => rest().get(Routes.guild(guild), { signal }));
      return true;
    } catch (error) {
      return out.includes(failureOf(error).code) ? false : undefined;
    }
  }

  const standing = (workspace: string) => (workspace ? installs.standing({ workspace }) : undefined);

  async function remove(workspace: string): Promise<void> {
    await installs.remove({ workspace });
    log.info({ platform: 'discord', workspace }, 'the bot was taken out of a server');
  }

  return {
    mounts: createInstall(parts),
    joined: (workspace, name) => installs.joined({ workspace, name, bot: parts.applicationId }),
    left: async (guild) => {
      const there = await standing(guild);
      if (!there || there.state === 'left') return;
      // What is heard late is not so any more where somebody has added it again meanwhile.
      if ((await isIn(guild)) !== true) await remove(guild);
    },
    present: async (guilds, mine) => {
      for (const guild of await installs.workspaces())
        if (mine(guild) && !guilds.has(guild) && (await isIn(guild)) === false) await remove(guild);
    },
    isOut: async (guild) => (await standing(guild))?.state === 'left',
    suspected: async (guild) => {
      const there = await standing(guild);
      if (!there || there.state === 'left') return there !== undefined;
      if ((await isIn(guild)) !== false) return false;
      await remove(guild);
      return true;
    },
    leave: async (guild) => {
      try {
        await within(askMs, (signal) => rest().delete(Routes.userGuild(guild), { signal }));
        return { ok: true, message: '' };
      } catch (error) {
        const { reason, code } = failureOf(error);
        return out.includes(code) ? { ok: true, message: '' } : { ok: false, reason };
      }
    },
  };
}
