import { look } from '../../fakes/discord/rendered.ts';
import { home } from '../../fakes/discord/server.ts';
import type { Outbound } from '../outbound.ts';
import { type Bot, type Mode, startBot } from './bot.ts';

/** Discord, for what leaves unasked. */
export function discordOutbound(mode: Mode): Outbound {
  let bot: Bot;
  const person = '1000000000000000001';
  const channel = { platform: 'discord', workspace: '1100000000000000001', channel: home } as const;
  const nowhere = '1100000000000000404';
  return {
    start: async (core) => {
      bot = await startBot(mode, core);
      bot.fake.gone.add(nowhere);
      return bot.surface;
    },
    stop: () => bot.stop(),
    channel,
    person: { ...channel, channel: person, direct: true },
    nowhere: { ...channel, channel: nowhere },
    missing: { ...channel, message: '1300000000000000001' },
    standing: async (where) => {
      const at = where === 'channel' ? home : bot.fake.state.direct(person);
      return bot.fake.state.messages
        .filter((each) => each.channel === at && !each.deleted)
        .map((each) => {
          const { title = '', text, buttons } = look(each.components);
          return {
            text: `${title}\n${text}`,
            buttons: buttons.map(({ label }) => label),
            files: each.files.map(({ name }) => name),
          };
        });
    },
    busy: () => void bot.fake.troubles.push({ match: /POST .*messages/, times: 1, status: 429, retryAfter: 7 }),
    links: {
      channel: `https://discord.com/channels/1100000000000000001/${home}`,
      whole: 'https://discord.com/channels/1100000000000000001',
    },
    held: () =>
      JSON.stringify(
        bot.fake.state.messages
          .filter((each) => !each.deleted)
          .map(({ components, files }) => [components, files.map(({ name }) => name)]),
      ),
    requests: () => bot.fake.seen.length,
  };
}
