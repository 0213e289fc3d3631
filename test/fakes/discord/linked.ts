import { createDiscord } from '../../../adapters/discord/surface.ts';
import { createDrafts, registry } from '../../../src/core.ts';
import type { Data } from '../../../src/data/client.ts';
import { createDuty } from '../../../src/data/duty.ts';
import { commandList, shortcutList } from '../../../src/derive/commands.ts';
import type { Surface } from '../../../src/kit/incoming.ts';
import { words } from '../../../src/words/index.ts';
import { quiet, testSecret } from '../../house.ts';
import { startAround } from '../linked.ts';
import { clientSecret } from './guilds.ts';
import { createPerson, publicKey, type Someone } from './person.ts';
import { applicationId, createFakeDiscord, type FakeDiscord, fakeToken } from './server.ts';

export const aurora = { guild: '1310000000000000000', name: 'Aurora Contábil' };

/** The bot as it is where anybody adds it to a server by the link. `fake`: beside another process. */
export async function startLinked(
  data: Data,
  {
    clock = () => new Date(),
    beside = [],
    own,
    fake,
  }: {
    clock?: () => Date;
    beside?: readonly Surface[];
    /** The server of the environment, besides. */
    own?: string;
    fake?: FakeDiscord;
  } = {},
) {
  const discord = fake ?? (await createFakeDiscord());
  const around = await startAround(data, { platform: 'discord', clock, beside }, ({ core, link }) =>
    createDiscord({
      token: fakeToken,
      applicationId,
      publicKey,
      guildId: own,
      link: { ...link, clientSecret },
      apiUrl: discord.apiUrl,
      commands: commandList(registry),
      shortcuts: shortcutList(registry),
      core,
      duty: createDuty({ data, name: 'discord', log: quiet }),
      drafts: createDrafts({ data, secret: testSecret, clock }),
      words: () => words['pt-BR'].platforms.discord.says,
      log: quiet,
    }),
  );
  await discord.gateway.joined();

  return {
    ...around,
    fake: discord,
    /** All of it: what the browser reads at the end. */
    add: async (who: Parameters<FakeDiscord['servers']['consent']>[2] = aurora, code?: string): Promise<string> => {
      const { page, cookie } = await around.begin(code);
      const response = await around.get(discord.servers.consent(page, 'allow', who), cookie);
      return `${response.status} ${await response.text()}`;
    },
    person: (someone: Someone = {}) =>
      createPerson(discord, { guild: aurora.guild, ...someone }, `${around.url}/discord/interactions`),
    stop: async () => {
      await around.stop();
      if (!fake) await discord.stop();
    },
  };
}
