import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import { aboutWhat, isNoToken, reasonOf } from './client.ts';
import { within } from './people.ts';

const everyMs = 5 * 60_000;
/** Slack may be slow to say who we are: the rest of the house does not wait for it. */
const startMs = 1500;

/** Whether Slack knows the token of the environment, and which workspace's it is. */
export function createTokenCheck(client: webApi.WebClient, log: Log) {
  let checked: { ok: boolean; detail: string } = { ok: false, detail: 'not started' };
  let team: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const check = async () => {
    try {
      const said = await client.auth.test();
      team = said.team_id ?? team;
      checked = { ok: true, detail: `team ${said.team ?? ''}` };
    } catch (error) {
      const detail = `auth.test: ${reasonOf(error)}`;
      // A token that is none any more is told once; a Slack that does not answer, each time.
      const told = checked.detail === detail && aboutWhat(error) === 'token';
      checked = { ok: false, detail };
      if (!told)
        log[aboutWhat(error) === 'token' ? 'error' : 'warn'](
          { reason: reasonOf(error) },
          'Slack did not accept the bot token',
        );
    }
  };

  return {
    check,
    start: (): Promise<unknown> => {
      timer = setInterval(check, everyMs);
      timer.unref();
      return within(check(), startMs);
    },
    stop: () => clearInterval(timer),
    /** The workspace, if Slack has said. */
    team: () => team,
    health: () => checked,
    isRefused: () => isNoToken(checked.detail.replace(/^auth\.test: /, '')),
  };
}
