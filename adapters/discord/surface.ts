import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Drafts, Surface } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import { createAnswering } from './answer.ts';
import { createApi, createRest, failureOf } from './api.ts';
import { type DiscordCommand, registrationOf } from './commands.ts';
import { deliver } from './deliver.ts';
import { warmReading } from './edge.ts';
import { createGateway } from './gateway.ts';
import { interactionsMount } from './http.ts';
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
  const everywhere = options.guildId === undefined;
  const wanted = [...registrationOf(options.commands, everywhere), ...menuEntries(shortcuts, everywhere)];
  // A 401 makes the client forget its token, so every request that needs it sets it again.
  const rest = createRest(apiUrl, token);
  const api = createApi(rest, applicationId);
  const running = new Set<Promise<void>>();
  const languages = new Map<string, string>();
  let me = applicationId;
  const hearing = createHearing({
    core: options.core,
    rest: () => rest.setToken(token),
    me: () => me,
    words: (user) => words(languages.get(user)),
    locale: (user) => languages.get(user),
    log,
  });
  const answer = createAnswering({ ...options, shortcuts, api, recall: hearing.recall });
  const seen = new Set<string>();
  let stopped = false;
  let unregistered: string | undefined;
  const left = new Set<string>();
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
  const hear = (message: unknown, self: string): void => {
    me = self || me;
    const said = readSaid(message, me);
    if (said) void under(hearing.hear(said));
  };

  const key = options.publicKey ? readPublicKey(options.publicKey) : undefined;
  // Messages come this way only, also where interactions come over HTTP.
  const gateway = createGateway({
    apiUrl,
    token,
    log,
    take: (interaction) => void take(interaction, (response, files) => api.callback(interaction, response, files)),
    hear,
    out: (guild, isOut) => {
      if (!isOut) return void left.delete(guild);
      left.add(guild);
      log.warn({ platform: 'discord', guild }, 'the bot was taken out of a server');
    },
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
    mounts: key ? [interactionsMount({ key, api, clock, log, take })] : [],
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
    },
    deliver: (address, view, once) =>
      deliver({ rest: rest.setToken(token), words: words(undefined), log }, address, view, once),
    readers: (place, among) => readers(rest.setToken(token), place, among),
    linkTo: ({ workspace, channel, message }) =>
      `https://discord.com/channels/${[workspace, channel, channel && message].filter(Boolean).join('/')}`,
    health() {
      const heard = gateway.health();
      const silent = heard.ok ? '' : `; typed words do not arrive: ${heard.detail}`;
      const connection = key ? { ok: true, detail: `interactions over HTTP${silent}` } : heard;
      if (connection.ok && options.guildId && left.has(options.guildId))
        return { ok: false, detail: 'the bot is not in the server any more' };
      return unregistered
        ? { ...connection, detail: `${connection.detail}; commands not registered: ${unregistered}` }
        : connection;
    },
  };
}
