import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlack } from '../../../adapters/slack/surface.ts';
import { createPage } from '../../../adapters/web/page.ts';
import { createCore, registry } from '../../../src/core.ts';
import type { Data } from '../../../src/data/client.ts';
import { folderFiles } from '../../../src/data/files/folder.ts';
import { keepViewState } from '../../../src/data/viewstate.ts';
import { features } from '../../../src/features.ts';
import { installsOf } from '../../../src/installs/service/port.ts';
import { createOutbox } from '../../../src/jobs/outbox.ts';
import { runsOf } from '../../../src/jobs/runs.ts';
import type { Surface } from '../../../src/kit/incoming.ts';
import { createLeave, createLinkTo, createPost } from '../../../src/kit/post.ts';
import { words } from '../../../src/words/index.ts';
import { quiet, testSecret } from '../../house.ts';
import { unpaced } from '../../unpaced.ts';
import { clientId, clientSecret } from './oauth.ts';
import { createPerson } from './person.ts';
import { botToken, type FakeSlack, appToken as fakeAppToken, startFakeSlack } from './server.ts';
import { overHttp, overSocket, post, signingSecret } from './transport.ts';

export const aurora = { id: 'T0000001', name: 'Aurora Contábil' };

/** The bot as it is where Slack's workspaces add it by the link: its own pages, its database, its outbox. `fake`: beside another process. */
export async function startLinked(
  data: Data,
  {
    mode = 'http',
    own = false,
    clock = () => new Date(),
    beside = [],
    fake,
    timeoutMs,
  }: {
    mode?: 'http' | 'socket';
    /** Whether there is a token in the environment besides. */
    own?: boolean;
    clock?: () => Date;
    beside?: readonly Surface[];
    fake?: FakeSlack;
    timeoutMs?: number;
  } = {},
) {
  const slack = fake ?? (await startFakeSlack());
  slack.state.clock = () => clock().getTime();
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
  const adding = (code: string) => [{ platform: 'slack', url: `${url}/slack/install?code=${code}` }];
  const house = { data, secret: testSecret, publicUrl: url, registry, log: quiet, linkTo, adding };
  const core = createCore({ ...house, clock, limit: () => 0 });
  const surface = createSlack({
    ...(own ? { botToken } : {}),
    ...(mode === 'http' ? { signingSecret } : { appToken: fakeAppToken }),
    link: {
      clientId,
      clientSecret,
      publicUrl: url,
      installs: installsOf(house, 'slack', clock),
      page: createPage(() => words['pt-BR'].web),
    },
    apiUrl: slack.apiUrl,
    core,
    words: () => words['pt-BR'].platforms.slack.says,
    log: quiet,
    clock,
    timeoutMs,
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
  const outbox = createOutbox({ data, secret: testSecret, senders: unpaced({ ...senders, mail }), clock, log: quiet });
  await surface.start();

  const get = (address: string, cookie?: string) =>
    fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
  return {
    fake: slack,
    url,
    house,
    core,
    surface,
    outbox,
    get,
    /** Presses the link, as a browser does: Slack's page, and the cookie that goes with it. */
    begin: async (code?: string) => {
      const response = await get(`${url}/slack/install${code ? `?code=${code}` : ''}`);
      const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
      return { page: response.headers.get('location') ?? '', cookie, status: response.status };
    },
    /** All of it: what the browser reads at the end. */
    add: async (
      who: Parameters<FakeSlack['state']['oauth']['consent']>[2] = { team: aurora },
      code?: string,
    ): Promise<string> => {
      const start = await get(`${url}/slack/install${code ? `?code=${code}` : ''}`);
      const [cookie = ''] = (start.headers.get('set-cookie') ?? '').split(';');
      const back = slack.state.oauth.consent(start.headers.get('location')!, 'allow', who);
      const response = await get(back, cookie);
      return `${response.status} ${await response.text()}`;
    },
    person: (who: NonNullable<Parameters<typeof createPerson>[2]> = {}) =>
      createPerson(slack, mode === 'http' ? overHttp(`${url}/slack/events`, clock) : overSocket(slack), who),
    /** An event about the app itself. */
    event: async (event: object, more: object = { team_id: aurora.id }, at: Date = clock()) => {
      const payload = {
        ...{ type: 'event_callback', event_id: slack.state.next('Ev'), event_time: Math.floor(at.getTime() / 1000) },
        ...{ api_app_id: 'A1', event, ...more },
      };
      if (mode === 'socket') return slack.envelope('events_api', payload);
      const headers = { 'content-type': 'application/json' };
      const skew = Math.round((clock().getTime() - Date.now()) / 1000);
      return (await post(`${url}/slack/events`, JSON.stringify(payload), { headers, skew })).status;
    },
    stop: async () => {
      await outbox.stop();
      await surface.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!fake) await slack.stop();
    },
  };
}
