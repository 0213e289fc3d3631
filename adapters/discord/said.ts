import { type APIMessage, MessageType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Incoming, Outcome, Place } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { failureOf, within } from './api.ts';
import { type Beside, deliver } from './deliver.ts';
import { need, optional, person } from './edge.ts';
import { lookFor, saidAt } from './idempotency.ts';
import type { DiscordWords } from './words.ts';

const named = person.extend({ bot: optional(z.boolean()), system: optional(z.boolean()) });
const written = z.looseObject({
  id: need,
  channel_id: need,
  guild_id: optional(need),
  type: z.number(),
  content: z.string().catch(''),
  author: named,
  member: optional(z.looseObject({ nick: z.string().nullish().catch(undefined) })),
  mentions: z.array(named).catch([]),
  webhook_id: optional(z.string()),
  timestamp: optional(z.string()),
  edited_timestamp: z.string().nullish().catch(undefined),
});
type Written = z.infer<typeof written>;

/** A message for the bot: to it in private, or with its name in a channel. */
export interface Said {
  message: string;
  channel: string;
  guild?: string;
  user: string;
  userName?: string;
  text: string;
  /** When it was written. */
  at: Date;
  /** It was changed since. */
  edited: boolean;
}

/** Those that a person writes. Joins, pins and the like are nobody's words. */
const byPeople: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply]);

/** Its words without our name in them, and with the names of those it speaks of. */
const wordsIn = ({ content, mentions }: Written, me: string): string =>
  content
    .replace(/<@!?(\d+)>/g, (whole, id: string) => {
      const known = mentions.find((each) => each.id === id);
      return id === me ? ' ' : (known?.global_name ?? known?.username ?? whole);
    })
    .trim();

/** Nothing where a program speaks, or nobody, or not to us. */
export function readSaid(value: unknown, me: string): Said | undefined {
  const read = written.safeParse(value);
  if (!read.success) return undefined;
  const {
    id,
    channel_id: channel,
    guild_id: guild,
    type,
    author,
    member,
    mentions,
    webhook_id: hook,
    ...when
  } = read.data;
  if (!byPeople.has(type) || hook || author.bot || author.system || author.id === me) return undefined;
  const text = wordsIn(read.data, me);
  // In private a file asks for nothing; whoever mentions the bot wants something of it.
  if (guild ? !mentions.some((each) => each.id === me) : text === '') return undefined;
  const userName = member?.nick ?? author.global_name ?? author.username;
  const at = when.timestamp ? new Date(when.timestamp) : new Date(saidAt(id));
  return { message: id, channel, guild, user: author.id, userName, text, at, edited: Boolean(when.edited_timestamp) };
}

const prefix = /^=said:(\d{1,20}):(\d{1,20})$/;

/** Whose question a button answers, and the message that holds it: the words stay with Discord, and nowhere else. */
export function readSaidButton(id: string): { user: string; message: string } | undefined {
  const [, user, message] = prefix.exec(id) ?? [];
  return user && message ? { user, message } : undefined;
}

/** Without the right to read back, what was heard lately is remembered for so many messages. */
const remembered = 1000;
/** Discord shows that somebody is writing for ten seconds. */
const signAfterMs = 1200;

export interface HearingParts {
  core: Core;
  rest(): REST;
  me(): string;
  words(user: string): DiscordWords;
  /** Whether it is for this process to answer. */
  may(): boolean;
  /** What is known of somebody's language. */
  locale(user: string): string | undefined;
  log: Log;
}

/** Answers what people write, each message once. The returned functions never throw. */
export function createHearing({ core, rest, me, words, may, locale, log }: HearingParts) {
  const heard = new Map<string, string>();
  const keyOf = ({ message }: Said) => `discord:said:${message}`;

  /** Whether it is for the bot for the first time; `text` is kept as it is now. */
  const isNew = ({ message, text }: Said): boolean => {
    const before = heard.has(message);
    heard.set(message, text);
    if (heard.size > remembered) heard.delete(heard.keys().next().value!);
    return !before;
  };

  /** Whether one has its answer: from before we started, or from another copy of this process. */
  const hasAnswer = async (said: Said): Promise<boolean> => {
    try {
      return (await lookFor(rest(), said.channel, { key: keyOf(said), since: said.at })) !== undefined;
    } catch {
      return false;
    }
  };

  const ask = async (said: Said): Promise<Outcome> => {
    const { user, userName, guild = '', channel, text } = said;
    const place: Place = {
      platform: 'discord',
      workspace: guild,
      user,
      userName,
      channel: guild ? channel : undefined,
      locale: locale(user),
      isAdmin: async () => undefined,
    };
    const asked: Incoming = { key: keyOf(said), place, asked: { kind: 'words', text } };
    const sign = setTimeout(() => {
      if (!guild)
        within(3000, (signal) => rest().post(Routes.channelTyping(channel), { signal })).catch(() => undefined);
    }, signAfterMs);
    try {
      return await core.handle(asked);
    } finally {
      clearTimeout(sign);
    }
  };

  /** To the person alone, in their direct messages. */
  const tell = async (said: Said): Promise<void> => {
    const outcome = await ask(said);
    if (outcome.kind !== 'view') throw new Error('words were answered with no view');
    const address = {
      platform: 'discord',
      workspace: outcome.workspace ?? said.guild ?? '',
      channel: said.user,
      direct: true,
    };
    await send(said, address, outcome.view, said.guild ? {} : { own: said.channel });
  };

  const send = async (
    said: Said,
    address: Parameters<typeof deliver>[1],
    view: SealedView,
    beside: Beside,
  ): Promise<boolean> => {
    // Another process answers it.
    if (!may()) return true;
    const parts = { rest: rest(), words: words(said.user), log };
    const sent = await deliver(parts, address, view, { key: keyOf(said) }, beside);
    if (!sent.ok)
      log.warn({ platform: 'discord', message: said.message, reason: sent.reason }, 'an answer could not be sent');
    return sent.ok;
  };

  /** Others read along: nothing is said there but how the asker comes to the answer. */
  const offer = async (said: Said): Promise<void> => {
    const { readyForYou, see } = words(said.user);
    const view: SealedView = {
      blocks: [
        { kind: 'text', text: readyForYou },
        { kind: 'buttons', buttons: [{ label: see, style: 'primary', press: `=said:${said.user}:${said.message}` }] },
      ],
    };
    const address = { platform: 'discord', workspace: said.guild!, channel: said.channel };
    if (!(await send(said, address, view, { replyTo: said.message }))) await tell(said);
  };

  return {
    /** `again`: it may have been said to another process before. */
    async hear(said: Said, again: boolean): Promise<void> {
      try {
        if (!isNew(said) || ((said.edited || again) && (await hasAnswer(said)))) return;
        await (said.guild ? offer(said) : tell(said));
      } catch (error) {
        log.error(
          { platform: 'discord', message: said.message, reason: failureOf(error).reason },
          'a message was not answered',
        );
      }
    },
    /** The words of a message as they stand now; undefined when they cannot be had any more. */
    async recall(channel: string, message: string): Promise<string | undefined> {
      try {
        const found = (await within(8000, (signal) =>
          rest().get(Routes.channelMessage(channel, message), { signal }),
        )) as APIMessage;
        const read = written.safeParse(found);
        return read.success ? wordsIn(read.data, me()) : heard.get(message);
      } catch {
        return heard.get(message);
      }
    },
  };
}
