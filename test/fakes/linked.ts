import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPage } from '../../adapters/web/page.ts';
import { createCore, registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { keepViewState } from '../../src/data/viewstate.ts';
import { features } from '../../src/features.ts';
import { installsOf } from '../../src/installs/service/port.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { runsOf } from '../../src/jobs/runs.ts';
import type { Core, PlatformName, Surface } from '../../src/kit/incoming.ts';
import type { Installs } from '../../src/kit/installs.ts';
import { createLeave, createLinkTo, createPost } from '../../src/kit/post.ts';
import { words } from '../../src/words/index.ts';
import { quiet, testSecret } from '../house.ts';
import { unpaced } from '../unpaced.ts';

/** What a platform is given that is added by a link. */
interface Around {
  core: Core;
  link: { publicUrl: string; installs: Installs; page: ReturnType<typeof createPage> };
}

/** The bot as it is where anybody adds it by a platform's link: its own pages, its database, its outbox. `make` is the platform's own part. */
export async function startAround<Made extends Surface>(
  data: Data,
  { platform, clock, beside }: { platform: PlatformName; clock: () => Date; beside: readonly Surface[] },
  make: (around: Around) => Made,
) {
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
  const adding = (code: string) => [{ platform, url: `${url}/${platform}/install?code=${code}` }];
  const house = { data, secret: testSecret, publicUrl: url, registry, log: quiet, linkTo, adding };
  const core = createCore({ ...house, clock, limit: () => 0 });
  const page = createPage(() => words['pt-BR'].web);
  const surface = make({ core, link: { publicUrl: url, installs: installsOf(house, platform, clock), page } });
  surfaces.push(surface);
  mounts.push(...(surface.mounts as typeof mounts));
  const post = createPost(surfaces, (firmId, stored) => keepViewState(data, firmId, stored, clock()));
  const { senders } = runsOf(features, {
    house,
    post,
    linkTo,
    leave: createLeave(surfaces),
    files: folderFiles(''),
    clock,
  });
  const mail = { send: async () => ({ ok: true as const, message: 'm' }), keep: true };
  const outbox = createOutbox({ data, secret: testSecret, senders: unpaced({ ...senders, mail }), clock, log: quiet });
  await surface.start();

  const get = (address: string, cookie?: string) =>
    fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
  return {
    url,
    house,
    core,
    surface,
    outbox,
    get,
    /** Presses the link, as a browser does: the platform's page, and the cookie that goes with it. */
    begin: async (code?: string) => {
      const response = await get(`${url}/${platform}/install${code ? `?code=${code}` : ''}`);
      const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
      return { page: response.headers.get('location') ?? '', cookie, status: response.status };
    },
    stop: async () => {
      await outbox.stop();
      await surface.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
