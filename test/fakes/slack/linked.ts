import { createSlack } from '../../../adapters/slack/surface.ts';
import type { Data } from '../../../src/data/client.ts';
import type { Surface } from '../../../src/kit/incoming.ts';
import { words } from '../../../src/words/index.ts';
import { quiet } from '../../house.ts';
import { startAround } from '../linked.ts';
import { clientId, clientSecret } from './oauth.ts';
import { createPerson } from './person.ts';
import { botToken, type FakeSlack, appToken as fakeAppToken, startFakeSlack } from './server.ts';
import { overHttp, overSocket, post, signingSecret } from './transport.ts';

export const aurora = { id: 'T0000001', name: 'Aurora Contábil' };

/** The bot as it is where Slack's workspaces add it by the link. `fake`: beside another process. */
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
  const around = await startAround(data, { platform: 'slack', clock, beside }, ({ core, link }) =>
    createSlack({
      ...(own ? { botToken } : {}),
      ...(mode === 'http' ? { signingSecret } : { appToken: fakeAppToken }),
      link: { ...link, clientId, clientSecret },
      apiUrl: slack.apiUrl,
      core,
      words: () => words['pt-BR'].platforms.slack.says,
      log: quiet,
      clock,
      timeoutMs,
    }),
  );
  const { url } = around;
  return {
    ...around,
    fake: slack,
    /** All of it: what the browser reads at the end. */
    add: async (
      who: Parameters<FakeSlack['state']['oauth']['consent']>[2] = { team: aurora },
      code?: string,
    ): Promise<string> => {
      const { page, cookie } = await around.begin(code);
      const response = await around.get(slack.state.oauth.consent(page, 'allow', who), cookie);
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
      await around.stop();
      if (!fake) await slack.stop();
    },
  };
}
