import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../src/kit/ctx.ts';
import type { Duty } from '../../src/kit/duty.ts';
import type { Core, Drafts, Surface } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import { createAnswering } from './answer.ts';
import { createApi, createRest, failureOf } from './api.ts';
import { type DiscordCommand, registrationOf } from './commands.ts';
import { deliver } from './deliver.ts';
import { warmReading } from './edge.ts';
import { createGateway } from './gateway.ts';
import { createGuilds } from './guilds.ts';
import { interactionsMount } from './http.ts';
import type { LinkOptions } from './install.ts';
import { createLink } from './link.ts';
import { readers } from './readers.ts';
import { register } from './registration.ts';
import { renderMessage } from './render.ts';
import type { Respond } from './reply.ts';
import { createHearing, readSaid } from './said.ts';
import { menuEntries } from './shortcuts.ts';
import type { Interaction } from './translate.ts';
import { readPublicKey } from './verify.ts';
import type { DiscordWords } from './words.ts';

export interface DiscordOptions {
  token: string;
  applicationId: string;
  /** Commands stand in this one guild, at once; without it everywhere. */
  guildId?: string;
  /** With it interactions come as signed HTTP requests; without it over the gateway. */
  publicKey?: string;
  /** Of all processes one is connected to the gateway. */
  duty: Duty;
  /** For adding the bot by the link. */
  link?: LinkOptions;
  apiUrl?: string;
  commands: readonly DiscordCommand[];
  shortcuts?: readonly ShortcutEntry[];
  core: Core;
  /** Forms that wait to be opened again. */
  drafts: Drafts;
  words(locale: string | undefined): DiscordWords;
  log: Log;
  clock?(): Date;
}

/** How many interactions are remembered, so that one delivered twice is answered once. */
const remembered = 512;
const peopleKnown = 5000;
/** A Discord that does not answer holds up nothing else: connecting goes on behind. */
const startWithin = 1_500;
/** How long stopping waits for answers that are under way, and how long until commands are registered again after a failure. */
const stopWithin = 5_000;
const registerAgainAfter = 60_000;

export function createDiscord(options: DiscordOptions): Surface {
  const { token, applicationId, log, words, clock = () => new Date(), apiUrl = 'https://discord.com/api' } = options;
  const { shortcuts = [] } = options;
  const reach = options.guildId ? 'server' : options.link ? 'anybody' : 'invited';
  const wanted = [...registrationOf(options.commands, reach), ...menuEntries(shortcuts, reach)];
  // A 401 makes the client forget its token, so every request that needs it sets it again.
  const rest = createRest(apiUrl, token);
  const api = createApi(rest, applicationId);
  const link = options.link && createLink({ ...options, ...options.link, apiUrl, rest: () => rest.setToken(token) });
  const guilds = createGuilds({ own: options.guildId, link, may: () => options.duty.isOurs(), log });
  const running = new Set<Promise<void>>();
  const languages = new Map<string, string>();
  let me = applicationId;
  const hearing = createHearing({
    core: options.core,
    rest: () => rest.setToken(token),
    me: () => me,
    words: (user) => words(languages.get(user)),
    may: () => options.duty.isOurs(),
    locale: (user) => languages.get(user),
    log,
  });
  const answer = createAnswering({ ...options, shortcuts, api, recall: hearing.recall });
  const seen = new Set<string>();
  let stopped = false;
  let unregistered: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const under = (work: Promise<void>): Promise<void> => {
    const way = work.finally(() => running.delete(way));
    running.add(way);
    return way;
  };
  const take = (interaction: Interaction, respond: Respond): Promise<void> => {
    if (seen.has(interaction.id)) return Promise.resolve();
    seen.add(interaction.id);
    if (seen.size > remembered) seen.delete(seen.values().next().value!);
    learn((interaction.member?.user ?? interaction.user)?.id, interaction.locale);
    return under(answer(interaction, respond));
  };
  /** Messages do not say what language their writer reads; whoever has pressed or typed a command before, did. */
  const learn = (user: string | undefined, locale: string | undefined): void => {
    if (!user || !locale) return;
    languages.delete(user);
    languages.set(user, locale);
    if (languages.size > peopleKnown) languages.delete(languages.keys().next().value!);
  };
  const hear = (message: unknown, self: string, again: boolean): Promise<void> | undefined => {
    me = self || me;
    const said = readSaid(message, me);
    return said && under(hearing.hear(said, again));
  };

  const key = options.publicKey ? readPublicKey(options.publicKey) : undefined;
  // Messages come this way only, also where interactions come over HTTP.
  const gateway = createGateway({
    apiUrl,
    token,
    duty: options.duty,
    log,
    clock,
    take: (interaction) => void take(interaction, (response, files) => api.callback(interaction, response, files)),
    hear,
    news: guilds.news,
  });
  const notHeard = (error: unknown) =>
    log.error({ platform: 'discord', reason: failureOf(error).reason }, 'typed words do not arrive');

  const registerCommands = async (): Promise<void> => {
    try {
      const wrote = await register(rest.setToken(token), { applicationId, guildId: options.guildId, wanted });
      unregistered = undefined;
      log.info({ platform: 'discord', wrote }, 'commands registered');
    } catch (error) {
      unregistered = failureOf(error).reason;
      log.error({ platform: 'discord', reason: unregistered }, 'commands could not be registered');
      if (stopped) return;
      timer = setTimeout(() => void registerCommands(), registerAgainAfter);
      timer.unref();
    }
  };

  return {
    platform: 'discord',
    mounts: [...(key ? [interactionsMount({ key, api, clock, log, take })] : []), ...(link?.mounts ?? [])],
    async warm(views) {
      warmReading();
      for (const view of views) renderMessage(view, words(undefined));
    },
    async start() {
      const ready = Promise.all([key ? gateway.start().catch(notHeard) : gateway.start(), registerCommands()]);
      ready.catch((error) =>
        log.error({ platform: 'discord', reason: failureOf(error).reason }, 'Discord does not let us in'),
      );
      await Promise.race([ready, sleep(startWithin, undefined, { ref: false })]);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const stop = new AbortController();
      await Promise.race([
        Promise.allSettled(running),
        sleep(stopWithin, undefined, { signal: stop.signal }).catch(() => undefined),
      ]);
      stop.abort();
      await gateway.stop();
      await guilds.settled();
    },
    deliver: async (address, view, once) => {
      const out = { ok: false, gone: true, reason: 'app_uninstalled' } as const;
      if (await link?.isOut(address.workspace)) return out;
      const parts = { rest: rest.setToken(token), words: words(undefined), log };
      const delivered = await deliver(parts, address, view, once);
      const suspect = !delivered.ok && delivered.gone;
      return suspect && (await link?.suspected(address.workspace)) ? out : delivered;
    },
    ...(link ? { leave: ({ workspace }) => link.leave(workspace) } : {}),
    readers: (place, among) => readers(rest.setToken(token), place, among),
    linkTo: ({ workspace, channel, message }) =>
      `https://discord.com/channels/${[workspace, channel, channel && message].filter(Boolean).join('/')}`,
    health() {
      const heard = gateway.health();
      const silent = heard.ok ? '' : `; typed words do not arrive: ${heard.detail}`;
      const connection = key ? { ok: true, detail: `interactions over HTTP${silent}` } : heard;
      if (connection.ok && guilds.lacksOwn()) return { ok: false, detail: 'the bot is not in the server any more' };
      return unregistered
        ? { ...connection, detail: `${connection.detail}; commands not registered: ${unregistered}` }
        : connection;
    },
  };
}
