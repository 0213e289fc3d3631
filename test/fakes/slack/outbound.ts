import type { Outbound } from '../../adapters/outbound.ts';
import { type Bench, startBench } from './driver.ts';
import { labelOf, seen } from './rendered.ts';
import { directOf, type Json } from './state.ts';

/** Slack, for what leaves unasked, where it lets us look at what stands there. */
export function slackOutbound(mode: 'http' | 'socket'): Outbound {
  let bench: Bench;
  const channel = { platform: 'slack', workspace: 'T0000001', channel: 'C0000001' } as const;
  const person = 'U0000002';
  return {
    start: async (core) => {
      bench = await startBench(core, mode);
      for (const scope of ['channels:history', 'im:history']) bench.fake.state.scopes.add(scope);
      return bench.surface;
    },
    stop: () => bench.stop(),
    channel,
    person: { ...channel, channel: person, direct: true },
    nowhere: { ...channel, channel: 'C0000404' },
    missing: { ...channel, message: '1.2' },
    standing: async (where) => {
      const at = where === 'channel' ? 'C0000001' : directOf(person);
      const here = bench.fake.state.messages.filter((each) => each.channel === at);
      return here
        .filter((each) => !each.thread)
        .map((each) => ({
          text: seen(each.blocks),
          buttons: each.blocks.flatMap((block) =>
            block.type === 'actions' ? block.elements.map((element: Json) => labelOf(element.text)) : [],
          ),
          files: here
            .filter((below) => below === each || below.thread === each.ts)
            .flatMap((below) => below.files.map(({ name }) => name)),
        }));
    },
    busy: () => void bench.fake.state.trouble.set('chat.postMessage', [{ status: 429, retryAfter: 7 }]),
    links: {
      channel: 'https://slack.com/app_redirect?team=T0000001&channel=C0000001',
      whole: 'https://app.slack.com/client/T0000001',
    },
    held: () =>
      JSON.stringify([bench.fake.state.messages, [...bench.fake.state.files.values()].map(({ name }) => name)]),
    requests: () => bench.fake.state.calls.length,
  };
}
