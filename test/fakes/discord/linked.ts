import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDiscord } from '../../../adapters/discord/surface.ts';
import { createPage } from '../../../adapters/web/page.ts';
import { createCore, createDrafts, registry } from '../../../src/core.ts';
import type { Data } from '../../../src/data/client.ts';
import { createDuty } from '../../../src/data/duty.ts';
import { folderFiles } from '../../../src/data/files/folder.ts';
import { keepViewState } from '../../../src/data/viewstate.ts';
import { commandList, shortcutList } from '../../../src/derive/commands.ts';
import { features } from '../../../src/features.ts';
import { installsOf } from '../../../src/installs/service/port.ts';
import { createOutbox } from '../../../src/jobs/outbox.ts';
import { runsOf } from '../../../src/jobs/runs.ts';
import type { Surface } from '../../../src/kit/incoming.ts';
import { createLeave, createLinkTo, createPost } from '../../../src/kit/post.ts';
import { words } from '../../../src/words/index.ts';
import { quiet, testSecret } from '../../house.ts';
import { clientSecret } from './guilds.ts';
import { createPerson, publicKey, type Someone } from './person.ts';
import { applicationId, createFakeDiscord, type FakeDiscord, fakeToken } from './server.ts';

export const aurora = { guild: '1310000000000000000', name: 'Aurora Contábil' };

/** The bot as it is where anybody adds it to a server by the link: its own pages, its database, its outbox. `fake`: beside another process. */
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
  const mounts: { path: string; handle: Parameters<typeof createServer>[1] }[] = [];
  const server = createServer((request, response) => {
    const mount = mounts.find(({ path }) => request.url?.split('?')[0] === path);
    if (mount) return mount.handle!(request, response as never);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const surfaces: Surface[] = [...beside];
  const linkTo = createLinkTo(surfaces);
  const adding = (code: string) => [{ platform: 'discord', url: `${url}/discord/install?code=${code}` }];
  const house = { data, secret: testSecret, publicUrl: url, registry, log: quiet, linkTo, adding };
  const core = createCore({ ...house, clock, limit: () => 0 });
  const surface = createDiscord({
    token: fakeToken,
    applicationId,
    publicKey,
    guildId: own,
    link: {
      clientSecret,
      publicUrl: url,
      installs: installsOf(house, 'discord', clock),
      page: createPage(() => words['pt-BR'].web),
    },
    apiUrl: discord.apiUrl,
    commands: commandList(registry),
    shortcuts: shortcutList(registry),
    core,
    duty: createDuty({ data, name: 'discord', log: quiet }),
    drafts: createDrafts({ data, secret: testSecret, clock }),
    words: () => words['pt-BR'].platforms.discord.says,
    log: quiet,
  });
  surfaces.push(surface);
  mounts.push(...(surface.mounts as typeof mounts));
  const send = createPost(surfaces, (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const { senders } = runsOf(features, {
    house,
    post: send,
    linkTo,
    leave: createLeave(surfaces),
    files: folderFiles(''),
    clock,
  });
  const mail = { send: async () => ({ ok: true as const, message: 'm' }), keep: true };
  const unpaced = Object.entries({ ...senders, mail }).map(([kind, each]) => [kind, { ...each, pace: undefined }]);
  const outbox = createOutbox({ data, secret: testSecret, senders: Object.fromEntries(unpaced), clock, log: quiet });
  await surface.start();
  await discord.gateway.joined();

  const get = (address: string, cookie?: string) =>
    fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
  const begin = async (code?: string) => {
    const response = await get(`${url}/discord/install${code ? `?code=${code}` : ''}`);
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return { page: response.headers.get('location') ?? '', cookie, status: response.status };
  };
  return {
    fake: discord,
    url,
    house,
    core,
    surface,
    outbox,
    get,
    /** Presses the link, as a browser does: Discord's page, and the cookie that goes with it. */
    begin,
    /** All of it: what the browser reads at the end. */
    add: async (who: Parameters<FakeDiscord['servers']['consent']>[2] = aurora, code?: string): Promise<string> => {
      const { page, cookie } = await begin(code);
      const response = await get(discord.servers.consent(page, 'allow', who), cookie);
      return `${response.status} ${await response.text()}`;
    },
    person: (someone: Someone = {}) =>
      createPerson(discord, { guild: aurora.guild, ...someone }, `${url}/discord/interactions`),
    stop: async () => {
      await outbox.stop();
      await surface.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!fake) await discord.stop();
    },
  };
}
